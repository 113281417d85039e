import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailSink } from './mail-sink.ts';
import type { Result } from './report.ts';
import { startServer } from './server.ts';
import { asking, comparePairs, warmUp, type Way } from './timing.ts';

const port = 18_457;
const boss = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
const password = 'pump-otter-lantern-47';
/** Each may ask for a few letters in ten minutes only, so there must be many. */
const people = 130;
/** Below the 500 invitations that a workspace may send a day. */
const pairsOfWorkspace = 240;

const known = (i: number): string => `known${i % people}@firm.example`;
const addressOf = (isThere: boolean, i: number): string =>
  isThere ? known(i) : `nobody${i % people}@firm.example`;

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
    for (const way of await ways(pairs)) add(await comparePairs('who has an account', way, pairs));
  } finally {
    await server.stop();
    sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ask = asking(port);

/** One by one: each needs what the one before has left. */
async function ways(pairs: number): Promise<Way[]> {
  const { cookie } = await ask('auth/sign-in/email', boss, 200);
  const cookies: string[] = [];
  for (let i = 0; i < people; i++) {
    const wanted = { email: known(i), role: 'salesperson' };
    const { link } = JSON.parse(
      (await ask('v1/invitations', wanted, 201, { headers: { cookie } })).text,
    ).data;
    const token = new URL(link, 'http://x').searchParams.get('token');
    const come = { token, name: `Person ${i}`, password };
    const came = (await ask('v1/invitations/accept', come, 201)).cookie;
    cookies.push(came);
  }
  const workspaces: string[] = [];
  for (let made = 0; made * pairsOfWorkspace < pairs + warmUp; made++) {
    const { text } = await ask('v1/workspaces', { name: `Firm ${made}` }, 201, {
      headers: { cookie },
    });
    workspaces.push(JSON.parse(text).data.id);
  }
  const workspaceOf = (i: number) => workspaces[Math.floor(i / pairsOfWorkspace)] ?? '';
  return [
    {
      name: 'a wrong password',
      ask: async (...whose) =>
        (
          await ask(
            'auth/sign-in/email',
            { email: addressOf(...whose), password: 'not the right one at all' },
            401,
          )
        ).took,
      // A right one clears the account, which is counted by as well.
      after: (i) => ask('auth/sign-in/email', { email: known(i), password }, 200),
    },
    {
      name: 'a forgotten password',
      ask: async (...whose) =>
        (await ask('auth/forgot-password', { email: addressOf(...whose) }, 200)).took,
    },
    {
      name: 'an invitation to another firm',
      ask: async (isThere, i) =>
        (
          await ask('v1/invitations', { email: addressOf(isThere, i), role: 'viewer' }, 201, {
            headers: { cookie, 'x-workspace': workspaceOf(i) },
          })
        ).took,
    },
    {
      name: 'another address for oneself',
      async before() {
        for (const [i, old] of cookies.entries())
          cookies[i] = (
            await ask('auth/prove', { password }, 200, { headers: { cookie: old } })
          ).cookie;
      },
      ask: async (isThere, i) =>
        (
          await ask('auth/email', { email: addressOf(isThere, i) }, 200, {
            // Not of the one who asks.
            headers: { cookie: cookies[(i + 1) % people] ?? '' },
          })
        ).took,
    },
  ];
}
