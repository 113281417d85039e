import { possibleDuplicates } from '../packages/server/src/engine/duplicates/possible-duplicates.ts';
import { againstFloor } from './against-floor.ts';
import type { Ground } from './ground.ts';
import { clients } from './measure.ts';
import type { Result } from './report.ts';

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
  for (const [object, name, values] of typed)
    add(
      await againstFloor(ground, client, {
        ...{ group: 'is it there already?', name: `${plurals[object]}: ${name}`, target, asker },
        asks: (i) => ({
          method: 'POST',
          path: `/api/v1/${plurals[object]}/duplicates`,
          body: values(i),
        }),
        runs: (i) => (work) => possibleDuplicates(work, object, values(i)),
      }),
    );
  asker.close();
  await client.end();
}
