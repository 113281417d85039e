import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailSink } from './mail-sink.ts';
import { mannWhitney } from './mann-whitney.ts';
import type { Result } from './report.ts';
import { startServer } from './server.ts';

const port = 18_457;
const boss = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
const password = 'pump-otter-lantern-47';
/** Each may ask for a few letters in ten minutes only, so there must be many. */
const people = 130;
const warmUp = 20;
/** Below the 500 invitations that a workspace may send a day. */
const pairsOfWorkspace = 240;

const known = (i: number): string => `known${i % people}@firm.example`;
const unknown = (i: number): string => `nobody${i % people}@firm.example`;

let asked = 0;
/** Each from another address, as behind a proxy: guesses are counted by address. Gives the answer and milliseconds. */
async function ask(
  path: string,
  body: object,
  status: number,
  headers: Record<string, string> = {},
) {
  asked++;
  const from = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
  const begun = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: `http://127.0.0.1:${port}`,
      'x-forwarded-for': from,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const took = performance.now() - begun;
  if (answer.status !== status) throw new Error(`${path} gave ${answer.status}: ${text}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  return { took, cookie, text };
}

interface Path {
  name: string;
  /** Milliseconds that it takes for this address. */
  ask(email: string, i: number): Promise<number>;
  /** What makes the first pair possible; not measured. */
  before?(): Promise<unknown>;
  /** The same for the next pair. */
  after?(i: number): Promise<unknown>;
}

/**
 * Does the time that an answer takes say whether there is such an address (T8 of the security targets)? Medians
 * less than 5 ms apart, and a Mann-Whitney test that does not tell the two apart (p > 0.01). That the same work is
 * done for both is a test of the suite, this is the measure. Nobody signs up here, so the address that somebody
 * asks for instead of their own stands for it; the way by a provider asks for no address at all.
 */
export async function measureSignIn(pairs: number, add: (result: Result) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'relata-timing-'));
  const sink = await openMailSink();
  const server = await startServer(
    {
      DATA_DIR: folder,
      DATABASE_URL: '',
      RATE_LIMIT: '0',
      SMTP_URL: sink.url,
      RELATA_ADMIN_EMAIL: boss.email,
      RELATA_ADMIN_PASSWORD: boss.password,
    },
    port,
  );
  try {
    for (const path of await paths(pairs)) add(await measure(path, pairs));
  } finally {
    await server.stop();
    sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function paths(pairs: number): Promise<Path[]> {
  const { cookie } = await ask('auth/sign-in/email', boss, 200);
  const cookies: string[] = [];
  for (let i = 0; i < people; i++) {
    const wanted = { email: known(i), role: 'salesperson' };
    const { link } = JSON.parse((await ask('v1/invitations', wanted, 201, { cookie })).text).data;
    const token = new URL(link, 'http://x').searchParams.get('token');
    const come = { token, name: `Person ${i}`, password };
    const came = (await ask('v1/invitations/accept', come, 201)).cookie;
    cookies.push(came);
  }
  const workspaces: string[] = [];
  for (let made = 0; made * pairsOfWorkspace < pairs + warmUp; made++) {
    const { text } = await ask('v1/workspaces', { name: `Firm ${made}` }, 201, { cookie });
    workspaces.push(JSON.parse(text).data.id);
  }
  const workspaceOf = (i: number) => workspaces[Math.floor(i / pairsOfWorkspace)] ?? '';
  return [
    {
      name: 'a wrong password',
      ask: async (email) =>
        (await ask('auth/sign-in/email', { email, password: 'not the right one at all' }, 401))
          .took,
      // A right one clears the account, which is counted by as well.
      after: (i) => ask('auth/sign-in/email', { email: known(i), password }, 200),
    },
    {
      name: 'a forgotten password',
      ask: async (email) => (await ask('auth/forgot-password', { email }, 200)).took,
    },
    {
      name: 'an invitation to another firm',
      ask: async (email, i) =>
        (
          await ask('v1/invitations', { email, role: 'viewer' }, 201, {
            ...{ cookie, 'x-workspace': workspaceOf(i) },
          })
        ).took,
    },
    {
      name: 'another address for oneself',
      async before() {
        for (const [i, old] of cookies.entries())
          cookies[i] = (await ask('auth/prove', { password }, 200, { cookie: old })).cookie;
      },
      ask: async (email, i) =>
        // Not of the one who asks.
        (await ask('auth/email', { email }, 200, { cookie: cookies[(i + 1) % people] ?? '' })).took,
    },
  ];
}

const median = (all: number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

async function measure(path: Path, pairs: number): Promise<Result> {
  const times = { known: [] as number[], unknown: [] as number[] };
  await path.before?.();
  for (let i = -warmUp; i < pairs; i++) {
    const email = { known: known(i + warmUp), unknown: unknown(i + warmUp) };
    const order = i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const which of order) {
      const took = await path.ask(email[which], i + warmUp);
      if (i >= 0) times[which].push(took);
    }
    await path.after?.(i + warmUp);
  }
  const [there, not] = [median(times.known), median(times.unknown)];
  const p = mannWhitney(times.known, times.unknown);
  return {
    group: 'who has an account',
    name: `${path.name}, ${pairs} pairs`,
    target: 'medians < 5 ms apart, p > 0.01',
    measured: `known ${there.toFixed(2)} ms, unknown ${not.toFixed(2)} ms, p ${p.toFixed(3)}`,
    floor: '–',
    ok: Math.abs(there - not) < 5 && p > 0.01,
  };
}
