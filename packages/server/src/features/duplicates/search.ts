import { objectOf, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import type { Reaction } from '#engine/events/react.ts';
import { comparedFields } from '#engine/duplicates/signs.ts';
import { tableOf } from '#engine/tables/table.ts';
import { type Work, working } from '#engine/work.ts';
import type { Jobs } from '#platform/jobs.ts';
import { findPairs, isCompared } from './pairs.ts';

const atOnce = 500;
const lowestId = '00000000-0000-0000-0000-000000000000';

/** What has been made, changed or brought back is compared again. */
export const compareAgain: Reaction = {
  name: 'duplicates.compare',
  types: ['*.create', '*.update', '*.delete', '*.restore'],
  async react(work, { object: name, recordIds, type, data }) {
    const object = work.catalog.objects[name];
    if (!object || !isCompared(object)) return;
    const { fields } = data;
    const compared = comparedFields(object);
    if (
      type.endsWith('.update') &&
      Array.isArray(fields) &&
      !fields.some((one) => compared.includes(one))
    )
      return;
    for (let i = 0; i < recordIds.length; i += atOnce)
      await findPairs(work, name, recordIds.slice(i, i + atOnce));
  },
};

const queue = 'duplicates.search';

/**
 * Compares all records of an object once by the rules of today: after an upgrade, or where a workspace changes what is
 * compared. Waits for the keys by which they meet. What happens meanwhile, `compareAgain` sees to.
 */
export async function searchAll(engine: Engine, jobs: Jobs): Promise<void> {
  await jobs.define(
    queue,
    { concurrency: 1, expireInSeconds: 6 * 3600, retryLimit: 20 },
    async ({ signal }) => searchOutdated(engine, signal),
  );
  await jobs.send(queue, {}, { singletonKey: 'start' });
  await jobs.schedule(queue, '* * * * *');
}

/** Of all workspaces what has not been compared by the rules of today. */
export async function searchOutdated(
  engine: Engine,
  signal?: Pick<AbortSignal, 'throwIfAborted'>,
): Promise<void> {
  const { rows } = await engine.database.query<{
    workspace: string;
    object: string;
    version: string;
  }>(
    `select d.workspace_id as workspace, d.object, d.version from derived_as d
     left join duplicate_search s on s.workspace_id = d.workspace_id and s.object = d.object
     where d.next_version is null and d.version <> '' and (s.version is distinct from d.version or not s.done) order by 1, 2`,
  );
  for (const { workspace, object, version } of rows) {
    let rest = true;
    while (rest) {
      signal?.throwIfAborted();
      rest = await working(engine, systemActor(workspace, 'duplicates'), (work) =>
        searchPortion(work, object, version),
      );
    }
  }
}

/** The next records; false after the last. */
async function searchPortion(work: Work, name: string, version: string): Promise<boolean> {
  const object = work.catalog.objects[name];
  const { query } = work.connection;
  const { rows: started } = await query<{ version: string; after: string | null }>(
    'select version, after from duplicate_search where workspace_id = $1 and object = $2',
    [work.workspace.id, name],
  );
  const after = started[0]?.version === version ? started[0].after : null;
  let ids: string[] = [];
  if (object && isCompared(object)) {
    const { rows } = await query<{ id: string }>(
      `select id from ${tableOf(objectOf(work.catalog, name))} where workspace_id = $1 and id > $2 and deleted_at is null order by id limit ${atOnce}`,
      [work.workspace.id, after ?? lowestId],
    );
    ids = rows.map((row) => row.id);
    if (ids.length) await findPairs(work, name, ids);
  }
  const isDone = ids.length < atOnce;
  await query(
    `insert into duplicate_search (workspace_id, object, version, after, done) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, object) do update set version = excluded.version, after = excluded.after, done = excluded.done`,
    [work.workspace.id, name, version, ids.at(-1) ?? after, isDone],
  );
  return !isDone;
}

/** Is there something of the object that has not been compared yet? */
export async function isSearching(work: Work, object: string): Promise<boolean> {
  const { rows } = await work.connection.query(
    `select 1 from derived_as d left join duplicate_search s on s.workspace_id = $1 and s.object = d.object
     where d.workspace_id = $1 and d.object = $2 and (d.next_version is not null or s.version is distinct from d.version or not s.done)`,
    [work.workspace.id, object],
  );
  return rows.length > 0;
}
