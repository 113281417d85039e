import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from './report.ts';
import { startServer } from './server.ts';
import { asking, comparePairs, type Way } from './timing.ts';

const port = 18_458;
const boss = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
const password = 'pump-otter-lantern-47';
const ask = asking(port);

/**
 * Does the time that an answer takes say whether a record that somebody may not see is there (T11 of the security
 * targets)? The answers are the same, which is a test of the suite; this is the measure of how long they take.
 */
export async function measureHidden(pairs: number, add: (result: Result) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'relata-hidden-'));
  const server = await startServer(
    {
      ...{ DATA_DIR: folder, DATABASE_URL: '', RATE_LIMIT: '0' },
      ...{ RELATA_ADMIN_EMAIL: boss.email, RELATA_ADMIN_PASSWORD: boss.password },
    },
    port,
  );
  try {
    for (const way of await ways()) add(await comparePairs('what is hidden', way, pairs));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ways(): Promise<Way[]> {
  const { cookie } = await ask('auth/sign-in/email', boss, 200);
  const made = async (path: string, body: object): Promise<Record<string, string>> =>
    JSON.parse((await ask(`v1/${path}`, body, 201, { headers: { cookie } })).text).data;
  await ask('v1/workspace', { tellOfKept: false }, 200, { method: 'PATCH', headers: { cookie } });
  const own = { read: 'own', update: 'own', delete: 'own', create: true, seeSums: true };
  const role = await made('roles', { name: 'Alone', objects: { '*': own } });
  const { link } = await made('invitations', { email: 'lena@firm.example', role: role['id'] });
  const token = new URL(link ?? '', 'http://x').searchParams.get('token');
  const lena = await ask('v1/invitations/accept', { token, name: 'Lena', password }, 201);
  const company = await made('companies', { name: 'Pelikan' });
  for (let i = 0; i < 500; i++)
    await made('people', { lastName: `Person ${i}`, emails: [{ value: `p${i}@hidden.example` }] });
  for (let i = 0; i < 50; i++)
    await made('deals', { name: `Pelikan ${i}`, company: company['id'] });
  const deal = await made('deals', { name: 'Pelikan', company: company['id'] });

  const get = (there: string, not: () => string) => async (isThere: boolean) =>
    (
      await ask(`v1/${isThere ? there : not()}`, undefined, 200, {
        method: 'GET',
        headers: { cookie: lena.cookie },
      })
    ).took;
  const named = (name: string) =>
    `deals?total=exact&filter=${encodeURIComponent(JSON.stringify({ name: { eq: name } }))}`;
  const refused = (isThere: boolean, method: 'GET' | 'PATCH', body?: object) =>
    ask(`v1/deals/${isThere ? deal['id'] : randomUUID()}`, body, 404, {
      method,
      headers: { cookie: lena.cookie },
    });
  return [
    { name: 'a deal by its id', ask: async (is) => (await refused(is, 'GET')).took },
    {
      name: 'a change of it',
      ask: async (is) => (await refused(is, 'PATCH', { rating: 3 })).took,
    },
    { name: 'deals with its name', ask: get(named('Pelikan'), () => named('Kormoran')) },
    { name: 'its name in the search', ask: get('search?q=pelikan', () => 'search?q=kormoran') },
    { name: 'its name among deals', ask: get('deals?q=pelikan', () => 'deals?q=kormoran') },
    {
      name: 'people with its address',
      ask: async (is, i) =>
        (
          await ask(
            'v1/people/duplicates',
            { emails: [{ value: `${is ? 'p' : 'q'}${i % 500}@hidden.example` }] },
            200,
            { headers: { cookie: lena.cookie } },
          )
        ).took,
    },
  ];
}
