import { objectOf, systemActor } from '@relata/model';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openFiles } from '#platform/files.ts';
import { newId } from '#platform/id.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { features } from '#features/index.ts';
import { makeWorkspace } from '#features/set-up/index.ts';
import { testClock } from '#test/clock.ts';
import { freshDatabase } from '#test/database.ts';
import { eventually } from '#test/door.ts';
import { type OpenEngine, openEngine } from '../open.ts';
import { create } from '../records/create.ts';
import { list } from '../records/list.ts';
import { reading, working } from '../work.ts';
import { forgetIndexes } from './forget.ts';
import { largeTable } from './note-use.ts';

let engine: OpenEngine;
/** That of another server on the same database, which runs no jobs of its own. */
let other: OpenEngine;
let stop: () => Promise<void>;

beforeAll(async () => {
  const log = createLog('warn');
  const database = await freshDatabase('indexes');
  const files = openFiles(inject('files'));
  engine = await openEngine({ database, clock: testClock(), log, files, features });
  other = await openEngine({ database, clock: testClock(), log, files, features });
  const jobs = await startJobs(database, log);
  const background = await engine.run(jobs);
  // Of a small table no index is worth its while.
  await database.query(
    `insert into person (workspace_id, id, title, created_at, updated_at, search)
     select $1, gen_random_uuid(), 'P', now(), now(), '' from generate_series(1, $2)`,
    [newId(), largeTable + 1],
  );
  await database.query('analyze person');
  stop = async () => {
    await background.stop();
    await jobs.stop();
    await database.stop();
  };
});
afterAll(() => stop());

async function firm(name: string): Promise<string> {
  const facts = { name, currency: 'EUR', language: 'en', timeZone: 'UTC', country: null };
  return (await makeWorkspace(engine, facts, async () => {})).workspace.id;
}
const save = async (id: string, person: object) =>
  working(engine, systemActor(id, 'test'), (work) => create(work, 'person', person));
const sorted = async (id: string, sort: string, by = engine) =>
  list(await reading(by, systemActor(id, 'test')), 'person', { sort });

/** Sorts until the index for it has been built. */
async function sortUntilBuilt(ids: string[], sort: string): Promise<void> {
  await eventually(async () => {
    for (const id of ids) await sorted(id, sort);
    await engine.indexes.settled();
    const { rows } = await engine.database.query(
      'select 1 from index_use where (field = $1 or field like $2) and built_at is not null',
      [sort, `%.${sort}`],
    );
    return rows.length === ids.length;
  }, 15_000);
}

test('the index of one workspace’s number leaves alone what another keeps under the same name', async () => {
  const own = async (kind: string): Promise<string> => {
    const id = await firm(kind);
    await engine.database.query(
      `insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, 'person', 'size', $2, now())`,
      [id, JSON.stringify({ kind, custom: true })],
    );
    return id;
  };
  const [numbers, texts] = [await own('number'), await own('text')];
  await save(texts, { lastName: 'A', size: 'huge' });
  await save(numbers, { lastName: 'A', size: '7' });
  await sortUntilBuilt([numbers, texts], 'size');
  await save(texts, { lastName: 'B', size: 'tiny' });
  await save(numbers, { lastName: 'B', size: '-0.5' });
  expect((await sorted(texts, 'size')).rows).toHaveLength(2);
  expect((await sorted(numbers, 'size')).rows.map((row) => JSON.parse(row).size)).toEqual([
    '-0.5',
    '7',
  ]);
});

test('people sorted by their description can still be described at length', async () => {
  const id = await firm('Long');
  await save(id, { lastName: 'A', description: 'b' });
  await sortUntilBuilt([id], 'description');
  const long = Array.from({ length: 9000 }, () => Math.random().toString(36).slice(2, 12)).join('');
  await save(id, { lastName: 'B', description: `a${long}` });
  const titles = (await sorted(id, 'description')).rows.map((row) => JSON.parse(row).title);
  expect(titles).toEqual(['B', 'A']);
});

test('an index that one server has built is there for the others as well, and is missed by all once it is gone', async () => {
  const id = await firm('Two servers');
  await engine.database.query(
    `insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, 'person', 'shoe', '{"kind": "number", "custom": true}', now())`,
    [id],
  );
  const waits = async (by: OpenEngine) => (await sorted(id, 'shoe', by)).slow === true;
  await expect.poll(() => waits(other)).toBe(true);
  await sortUntilBuilt([id], 'shoe');
  const both = async () => [await waits(engine), await waits(other)];
  await expect.poll(both).toEqual([false, false]);
  await working(engine, systemActor(id, 'test'), (work) =>
    forgetIndexes(work.connection.query, objectOf(work.catalog, 'person'), 'shoe', id),
  );
  await expect.poll(both).toEqual([true, true]);
});
