import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { openMail } from '#platform/mail.ts';
import { readExceptions } from '#platform/outbound/exceptions.ts';
import { openSealer } from '#platform/seal.ts';
import { certificate, certificateKey } from './certificate.ts';
import { eventually } from './door.ts';

/** An e-mail as it arrived. */
export interface Received {
  to: string;
  /** Header lines, unfolded. */
  head: string;
  text: string;
  html: string;
}

/** A mail server on this machine, and the way to it. */
export interface Mailbox {
  /** For `openEngine`. */
  post: { mail: ReturnType<typeof openMail>; sealer: ReturnType<typeof openSealer> };
  /** The same for a server in a process of its own. */
  smtpUrl: string;
  port: number;
  received: Received[];
  /** How often somebody came with a wrong password. */
  refusedLogins(): number;
  /** What the server says to the next letters, instead of taking them: 451, 550 … `drop` hangs up. */
  answers: (number | 'drop')[];
  /** Waits for a letter to this address that has not been taken out yet, and takes it out. */
  to(address: string): Promise<Received>;
  stop(): Promise<void>;
}

interface MailboxOptions {
  /** Asked for; without them anybody may send. `before` may let the server take its time, and say no by a code. */
  login?: { user: string; password: string; before?: () => Promise<number | undefined> };
  /** With a certificate for `localhost` that nobody vouches for. */
  encryption?: 'none' | 'starttls' | 'tls';
  /** What else may be reached by whoever sends through it: as OUTBOUND_ALLOW. */
  allow?: string;
}

export async function openMailbox(
  publicUrl = 'http://crm.example',
  { login, encryption = 'none', allow = '' }: MailboxOptions = {},
): Promise<Mailbox> {
  const received: Received[] = [];
  const answers: Mailbox['answers'] = [];
  let refused = 0;
  const server = new SMTPServer({
    authOptional: !login,
    secure: encryption === 'tls',
    ...{ cert: certificate, key: certificateKey },
    allowInsecureAuth: true,
    disabledCommands: [
      ...(encryption === 'starttls' ? [] : ['STARTTLS']),
      ...(login ? [] : ['AUTH']),
    ],
    logger: false,
    async onAuth({ username, password }, _session, done) {
      const responseCode = await login?.before?.();
      if (responseCode) return done(Object.assign(new Error('not now'), { responseCode }));
      if (username === login?.user && password === login?.password)
        return done(null, { user: 'known' });
      refused++;
      done(new Error(`${username} may not come in with ${password}`));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const answer = answers.shift();
        if (answer !== undefined && answer !== 'drop')
          return done(Object.assign(new Error('not now'), { responseCode: answer }));
        const [to] = session.envelope.rcptTo;
        received.push(parsed(to?.address ?? '', Buffer.concat(chunks).toString('utf8')));
        // Taken, but nobody hears of it.
        if (answer === 'drop') for (const one of server.connections) one.close();
        else done();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  const smtpUrl = `smtp://127.0.0.1:${address.port}`;
  return {
    post: {
      mail: openMail({
        smtpUrl,
        mailFrom: 'Relata <relata@crm.example>',
        publicUrl,
        outboundAllow: readExceptions(allow),
      }),
      sealer: openSealer({ secret: 'a secret of tests, long enough to seal with' }, 'mail'),
    },
    smtpUrl,
    port: address.port,
    received,
    refusedLogins: () => refused,
    answers,
    to: (wanted) =>
      eventually(async () => {
        const at = received.findIndex((one) => one.to === wanted);
        return at < 0 ? undefined : received.splice(at, 1)[0];
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

function parsed(to: string, raw: string): Received {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replace(/\r\n[ \t]+/g, ' ');
  // Pictures lie beside the page, and this beside its plain text.
  const boundaries = [...raw.matchAll(/boundary="([^"]+)"/g)].map(([, one]) => `--${one}`);
  const parts = boundaries.reduce((some, one) => some.flatMap((part) => part.split(one)), [raw]);
  const partOf = (type: string): string => {
    const part = parts.find((one) => one.trimStart().startsWith(`Content-Type: ${type}`));
    if (!part) return '';
    const start = part.indexOf('\r\n\r\n');
    const body = part.slice(start + 4);
    if (/encoding: base64/i.test(part.slice(0, start)))
      return Buffer.from(body, 'base64').toString('utf8');
    return /encoding: quoted-printable/i.test(part.slice(0, start)) ? unquoted(body) : body;
  };
  return { to, head, text: partOf('text/plain'), html: partOf('text/html') };
}

const unquoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  ).toString('utf8');
