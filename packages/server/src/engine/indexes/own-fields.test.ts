import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@relata/model';
import { expect, test } from 'vitest';
import { openFiles } from '#platform/files.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { features } from '#features/index.ts';
import { makeWorkspace } from '#features/set-up/index.ts';
import { testClock } from '#test/clock.ts';
import { freshDatabase } from '#test/database.ts';
import { eventually } from '#test/door.ts';
import { openEngine } from '../open.ts';
import { create } from '../records/create.ts';
import { list } from '../records/list.ts';
import { reading, working } from '../work.ts';

test('the index of one workspace’s number leaves alone what another keeps under the same name', async () => {
  const log = createLog('warn');
  const database = await freshDatabase('own_fields');
  const files = openFiles(mkdtempSync(join(tmpdir(), 'relata-files-')));
  const engine = await openEngine({ database, clock: testClock(), log, files, features });
  const jobs = await startJobs(database, log);
  const background = await engine.run(jobs);

  const firm = async (kind: string): Promise<string> => {
    const facts = { name: kind, currency: 'EUR', language: 'en', timeZone: 'UTC', country: null };
    const { workspace } = await makeWorkspace(engine, facts, async () => {});
    await database.query(
      `insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, 'person', 'size', $2, now())`,
      [workspace.id, JSON.stringify({ kind, custom: true })],
    );
    return workspace.id;
  };
  const save = async (id: string, size: string) =>
    working(engine, systemActor(id, 'test'), (work) =>
      create(work, 'person', { lastName: size, size }),
    );
  const [numbers, texts] = [await firm('number'), await firm('text')];
  await save(texts, 'huge');
  await save(numbers, '7');

  // As if there were many.
  await database.query("update pg_class set reltuples = 50000 where oid = 'person'::regclass");
  const sorted = async (id: string) =>
    list(await reading(engine, systemActor(id, 'test')), 'person', { sort: 'size' });
  const built = async () => {
    await sorted(numbers);
    await sorted(texts);
    await engine.indexes.settled();
    const { rows } = await database.query<{ index_name: string }>(
      `select index_name from index_use where field like '%.size' and built_at is not null`,
    );
    return rows.length === 2;
  };
  await eventually(built, 15_000);
  await save(texts, 'tiny');
  await save(numbers, '-0.5');
  expect((await sorted(texts)).rows).toHaveLength(2);
  expect((await sorted(numbers)).rows.map((row) => JSON.parse(row).size)).toEqual(['-0.5', '7']);

  await background.stop();
  await jobs.stop();
  await database.stop();
});
