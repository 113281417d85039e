import { Agent, request } from 'node:http';
import pg from 'pg';

/** Milliseconds. */
export interface Latency {
  p50: number;
  p95: number;
}

export interface Answer {
  status: number;
  body: string;
}

export interface Ask {
  method?: string;
  path: string;
  body?: unknown;
}

/** Asks the server over connections that are kept open. */
export interface Asker {
  ask(what: Ask): Promise<Answer>;
  close(): void;
}

export function asker(port: number, headers: Record<string, string>, connections = 1): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    ask({ method = 'GET', path, body }) {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      return new Promise((resolve, reject) => {
        const sending = request(
          {
            agent,
            host: '127.0.0.1',
            port,
            method,
            path,
            headers: {
              ...headers,
              ...(sent
                ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
                : {}),
            },
          },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
            );
            answer.on('error', reject);
          },
        );
        sending.on('error', reject);
        sending.end(sent);
      });
    },
    close: () => agent.destroy(),
  };
}

export function latency(times: number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** One after the other; the first tenth warms up and does not count. */
export async function oneByOne(
  count: number,
  task: (i: number) => Promise<void>,
  /** Done before each, and not timed. */
  before?: () => Promise<unknown>,
): Promise<Latency> {
  const times: number[] = [];
  for (let i = -Math.ceil(count / 10); i < count; i++) {
    await before?.();
    const started = performance.now();
    await task(i < 0 ? -i : i);
    if (i >= 0) times.push(performance.now() - started);
  }
  return latency(times);
}

/** So many at once for some seconds; gives how many a second. */
export async function manyAtOnce(
  width: number,
  seconds: number,
  task: (lane: number, i: number) => Promise<void>,
): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const lane = async (number: number) => {
    for (let i = 0; performance.now() < until; i++) {
      await task(number, i);
      done++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: width }, (_, number) => lane(number)));
  return (done / (performance.now() - started)) * 1000;
}

/** Bare clients of the driver: what the database alone can do with the same statement. */
export async function clients(settings: pg.ClientConfig, count: number): Promise<pg.Client[]> {
  const made = Array.from({ length: count }, () => new pg.Client(settings));
  await Promise.all(made.map((client) => client.connect()));
  await Promise.all(made.map((client) => client.query("set timezone = 'UTC'")));
  return made;
}
