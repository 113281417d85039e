import {
  type CatalogObject,
  type Filter,
  fieldOf,
  isBlank,
  isId,
  listChangeIn,
  objectOf,
  parseFilter,
  Refusal,
  withListChange,
} from '@relata/model';
import { type ManyActs, performAll, verbOfAction } from '../actions.ts';
import { restore } from '../history/restore.ts';
import { tableOf } from '../tables/table.ts';
import { demand, reachable, statement, type Work } from '../work.ts';
import { createMany } from './create.ts';
import { matching, type Which } from './matching.ts';
import type { Keeping, Kept } from './kept.ts';
import { remove } from './remove.ts';
import { type Update, updateMany } from './update.ts';
import { lockRecords } from './read.ts';
import { inBatch } from './which-record.ts';

/** Many changes at once, all or nothing. */
export interface Batch {
  create?: unknown[];
  update?: Update[];
  delete?: string[];
  restore?: string[];
}

/** One change for many records: those named, or all that match. */
export interface BulkChange {
  set?: Record<string, unknown>;
  /** Only where there is nothing yet. */
  fill?: Record<string, unknown>;
  /** By field, what becomes of which value: the stages of one pipeline those of another. The rest stays. */
  replace?: Record<string, Record<string, unknown>>;
  /** Makes a record about each of them: an activity, a note (OO-CON-15). Stands alone. */
  make?: { object: string; values: Record<string, unknown> };
  /** Done with each of them, after what is set. */
  act?: ManyActs;
  addTags?: string[];
  removeTags?: string[];
  delete?: boolean;
}

export interface Counts {
  created: number;
  updated: number;
  deleted: number;
  restored: number;
}

/** Records in one batch request; more goes through `bulk`. */
export const mostAtOnce = 10_000;
/** Of actions, which each do what they do one by one. */
export const mostActs = 1000;
const portion = 5000;

export const tooMany = (most = mostAtOnce) =>
  new Refusal('too_large', `at most ${most} records at once`, { details: { limit: most } });

export async function batch(work: Work, objectName: string, wanted: Batch): Promise<Counts> {
  const object = objectOf(work.catalog, objectName);
  const sizes = [wanted.create, wanted.update, wanted.delete, wanted.restore].map(
    (list) => list?.length ?? 0,
  );
  if (sizes.reduce((a, b) => a + b, 0) > mostAtOnce) throw tooMany();
  const counts: Counts = { created: 0, updated: 0, deleted: 0, restored: 0 };
  if (wanted.create?.length) {
    const { create } = wanted;
    counts.created = (await inBatch('create', () => createMany(work, object.name, create))).length;
  }
  if (wanted.update?.length) {
    const { update } = wanted;
    counts.updated = await inBatch('update', () => updateMany(work, object.name, update));
  }
  if (wanted.delete?.length) counts.deleted = await remove(work, object.name, wanted.delete);
  for (const id of wanted.restore ?? []) {
    if (!isId(id)) throw new Refusal('not_found', 'there is no such record');
    await restore(work, object.name, id);
    counts.restored++;
  }
  return counts;
}

/** Ids of what matches and the actor may change; refuses beyond `most`. */
export async function matchingIds(
  work: Work,
  object: CatalogObject,
  filter: unknown,
  which: Which,
  verb: 'read' | 'update' | 'delete',
  most: number,
): Promise<string[]> {
  demand(work, 'bulk', object);
  const parsed: Filter = parseFilter(filter ?? {}, object.name, work.seen);
  const made = statement(work);
  const { rows } = await work.connection.query<{ id: string }>(
    `select t.id from ${tableOf(object)} t where ${matching(work, object, parsed, which, made)} and ${reachable(work, object, verb, 't', made)} order by t.id limit ${most + 1}`,
    made.parameters.values,
  );
  if (rows.length > most) throw tooMany(most);
  return rows.map((row) => row.id);
}

/** What a bulk change did, and what it left alone. */
export interface BulkDone {
  counts: Counts & { refused: number };
  refused: Kept[];
}

/**
 * Applies one change to many records, in portions of one transaction. Records that the actor sees but may not
 * change, or not bring where the change would, stay and are named (plug §21, 6); a rule that refuses one refuses all.
 */
export async function changeAll(
  work: Work,
  object: CatalogObject,
  ids: string[],
  change: BulkChange,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<BulkDone> {
  demand(work, 'bulk', object);
  const counts: Counts = { created: 0, updated: 0, deleted: 0, restored: 0 };
  const keeping: Keeping = { count: 0, named: [] };
  // While the database writes one portion, the next is made ready.
  let before: Promise<unknown> = Promise.resolve();
  for (let i = 0; i < ids.length; i += portion) {
    const some = ids.slice(i, i + portion);
    if (change.delete) {
      counts.deleted += await remove(work, object.name, some, keeping);
    } else if (change.make) {
      counts.created += await makeAbout(work, object.name, some, change.make);
    } else {
      const updating = changeSome(work, object, some, change, keeping)
        .catch(together)
        .then((updated) => (counts.updated += updated));
      // Refused or not, it is awaited in the next turn; until then nobody else may take its error for unheard.
      updating.catch(() => undefined);
      // The first is alone: what all need, such as a new tag, is there for the others.
      await (i === 0 ? updating : before);
      before = updating;
    }
    await progress(Math.min(i + portion, ids.length));
  }
  await before;
  return { counts: { ...counts, refused: keeping.count }, refused: keeping.named };
}

async function makeAbout(
  work: Work,
  name: string,
  ids: string[],
  { object, values }: NonNullable<BulkChange['make']>,
): Promise<number> {
  const about = objectOf(work.catalog, object).follows;
  if (!about) throw new Refusal('malformed', `'${object}' is about no other records`);
  const made = ids.map((id) => ({ ...values, [about]: [{ object: name, id }] }));
  return (await createMany(work, object, made)).length;
}

/** With which records a change is possible at all. */
export function verbOf(
  object: CatalogObject,
  { act, ...change }: BulkChange,
): 'read' | 'update' | 'delete' {
  if (change.delete) return 'delete';
  if (change.make) return 'read';
  const action = act && object.actions[act.action];
  return action && !Object.values(change).some(Boolean) ? verbOfAction(action) : 'update';
}

async function changeSome(
  work: Work,
  object: CatalogObject,
  ids: string[],
  { act, ...change }: BulkChange,
  keeping: Keeping,
): Promise<number> {
  const write = async (kept: Keeping) =>
    updateMany(work, object.name, await updatesFor(work, object, ids, change), kept);
  if (!act) return write(keeping);
  // What may not be changed is named once: by the action.
  if (Object.keys(change).length) await write({ count: 0, named: [] });
  return performAll(work, object.name, ids, act, keeping);
}

/** What is wrong with many records alike is said once, with how many of the portion they are. */
function together(problem: unknown): never {
  if (!(problem instanceof Refusal) || problem.errors.length < 2) throw problem;
  const alike = Map.groupBy(problem.errors, ({ field, code }) => `${field} ${code}`);
  throw new Refusal(problem.code, problem.message, {
    ...(problem.reason !== undefined && { reason: problem.reason }),
    details: problem.details,
    errors: [...alike.values()].flatMap(([first, ...more]) => {
      if (!first) return [];
      if (!more.length) return [first];
      const code = first.code === 'required' ? 'required_many' : first.code;
      return [{ ...first, code, values: { ...first.values, count: more.length + 1 } }];
    }),
  });
}

async function updatesFor(
  work: Work,
  object: CatalogObject,
  ids: string[],
  change: BulkChange,
): Promise<Update[]> {
  const { set = {}, fill = {}, replace = {} } = change;
  const fields = [...Object.keys(fill), ...Object.keys(replace)];
  if (!fields.length) return ids.map((id) => ({ id, changes: tagged(object, set, change) }));
  const loaded = await lockRecords(work, object, { ids, verb: 'update', fields });
  return ids.map((id) => {
    const record = loaded.get(id) ?? {};
    const lacking = Object.entries(fill).filter(([name]) => isBlank(record[name]));
    const replaced = Object.entries(replace).flatMap(([name, values]) => {
      const value = record[name];
      return typeof value === 'string' && Object.hasOwn(values, value)
        ? [[name, values[value]]]
        : [];
    });
    const changes = {
      ...set,
      ...Object.fromEntries(replaced),
      ...Object.fromEntries(lacking),
    };
    return { id, changes: tagged(object, changes, change) };
  });
}

/** Tags that come and go do so in what the rest of the change says of them. */
function tagged(
  object: CatalogObject,
  changes: Record<string, unknown>,
  { addTags = [], removeTags = [] }: BulkChange,
): Record<string, unknown> {
  if (!addTags.length && !removeTags.length) return changes;
  const field = fieldOf(object, 'tags');
  const before = changes['tags'];
  const said = listChangeIn(field, before);
  const listed = { add: addTags, remove: removeTags };
  const tags = said
    ? {
        add: [...withListChange(field, said.add, { remove: removeTags }), ...addTags],
        remove: [...said.remove, ...removeTags],
      }
    : 'tags' in changes
      ? withListChange(field, before, listed)
      : listed;
  return { ...changes, tags };
}
