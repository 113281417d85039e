import { languages, systemActor } from '@relata/model';
import type { Jobs } from '#platform/jobs.ts';
import type { Engine, Feature } from '#engine/engine.ts';
import { createMany } from '#engine/records/create.ts';
import { type Work, working } from '#engine/work.ts';
import { seedTextsIn } from '#features/pipelines/index.ts';
import { renameViews } from './rename-views.ts';
import { type ShippedView, shippedViews } from './shipped-views.ts';

/** Whatever a workspace was made with before it was noted what it had got: it may be called otherwise by now. */
const fromTheBeginning = ['deal', 'person', 'company', 'activity'].flatMap((object) =>
  ['all', 'mine', 'recent'].map((name) => `${object}.${name}`),
);

/** Noted where views have taken on what the workspace calls their objects: from then on they follow each new name. */
const named = 'named';

/**
 * Makes those of our views that the workspace has never had: all of a new one, and of an older one what a release has
 * brought since. One that is there by its name in any language, or lies in the recycle bin, is not made again.
 */
export async function provideViews(work: Work): Promise<void> {
  const all = shippedViews(seedTextsIn(work.workspace.language));
  const { query } = work.connection;
  // Whoever comes at the same time waits here, and finds nothing left to do.
  await query('select 1 from workspace where id = $1 for update', [work.workspace.id]);
  const { rows: noted } = await query<{ name: string }>(
    'select name from provided_view where workspace_id = $1',
    [work.workspace.id],
  );
  const { rows: there } = await query<{ object: string; name: string; is_default: boolean | null }>(
    'select object, name, is_default and deleted_at is null as is_default from view where workspace_id = $1',
    [work.workspace.id],
  );
  const isNoted = new Set(noted.map(({ name }) => name));
  const isOld = !noted.length && there.length > 0;
  const names = namesByKey();
  const isThere = ({ key, values }: ShippedView) =>
    (isOld && fromTheBeginning.includes(key)) ||
    there.some((one) => one.object === values.object && names.get(key)?.has(one.name));
  const missing = all.filter((one) => !isNoted.has(one.key));
  await createMany(
    work,
    'view',
    missing
      .filter((one) => !isThere(one))
      .map(({ values }) =>
        there.some((one) => one.object === values.object && one.is_default)
          ? { ...values, isDefault: false }
          : values,
      ),
  );
  if (!isNoted.has(named))
    for (const { name, label } of Object.values(work.catalog.objects))
      await renameViews(work, { object: name, before: null, after: label });
  await query(
    'insert into provided_view (workspace_id, name) select $1, unnest($2::text[]) on conflict do nothing',
    [work.workspace.id, [...missing.map(({ key }) => key), named]],
  );
}

/** What each is called in all languages: the workspace may have changed its own since. */
function namesByKey(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const language of languages)
    for (const { key, values } of shippedViews(seedTextsIn(language)))
      names.set(key, new Set([...(names.get(key) ?? []), values.name]));
  return names;
}

/** Every workspace that lacks one of our views gets it, and those of one that named its objects before say so. */
export async function provideEverywhere(engine: Engine): Promise<void> {
  const keys = [...shippedViews(seedTextsIn('en')).map(({ key }) => key), named];
  const { rows } = await engine.database.query<{ id: string }>(
    `select w.id from workspace w where
       (select count(*) from provided_view p where p.workspace_id = w.id and p.name = any($1)) < $2 order by w.id`,
    [keys, keys.length],
  );
  for (const { id } of rows) await working(engine, systemActor(id, 'set-up'), provideViews);
}

const queue = 'setUp.provideViews';

/** Looked for at every start. */
export const settingUp: Feature = {
  name: 'set-up',
  async jobs(engine: Engine, jobs: Jobs) {
    await jobs.define(queue, { concurrency: 1 }, () => provideEverywhere(engine));
    await jobs.send(queue, {}, { singletonKey: 'all' });
  },
};
