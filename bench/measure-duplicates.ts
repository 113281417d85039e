import { possibleDuplicates } from '../packages/server/src/engine/duplicates/possible-duplicates.ts';
import { replay, statementsOf } from './floor.ts';
import type { Ground } from './ground.ts';
import { clients, oneByOne } from './measure.ts';
import { ms, type Result } from './report.ts';

/** Milliseconds at the 95th of 100 (issue 5). */
const target = 30;

const plurals = { person: 'people', company: 'companies', lead: 'leads' };

/** What somebody types who makes a record that may be there already. */
const typed: [keyof typeof plurals, string, (i: number) => Record<string, unknown>][] = [
  ['person', 'an e-mail', (i) => ({ emails: [{ value: mailOf(i) }] })],
  ['person', 'a phone number', (i) => ({ phones: [{ value: `+3902${2_000_000 + i * 97}` }] })],
  ['person', 'a name that thousands have', () => ({ firstName: 'Ana', lastName: 'Nowak' })],
  ['person', 'a name nearly right', () => ({ firstName: 'Swietoslawa', lastName: 'Wisniewsk' })],
  [
    'person',
    'all of it',
    (i) => ({
      ...{ firstName: 'Giulia', lastName: 'Moretti', emails: [{ value: mailOf(i) }] },
      phones: [{ value: `+4822${2_000_000 + i * 89}` }],
    }),
  ],
  [
    'person',
    'nobody who is there',
    (i) => ({ lastName: `Xyzzy${i}`, emails: [`x${i}@y.example`] }),
  ],
  ['company', 'a name', () => ({ name: 'Baltic Energia S.A.' })],
  ['company', 'a name nearly right', () => ({ name: 'Officine Toryno' })],
  ['lead', 'a person and a firm', (i) => ({ lastName: 'Costa', emails: [{ value: mailOf(i) }] })],
];

const mailOf = (i: number): string => `person${i * 101}@firm-${i}.example`;

/** How long the warning takes that a record is there already, while somebody types it. */
export async function measureDuplicates(
  ground: Ground,
  add: (result: Result) => void,
): Promise<void> {
  const asker = ground.ask();
  const [client] = await clients(ground.settings, 1);
  if (!client) throw new Error('no client');
  for (const [object, name, values] of typed) {
    const times = await oneByOne(100, async (i) => {
      const path = `/api/v1/${plurals[object]}/duplicates`;
      const answer = await asker.ask({ method: 'POST', path, body: values(i) });
      if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}: ${answer.body}`);
    });
    const sent = await statementsOf(ground.engine, ground.actor, (work) =>
      possibleDuplicates(work, object, values(1)),
    );
    const floor = await oneByOne(100, () => replay(client, sent));
    add({
      group: 'is it there already?',
      name: `${plurals[object]}: ${name}`,
      target: `p95 ≤ ${target} ms`,
      measured: `p50 ${ms(times.p50)} / p95 ${ms(times.p95)} ms`,
      floor: `p50 ${ms(floor.p50)} / p95 ${ms(floor.p95)} ms`,
      ok: times.p95 <= target,
    });
  }
  asker.close();
  await client.end();
}
