import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { messageOf } from '../error-facts.ts';
import { type Exception, webPorts } from './exceptions.ts';
import { openPlaces, pinned } from './places.ts';

export interface OutboundRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: ConstructorParameters<typeof Response>[0];
  /** `manual` gives a redirect back as it came. Otherwise it is followed, where nothing is sent with it. */
  redirect?: 'manual';
  signal?: AbortSignal;
}

/**
 * Asks somebody else's server, whoever has named it. The body of the answer has arrived by then, as it was sent:
 * nothing is unpacked. Throws {@link NotReached}.
 */
export type Outbound = (address: string, request?: OutboundRequest) => Promise<Response>;

/**
 * - `address` not an address of the web, or one that we do not go to
 * - `redirects` it leads from one to the next
 * - `too_big`, `too_slow`
 * - `unreachable` no answer, or none that can be read
 */
export type NotReachedReason = 'address' | 'redirects' | 'too_big' | 'too_slow' | 'unreachable';

export class NotReached extends Error {
  readonly reason: NotReachedReason;

  constructor(reason: NotReachedReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NotReached';
    this.reason = reason;
  }
}

export interface OutboundSettings {
  /** What the operator lets it reach besides the public web. */
  allow: Exception[];
  /** All addresses of a name. Asked once for each request and each redirect. */
  resolve?: (name: string) => Promise<LookupAddress[]>;
  /** For everything from the name to the last byte, redirects included. */
  patienceMs?: number;
}

const mostRedirects = 3;
const mostBytes = 5 * 1024 * 1024;
/** What goes along to another host: nothing that says who we are there. */
const harmless = ['accept', 'accept-language', 'user-agent'];

/**
 * The one way out of the server for addresses of the web (T20 of the security targets, decision 27). A name is
 * resolved once; only its addresses that may be reached are connected to, and no other is looked up meanwhile.
 */
export function openOutbound({ allow, resolve, patienceMs = 10_000 }: OutboundSettings): Outbound {
  const go = async (first: URL, request: OutboundRequest, signal: AbortSignal) => {
    const method = (request.method ?? 'GET').toUpperCase();
    const sent = new Response(request.body);
    const body = new Uint8Array(await sent.arrayBuffer());
    const type = sent.headers.get('content-type');
    let headers = new Headers({ ...(type && { 'content-type': type }), ...request.headers });
    const follows =
      request.redirect !== 'manual' && (method === 'GET' || method === 'HEAD') && body.length === 0;
    let target = first;
    for (let redirects = 0; ; redirects++) {
      const places = await reachable(target, allow, resolve);
      const answer = await send({ target, places, method, headers, body, signal });
      const next = follows ? redirectOf(answer, target) : undefined;
      if (!next) return responseOf(answer, method);
      answer.destroy();
      if (redirects === mostRedirects)
        throw new NotReached(
          'redirects',
          `${first.host} redirects more than ${mostRedirects} times`,
        );
      if (next.origin !== target.origin)
        headers = new Headers([...headers].filter(([name]) => harmless.includes(name)));
      target = next;
    }
  };

  return async (address, request = {}) => {
    const target = URL.parse(address);
    if (!target) throw new NotReached('address', 'this is no address');
    const patience = AbortSignal.timeout(patienceMs);
    const signal = request.signal ? AbortSignal.any([patience, request.signal]) : patience;
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end);
    try {
      // A resolver cannot be interrupted, so it is not waited for.
      return await Promise.race([go(target, request, signal), ended]);
    } catch (error) {
      if (error instanceof NotReached) throw error;
      if (signal.aborted)
        throw new NotReached('too_slow', `${target.host} took longer than it may`, error);
      throw new NotReached('unreachable', `${target.host}: ${messageOf(error)}`, error);
    } finally {
      signal.removeEventListener('abort', end);
    }
  };
}

/** Where to connect for this address. Refuses where none of its places may be reached. */
async function reachable(
  target: URL,
  allow: Exception[],
  resolve: OutboundSettings['resolve'],
): Promise<LookupAddress[]> {
  const { protocol, host } = target;
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new NotReached('address', `${protocol} is not http: or https:`);
  if (target.username || target.password)
    throw new NotReached('address', 'an address does not say who asks');
  const port = Number(target.port || (protocol === 'http:' ? 80 : 443));
  const name = target.hostname.replace(/^\[|\]$/g, '');
  const open = await openPlaces({ host: name, port }, { ports: webPorts, allow, resolve });
  if (open.length > 0) return open;
  throw new NotReached(
    'address',
    `${host} is not on the public Internet, or not on a port of the web; OUTBOUND_ALLOW can name it`,
  );
}

interface Sending {
  target: URL;
  places: LookupAddress[];
  method: string;
  headers: Headers;
  body: Uint8Array;
  signal: AbortSignal;
}

function send({
  target,
  places,
  method,
  headers,
  body,
  signal,
}: Sending): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (target.protocol === 'http:' ? overHttp : overHttps)(target, {
    method,
    signal,
    headers: {
      'user-agent': 'Relata',
      ...Object.fromEntries(headers),
      ...(body.length > 0 && { 'content-length': body.length }),
      // What is packed can be a thousand times as big unpacked.
      'accept-encoding': 'identity',
    },
    // A connection of its own: none that was opened for another address of the same name is taken up.
    agent: false,
    // Pinned: what was checked is what is connected to. It tries them one after the other.
    lookup: pinned(places),
  });
  request.on('response', resolve);
  request.on('error', reject);
  request.on('close', () => reject(new Error('the connection was closed')));
  request.end(body);
  return promise;
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return undefined;
  const next = URL.parse(headers.location, from.href);
  if (!next) throw new NotReached('redirects', `${from.host} redirects to what is no address`);
  return next;
}

async function responseOf(answer: IncomingMessage, method: string): Promise<Response> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    // Thrown here, it ends the connection as well.
    if (size > mostBytes)
      throw new NotReached('too_big', `the answer is larger than ${mostBytes} bytes`);
    parts.push(bytes);
  }
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (let i = 0; i < answer.rawHeaders.length; i += 2)
    headers.append(answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? '');
  const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : Buffer.concat(parts), { status, headers });
}
