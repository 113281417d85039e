import { systemActor } from '@relata/model';
import type { Engine } from '../packages/server/src/engine/engine.ts';
import { createMany } from '../packages/server/src/engine/records/create.ts';
import { type Work, working } from '../packages/server/src/engine/work.ts';
import { patientMs } from '../packages/server/src/platform/db.ts';
import { cities, firmForms, firmWords, firstNames, jobTitles, lastNames } from './words.ts';

/** How much of everything. */
export interface Size {
  companies: number;
  people: number;
  deals: number;
  activities: number;
}

/** What the measurements need to know of the world. */
export interface World {
  users: string[];
  pipeline: string;
  stages: string[];
  lostStages: ReadonlySet<string>;
  lostReason: string;
}

const portion = 4000;

/** A random source that gives the same world each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fills a workspace through the engine, as an import would: titles, search words, keys and history are all there. */
export async function fill(
  engine: Engine & { clock: { at: Date } },
  workspaceId: string,
  world: World,
  size: Size,
  say: (line: string) => void,
): Promise<void> {
  const actor = systemActor(workspaceId, 'bench');
  const next = random(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const owner = () => pick(world.users);
  // Two years of work, so that times are spread.
  const begin = Date.now() - 730 * 86_400_000;
  const steps = Object.values(size).reduce((a, b) => a + Math.ceil(b / portion), 0);
  let step = 0;

  const run = async (
    object: string,
    count: number,
    one: (i: number) => Record<string, unknown>,
    more: (work: Work, ids: string[]) => Promise<void> = async () => {},
  ): Promise<string[]> => {
    const there = await idsOf(engine, workspaceId, object);
    if (there.length >= count) return there;
    const all: string[] = [];
    const started = Date.now();
    for (let from = 0; from < count; from += portion) {
      engine.clock.at = new Date(begin + Math.floor((++step / steps) * 729 * 86_400_000));
      const inputs = Array.from({ length: Math.min(portion, count - from) }, (_, i) =>
        one(from + i),
      );
      const ids = await working(
        engine,
        actor,
        async (work) => {
          const made = await createMany(work, object, inputs);
          await more(work, made);
          return made;
        },
        { statementTimeoutMs: patientMs },
      );
      all.push(...ids);
    }
    const seconds = (Date.now() - started) / 1000;
    say(`${object}: ${count} in ${seconds.toFixed(0)} s, ${Math.round(count / seconds)} a second`);
    return all;
  };

  const companies = await run('company', size.companies, (i) => {
    const [city, country, prefix] = pick(cities);
    const name = `${pick(firmWords)} ${pick(firmWords)} ${i} ${pick(firmForms)}`;
    return {
      name,
      domain: `firm-${i}.example`,
      industry: pick(['manufacturing', 'retail', 'it', 'food', 'logistics', 'services']),
      phones: [{ value: `${prefix}${String(1_000_000 + i)}`, label: 'work' }],
      addresses: [{ street: `Street ${i % 500}`, city, country }],
      employees: Math.floor(next() * 900),
      annualRevenue: { amount: String(Math.floor(next() * 9_000_000)), currency: 'EUR' },
      owner: owner(),
    };
  });
  const companyOf = () => companies[Math.floor(next() ** 2 * companies.length)];

  const people = await run('person', size.people, (i) => {
    const first = pick(firstNames);
    const last = pick(lastNames);
    const [city, country, prefix] = pick(cities);
    return {
      firstName: first,
      lastName: `${last}${i % 7 === 0 ? ` ${pick(lastNames)}` : ''}`,
      jobTitle: i % 997 === 0 ? 'Rare specialist' : pick(jobTitles),
      company: next() < 0.88 ? companyOf() : null,
      emails: [
        { value: `person${i}@firm-${Math.floor(next() * size.companies)}.example`, label: 'work' },
      ],
      phones: [{ value: `${prefix}${String(2_000_000 + i)}`, label: 'mobile' }],
      addresses: i % 3 === 0 ? [{ city, country }] : null,
      temperature: pick(['cold', 'warm', 'hot', null]),
      tags: next() < 0.02 ? ['vip'] : next() < 0.1 ? ['fair'] : [],
      owner: owner(),
      score: i % 1009 === 0 ? '777' : String(Math.floor(next() * 100)),
    };
  });

  const deals = await run('deal', size.deals, (i) => {
    const stage = Math.floor(next() * world.stages.length);
    return {
      name: `Deal ${i}`,
      value: {
        amount: String(100 + Math.floor(next() * 90_000)),
        currency: next() < 0.9 ? 'EUR' : 'PLN',
      },
      pipeline: world.pipeline,
      stage: world.stages[stage],
      expectedClose: new Date(Date.now() + (next() - 0.3) * 200 * 86_400_000)
        .toISOString()
        .slice(0, 10),
      company: companyOf(),
      people: [people[Math.floor(next() * people.length)]],
      lostReason: world.lostStages.has(world.stages[stage] ?? '') ? world.lostReason : null,
      owner: owner(),
    };
  });

  await run('activity', size.activities, (i) => ({
    subject: `${pick(['Call', 'Meeting', 'E-mail', 'Visit'])} ${i}`,
    category: pick(['call', 'meeting', 'email', 'visit', 'todo']),
    due: new Date(Date.now() + (next() - 0.8) * 400 * 86_400_000).toISOString(),
    done: next() < 0.8,
    about: [
      i % 5 === 0
        ? { object: 'deal', id: deals[Math.floor(next() * deals.length)] }
        : { object: 'person', id: people[Math.floor(next() * people.length)] },
    ],
    owner: owner(),
  }));
}

/** What a run that was broken off has made already. */
async function idsOf(engine: Engine, workspaceId: string, object: string): Promise<string[]> {
  const { rows } = await engine.database.query<{ id: string }>(
    `select id from "${object}" where workspace_id = $1 order by id`,
    [workspaceId],
  );
  return rows.map((row) => row.id);
}

/** The times that the activities feature keeps, in one go: one statement for each object instead of one for each portion. */
export async function settleActivities(engine: Engine, workspaceId: string): Promise<void> {
  for (const object of ['person', 'deal'])
    await engine.database.tx(
      ({ query }) =>
        query(
          `update "${object}" t set next_activity_at = x.next, last_activity_at = x.last from (
             select l.to_id, min(a.due) filter (where a.done is not true) as next, max(coalesce(a.done_at, a.due)) filter (where a.done) as last
             from link l join activity a on a.workspace_id = $1 and a.id = l.from_id
             where l.workspace_id = $1 and l.field = 'activity.about' and l.to_object = $2 group by l.to_id) x
           where t.workspace_id = $1 and t.id = x.to_id`,
          [workspaceId, object],
        ),
      { statementTimeoutMs: patientMs },
    );
  await engine.database.tx(({ query }) => query('analyze'), { statementTimeoutMs: patientMs });
}
