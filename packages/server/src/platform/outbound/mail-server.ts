import type { LookupAddress } from 'node:dns';
import { connect, type Socket } from 'node:net';
import type { Exception } from './exceptions.ts';
import { openPlaces, pinned } from './places.ts';
import { NotSent, notSent } from '../not-sent.ts';

export const encryptions = ['none', 'starttls', 'tls'] as const;

/** A mail server that somebody in a workspace has named. */
export interface MailServer {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` after the greeting and never without. */
  encryption: (typeof encryptions)[number];
  /** Null: it is not asked for. */
  login: string | null;
  password: string | null;
  senderName: string;
  senderAddress: string;
}

/** On which mail is handed over: relay, submission with TLS and with STARTTLS, and what providers have beside them. */
const mailPorts = [25, 465, 587, 2465, 2525, 2587];

interface Settings {
  allow: Exception[];
  resolve?: (name: string) => Promise<LookupAddress[]>;
  patienceMs: number;
}

/** Connects to what was checked, and to nothing that a name means a moment later (T20). Throws {@link NotSent}. */
export async function openSocket(
  { host, port }: Pick<MailServer, 'host' | 'port'>,
  { allow, resolve, patienceMs }: Settings,
): Promise<Socket> {
  const places = await openPlaces({ host, port }, { ports: mailPorts, allow, resolve }).catch(
    (error: unknown) => {
      throw new NotSent('later', 'unknown_host', error);
    },
  );
  if (!places.length)
    throw new NotSent(
      'never',
      'address',
      new Error(
        `${host}:${port} is not on the public Internet, or not on a port of mail; OUTBOUND_ALLOW can name it with its port`,
      ),
    );
  const { promise, resolve: done, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port, lookup: pinned(places) });
  const timer = setTimeout(
    () => socket.destroy(Object.assign(new Error('took too long'), { code: 'ETIMEDOUT' })),
    patienceMs,
  );
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.off('error', reject);
    done(socket);
  });
  try {
    return await promise;
  } catch (error) {
    throw notSent(error, false);
  } finally {
    clearTimeout(timer);
  }
}
