import { createHash } from 'node:crypto';
import { type CatalogObject, shipped, systemActor } from '@relata/model';
import type { Jobs } from '../../platform/jobs.ts';
import type { Engine } from '../engine.ts';
import { writeFormulas } from '../formulas/write-again.ts';
import { noteWords } from '../search/known-words.ts';
import { columnsOf, tableOf } from '../tables/table.ts';
import { statement, type Work, working } from '../work.ts';
import { derive, derivingFields, matchKeys } from './derive.ts';
import { rowJson } from './row.ts';

/**
 * Rises when the code changes by which titles, words and keys are made of the same values: `derive.ts`, `duplicates/names.ts`, `duplicates/signs.ts`,
 * `search/document.ts`, `search/word-forms.ts`, `search/phone-parts.ts`. What the definitions say is noticed without it.
 */
const rules = 3;

const queue = 'records.derive';
const atOnce = 1000;

/** How far the records of an object are: by which rules they were made, and which are being applied. */
interface Progress {
  version: string;
  next_version: string | null;
  after: { id: string; key?: string } | null;
}

/** Says in short by which rules an object's titles, search words and match keys are made. */
export function derivedVersion(object: CatalogObject, country: string | null): string {
  const fields = Object.entries(object.fields).flatMap(
    ([name, { kind, search, matches, partOf, formula }]) => {
      const said = [name, kind, search, matches, partOf, ...(formula ? [formula] : [])];
      const isPoint = kind === 'emails' || kind === 'phones';
      return search || matches || isPoint || partOf || formula ? [said] : [];
    },
  );
  fields.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const said = JSON.stringify([
    rules,
    country,
    object.title,
    object.titleElse,
    object.alike,
    fields,
  ]);
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

/** Has everything that is derived from the records of an object made anew, whatever it was made by. */
export async function forgetDerived(work: Work, object: CatalogObject): Promise<void> {
  await work.connection.query(
    `insert into derived_as (workspace_id, object, version) values ($1, $2, '')
     on conflict (workspace_id, object) do update set version = '', next_version = null, after = null`,
    [work.workspace.id, object.name],
  );
}

/** Notes that everything in a workspace follows the rules of today: there is nothing in it yet. */
export async function noteDerived(work: Work): Promise<void> {
  const objects = Object.values(work.catalog.objects);
  await work.connection.query(
    `insert into derived_as (workspace_id, object, version)
     select $1, object, version from unnest($2::text[], $3::text[]) as n(object, version) on conflict do nothing`,
    [
      work.workspace.id,
      objects.map((object) => object.name),
      objects.map((object) => derivedVersion(object, work.workspace.country)),
    ],
  );
}

/**
 * Makes what is derived from records anew wherever its rules have changed: a field is searched or matched from
 * now on, a workspace has moved to another country, a new release finds more. Looked for at every start and
 * whenever a workspace changes.
 */
export async function keepDerived(engine: Engine, jobs: Jobs): Promise<() => void> {
  await jobs.define<{ workspace?: string }>(
    queue,
    { concurrency: 1, expireInSeconds: 6 * 3600, retryLimit: 20 },
    async ({ data, signal }) => {
      const workspaces = data.workspace ? [data.workspace] : await suspects(engine);
      for (const workspace of workspaces) await deriveAgain(engine, workspace, signal);
    },
  );
  await jobs.send(queue, {}, { singletonKey: 'all' });
  return engine.workspaces.onChange((workspace) => {
    jobs
      .send(queue, { workspace }, { singletonKey: workspace })
      .catch((error: unknown) =>
        engine.log.warn({ err: error }, 'deriving waits for the next start'),
      );
  });
}

/** Workspaces in which something may have to be made anew: all but those where every object of ours is up to date. */
async function suspects({ database }: Engine): Promise<string[]> {
  const { rows } = await database.query<{
    id: string;
    country: string | null;
    versions: Record<string, string>;
  }>(
    `select w.id, w.settings ->> 'country' as country, json_object_agg(coalesce(d.object, ''), d.version) as versions
     from workspace w left join derived_as d on d.workspace_id = w.id and d.next_version is null group by w.id, w.settings order by w.id`,
  );
  const objects = Object.values(shipped.objects);
  const expected = new Map<string | null, [string, string][]>();
  return rows.flatMap(({ id, country, versions }) => {
    let ours = expected.get(country);
    if (!ours) {
      ours = objects.map((object) => [object.name, derivedVersion(object, country)]);
      expected.set(country, ours);
    }
    return ours.every(([object, version]) => versions[object] === version) ? [] : [id];
  });
}

/** Brings one workspace up to date, a portion at a time; stopped half-way, the next call goes on. */
export async function deriveAgain(
  engine: Engine,
  workspace: string,
  signal?: Pick<AbortSignal, 'throwIfAborted'>,
): Promise<void> {
  const objects = await outdated(engine, workspace);
  for (const object of objects) {
    const started = Date.now();
    let isAtEnd = false;
    while (!isAtEnd) {
      // Whoever takes the job next goes on where this one stopped.
      signal?.throwIfAborted();
      isAtEnd = (await derivePortion(engine, workspace, object)) === null;
    }
    engine.log.info({ workspace, object, ms: Date.now() - started }, 'derived anew');
  }
}

/** Brings one object up to date and tells how far that is, of its live and deleted records; gives how many there are. */
export async function deriveObject(
  engine: Engine,
  workspace: string,
  name: string,
  progress: (done: number, total: number) => Promise<void>,
): Promise<number> {
  const count = async (after: string | null, to: string | null): Promise<number> => {
    const object = (await engine.workspaces.get(workspace)).catalog.objects[name];
    if (!object) return 0;
    const { rows } = await engine.database.of(workspace).query<{ count: string }>(
      `select count(*) from ${tableOf(object)} where workspace_id = $1
         and ($2::uuid is null or id > $2) and ($3::uuid is null or id <= $3)`,
      [workspace, after, to],
    );
    return Number(rows[0]?.count ?? 0);
  };
  const total = await count(null, null);
  let done = 0;
  let reached: string | null = null;
  // What others have done meanwhile counts as well; after the records come their keys, which are not counted.
  await progress(done, total);
  for (;;) {
    const at: Progress['after'] = await derivePortion(engine, workspace, name);
    if (!at || at.key !== undefined) done = total;
    else if (reached !== null && reached < at.id) done += await count(reached, at.id);
    else done = await count(null, at.id);
    reached = at?.id ?? null;
    await progress(Math.min(done, total), total);
    if (!at) return total;
  }
}

/** One portion of one object: how far that is; null when nothing is left to do. */
const derivePortion = (engine: Engine, workspace: string, name: string) =>
  working(engine, systemActor(workspace, 'derive'), (work) => deriveNext(work, name));

/** Objects whose records were made by other rules than those of today. Those never noted are new: they are noted. */
async function outdated(engine: Engine, workspace: string): Promise<string[]> {
  return working(engine, systemActor(workspace, 'derive'), async (work) => {
    await noteDerived(work);
    // What is under way is not finished, even where the rules are those of before again.
    const { rows } = await work.connection.query<{ object: string; version: string }>(
      'select object, version from derived_as where workspace_id = $1 and next_version is null',
      [workspace],
    );
    const known = new Map(rows.map((row) => [row.object, row.version]));
    return Object.values(work.catalog.objects)
      .filter((one) => known.get(one.name) !== derivedVersion(one, work.workspace.country))
      .map((one) => one.name);
  });
}

async function deriveNext(work: Work, name: string): Promise<Progress['after']> {
  const object = work.catalog.objects[name];
  if (!object) return null;
  const { rows } = await work.connection.query<Progress>(
    'select version, next_version, after from derived_as where workspace_id = $1 and object = $2 for update',
    [work.workspace.id, name],
  );
  const [progress] = rows;
  const wanted = derivedVersion(object, work.workspace.country);
  if (!progress || (progress.version === wanted && !progress.next_version)) return null;
  // The rules have changed again meanwhile: from the beginning.
  const after = progress.next_version === wanted ? progress.after : null;
  const last =
    after?.key === undefined
      ? ((await rederive(work, object, after?.id)) ?? { id: lowestId, key: '' })
      : await dropStaleKeys(work, object, { id: after.id, key: after.key });
  await work.connection.query(
    last
      ? 'update derived_as set next_version = $3, after = $4 where workspace_id = $1 and object = $2'
      : 'update derived_as set version = $3, next_version = null, after = null where workspace_id = $1 and object = $2',
    [work.workspace.id, name, wanted, ...(last ? [JSON.stringify(last)] : [])],
  );
  return last;
}

const lowestId = '00000000-0000-0000-0000-000000000000';

/** Live and deleted records with the fields that something follows from, in the order of their ids, locked. */
async function load(
  work: Work,
  object: CatalogObject,
  which: { after: string } | { ids: string[] },
): Promise<(Record<string, unknown> & { id: string })[]> {
  const made = statement(work);
  const fields = ['id', ...derivingFields(object).filter((field) => field !== 'id')];
  const condition =
    'ids' in which
      ? `t.id = any(${made.parameters.add(which.ids, 'uuid[]')})`
      : `t.id > ${made.parameters.add(which.after, 'uuid')}`;
  const { rows } = await work.connection.query<{ row: Record<string, unknown> & { id: string } }>(
    `select ${rowJson(object, 't', { fields, include: new Map() }, made)} as "row" from ${tableOf(object)} t
     where t.workspace_id = $1 and ${condition} order by t.id limit ${'ids' in which ? 'all' : atOnce} for update of t`,
    made.parameters.values,
  );
  return rows.map(({ row }) => row);
}

/** Titles, words, parts and new keys of the next records; no record counts as changed by it. Null after the last. */
async function rederive(
  work: Work,
  object: CatalogObject,
  after = lowestId,
): Promise<{ id: string } | null> {
  const records = await load(work, object, { after });
  const parts = Object.entries(object.fields).flatMap(([name, field]) =>
    field.partOf ? columnsOf(name, field).map((column) => ({ name, column })) : [],
  );
  const { country } = work.workspace;
  const derived = records.map((record) => ({ id: record.id, ...derive(object, record, country) }));
  if (!derived.length) return null;
  const columns = [
    { name: 'search', type: 'tsvector' },
    ...(derived[0]?.title === undefined ? [] : [{ name: 'title', type: 'text' }]),
    ...parts.map(({ column }) => column),
  ];
  const values = derived.map(({ id, search, title, parts: part }) => ({
    id,
    search,
    title,
    ...Object.fromEntries(parts.map(({ name, column }) => [column.name, part[name]])),
  }));
  const list = (alias: string) => columns.map(({ name }) => `${alias}."${name}"`).join(', ');
  await work.connection.query(
    `update ${tableOf(object)} t set ${columns.map(({ name }) => `"${name}" = r."${name}"`).join(', ')}
     from json_to_recordset($2::json) as r(id uuid, ${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})
     where t.workspace_id = $1 and t.id = r.id and (${list('t')}) is distinct from (${list('r')})`,
    [work.workspace.id, JSON.stringify(values)],
  );
  await noteWords(
    work,
    derived.map(({ words }) => words),
  );
  await writeFormulas(work, object, records);
  const keys = derived.flatMap((one) => one.keys.map((key) => ({ id: one.id, key })));
  if (keys.length)
    await work.connection.query(
      `insert into match_key (workspace_id, object, key, record_id)
       select $1, $2, r.key, r.id from unnest($3::text[], $4::uuid[]) as r(key, id) on conflict do nothing`,
      [work.workspace.id, object.name, keys.map(({ key }) => key), keys.map(({ id }) => id)],
    );
  return { id: records.at(-1)?.id ?? after };
}

/** Takes away the next keys under which their records are no longer known. Null after the last. */
async function dropStaleKeys(
  work: Work,
  object: CatalogObject,
  after: { id: string; key: string },
): Promise<{ id: string; key: string } | null> {
  const { rows } = await work.connection.query<{ key: string; id: string }>(
    `select key, record_id as id from match_key
     where workspace_id = $1 and object = $2 and (key, record_id) > ($3, $4) order by key, record_id limit ${atOnce}`,
    [work.workspace.id, object.name, after.key, after.id],
  );
  const records = await load(work, object, { ids: [...new Set(rows.map(({ id }) => id))] });
  const known = new Map(
    records.map((one) => [one.id, new Set(matchKeys(object, one, work.workspace.country))]),
  );
  const stale = rows.filter(({ id, key }) => !known.get(id)?.has(key));
  if (stale.length)
    await work.connection.query(
      `delete from match_key m using unnest($3::text[], $4::uuid[]) as r(key, id)
       where m.workspace_id = $1 and m.object = $2 and m.key = r.key and m.record_id = r.id`,
      [work.workspace.id, object.name, stale.map(({ key }) => key), stale.map(({ id }) => id)],
    );
  return rows.at(-1) ?? null;
}
