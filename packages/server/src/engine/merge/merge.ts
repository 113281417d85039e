import {
  type CatalogObject,
  type Field,
  type FieldError,
  isId,
  matches,
  objectOf,
  Refusal,
} from '@relata/model';
import { emit } from '../events/emit.ts';
import { isDoerKept } from '../history/doer.ts';
import type { Draft } from '../records/draft.ts';
import { demandChangeable } from '../records/field-rules.ts';
import { lockRecords, notThere, refuseMissing } from '../records/read.ts';
import { countReferences, type InBin, replaceReferences } from '../records/references.ts';
import { remove } from '../records/remove.ts';
import { unseenIn } from '../records/unseen.ts';
import { saveDrafts } from '../records/update.ts';
import { demand, filterContext, type Work } from '../work.ts';
import { mergedAccess } from './merged-access.ts';
import { isMergeable } from './merged.ts';
import { type FieldPlan, type Loaded, planFields } from './plan-fields.ts';

/** Which records become one. */
export interface Merge {
  /** The one that stays. */
  id: string;
  others: string[];
  /** Field → id of the record whose value counts. */
  choose?: Record<string, string> | undefined;
  /** Refuse unless they still have these versions. */
  versions?: Record<string, number> | undefined;
}

/** What a merge would do, before it is done. */
export interface Preview {
  fields: FieldPlan[];
  conflicts: FieldError[];
  /** What points to those that go, and will point to the one that stays. */
  moves: { object: string; count: number }[];
}

/** So many records become one at most. */
export const mostMerged = 50;

interface Prepared {
  object: CatalogObject;
  main: Loaded;
  others: Loaded[];
  fields: FieldPlan[];
  changes: Record<string, unknown>;
  conflicts: FieldError[];
}

/**
 * Makes several records of an object one (plug §13, OO-CON-18): the one that stays gets what the others say besides,
 * everything that points to these points to it, and they go to the recycle bin. One batch; undoing it brings all back.
 */
export async function merge(work: Work, objectName: string, wanted: Merge): Promise<string> {
  const { object, main, others, changes, conflicts } = await prepare(work, objectName, wanted);
  refuse(conflicts);
  const ids = others.map((one) => one.id);
  const merging: Work = { ...work, inAction: 'merge' };
  const asked: Draft = {
    object,
    id: main.id,
    before: main,
    changes: { ...changes },
    given: new Set(Object.keys(changes)),
  };
  demandChangeable(work, object, [asked]);
  for (const from of ids) {
    const inBin = await replaceReferences(merging, object.name, {
      from,
      to: main.id,
      leave: ids,
      as: 'merge',
    });
    await note(merging, object, { from, to: main.id }, inBin);
  }
  await remove(merging, object.name, ids);
  // What pointed from it to those that are gone has changed meanwhile.
  const now = await lockRecords(work, object, {
    ids: [main.id],
    verb: 'update',
    fields: Object.keys(object.fields),
  });
  await saveDrafts(merging, object, [{ ...asked, before: now.get(main.id) ?? main }]);
  await emit(work, `${object.name}.merge`, object.name, [main.id], { others: ids });
  return main.id;
}

/** The same without doing it; what must be decided yet is among `conflicts`. */
export async function previewMerge(
  work: Work,
  objectName: string,
  wanted: Merge,
): Promise<Preview> {
  const { object, fields, conflicts, others } = await prepare(work, objectName, wanted);
  return { fields, conflicts, moves: await countMoves(work, object, others, 'seen') };
}

/** How many records a merge changes beside those that become one; all of them, or those that the actor sees. */
export async function countMoves(
  work: Work,
  object: CatalogObject,
  others: readonly { id: string }[],
  which: 'all' | 'seen' = 'all',
): Promise<{ object: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const { id } of others)
    for (const one of await countReferences(work, object.name, id, which))
      counts.set(one.object, (counts.get(one.object) ?? 0) + one.count);
  return [...counts].map(([name, count]) => ({ object: name, count }));
}

/** Loads and locks them through what the actor may change and delete, and decides field by field. */
async function prepare(work: Work, objectName: string, wanted: Merge): Promise<Prepared> {
  const object = objectOf(work.catalog, objectName);
  const seen = objectOf(work.seen, objectName);
  demand(work, 'update', object);
  demand(work, 'delete', object);
  if (!isMergeable(object)) throw notThere();
  const id = wanted.id.toLowerCase();
  const gone = [...new Set(wanted.others.map((one) => one.toLowerCase()))];
  if (![id, ...gone].every(isId)) throw notThere();
  if (!gone.length || gone.includes(id))
    throw new Refusal('malformed', "'others' names the other records");
  if (gone.length >= mostMerged)
    throw new Refusal('too_large', `at most ${mostMerged} records become one`, {
      details: { limit: mostMerged },
    });
  const ids = [id, ...gone];
  const fields = Object.keys(object.fields);
  const loaded = await lockRecords(work, object, { ids, verb: 'update', fields });
  await refuseMissing(
    work,
    object,
    ids.filter((one) => !loaded.has(one)),
  );
  const deletable = await lockRecords(work, object, { ids: gone, verb: 'delete', fields: [] });
  await refuseMissing(
    work,
    object,
    gone.filter((one) => !deletable.has(one)),
  );
  const recordOf = (one: string): Loaded => ({ ...loaded.get(one), id: one });
  const [main, others] = [recordOf(id), gone.map(recordOf)];
  demandFresh([main, ...others], wanted.versions ?? {});
  for (const feature of work.engine.features)
    await feature.merging?.demands?.[object.name]?.(work, main, others);
  const isShown = ({ showWhen }: Field) =>
    !showWhen || matches(showWhen, main, object.name, work.catalog, filterContext(work));
  const plan = planFields({
    ...{ object, seen, main, others, isShown },
    choose: Object.fromEntries(
      Object.entries(wanted.choose ?? {}).map(([name, one]) => [name, one.toLowerCase()]),
    ),
    country: work.workspace.country,
    unseen: await unseenIn(work, object, others),
  });
  const owner = 'owner' in plan.changes ? plan.changes['owner'] : main['owner'];
  Object.assign(
    plan.changes,
    mergedAccess(object, main, others, {
      owner,
      knowsMaker: (who) => !isDoerKept(work, object.name, 'create', asId(who)),
    }),
  );
  return { object, main, others, ...plan };
}

const asId = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Somebody has changed one of them since the caller looked: they decide anew. */
function demandFresh(records: readonly Loaded[], versions: Record<string, number>): void {
  for (const [id, version] of Object.entries(versions)) {
    const record = records.find((one) => one.id === id.toLowerCase());
    const current = Number(record?.['version']);
    if (record && current !== version)
      throw new Refusal('stale', 'somebody has changed this record in the meantime', {
        details: { id, current, fields: {} },
      });
  }
}

function refuse(conflicts: readonly FieldError[]): void {
  const [first] = conflicts;
  if (!first) return;
  const isKept = conflicts.some(
    ({ code }) => code === 'merge_hidden' || code === 'merge_read_only',
  );
  throw new Refusal('conflict', first.message, {
    reason: isKept ? 'merge_kept' : 'merge',
    errors: [...conflicts],
  });
}

/** Writes down what went where, with what moved beside the history, so that undoing brings it back. */
async function note(
  work: Work,
  object: CatalogObject,
  { from, to }: { from: string; to: string },
  inBin: InBin[],
): Promise<void> {
  const features: Record<string, unknown> = {};
  for (const { name, merging } of work.engine.features) {
    const memory = await merging?.moves?.(work, { object, from, to });
    if (memory !== undefined) features[name] = memory;
  }
  await work.connection.query(
    `insert into merged (workspace_id, object, record_id, into_id, batch, at, beside) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, record_id) do update set into_id = excluded.into_id, batch = excluded.batch, at = excluded.at, beside = excluded.beside`,
    [
      work.workspace.id,
      object.name,
      from,
      to,
      work.batch,
      work.now,
      JSON.stringify({ inBin, features }),
    ],
  );
}
