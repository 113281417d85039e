import {
  type CatalogObject,
  fieldOf,
  FieldProblem,
  isId,
  kinds,
  objectOf,
  reach,
  Refusal,
  systemActor,
} from '@relata/model';
import { takeApart } from '../merge/take-apart.ts';
import { type Draft, same } from '../records/draft.ts';
import { keptFields } from '../records/field-rules.ts';
import { keep, type Keeping, type Kept } from '../records/kept.ts';
import { lockRecords } from '../records/read.ts';
import { remove, unremove } from '../records/remove.ts';
import { unseenAmong } from '../records/unseen.ts';
import { neededFields, saveDrafts } from '../records/update.ts';
import type { Work } from '../work.ts';
import { keepMissing, type Missing } from './keep-missing.ts';
import { knowsBatch } from './known-batch.ts';

interface ChangeRow {
  object: string;
  record_id: string;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  cause: string | null;
}

/** `refused`: what was changed again or deleted since, or may not be brought back where it was. */
export interface Undone {
  counts: { undone: number; refused: number };
  refused: Kept[];
}

interface Undoing extends Keeping {
  undone: number;
  /** How many were refused because they are not the actor's to change. */
  notTheirs: number;
  /** Ids of records that were not found as the change had left them. */
  missing: Set<string>;
  /** Ids of records that were gone and are here again. */
  returned: Set<string>;
}

const atOnce = 2000;

/** How many records a batch changed; none where the actor may not know of it. */
export async function batchSize(work: Work, batch: string): Promise<number> {
  if (!(await knowsBatch(work, batch))) return 0;
  const { rows } = await work.connection.query<{ n: string }>(
    'select count(*) as n from change where workspace_id = $1 and batch = $2',
    [work.workspace.id, batch],
  );
  return Number(rows[0]?.n ?? 0);
}

/**
 * Takes a batch back by new changes that reverse it: what was made goes to the recycle bin, what was
 * deleted comes back, changed fields get their old values. A field that has been changed since stays as it is.
 */
export async function undo(
  work: Work,
  batch: string,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<Undone> {
  const size = await batchSize(work, batch);
  // Of records it may have changed none, and something else; whoever may take that back administers.
  if (!isId(batch) || (!size && !work.actor.role.administers)) throw noSuchChange();
  const undone: Undoing = {
    ...{ undone: 0, count: 0, named: [], notTheirs: 0 },
    returned: new Set(),
    missing: new Set(),
  };
  const done = await work.connection.query(
    'select 1 from change where workspace_id = $1 and undoes = $2 limit 1',
    [work.workspace.id, batch],
  );
  if (done.rows.length)
    throw new Refusal('conflict', 'this has been undone already', { reason: 'undone' });
  await demandOther(work, batch);
  await demandReversible(work, batch);
  work.undoes = batch;
  let isKnown = size > 0;
  for (const feature of work.engine.features)
    if (await feature.undoes?.(work, batch)) isKnown = true;
  if (!isKnown) throw noSuchChange();
  // Newest first, so that what depends on a record goes before it and comes back after it.
  let offset = 0;
  for (;;) {
    const { rows } = await work.connection.query<ChangeRow>(
      `select object, record_id, action, before, after, cause from change
       where workspace_id = $1 and batch = $2 and at <= $3 order by at desc, id desc limit ${atOnce} offset ${offset}`,
      [work.workspace.id, batch, work.now],
    );
    if (!rows.length) break;
    for (const group of runs(rows)) await reverse(work, group, undone);
    offset += rows.length;
    await progress(offset);
  }
  await takeApart(work, batch, undone.returned);
  const { undone: count, count: refused, named, notTheirs } = undone;
  if (notTheirs && notTheirs === refused && !count)
    throw new Refusal('forbidden', 'you may see these records but not change them');
  return { counts: { undone: count, refused }, refused: await knownTo(work, named) };
}

const noSuchChange = () => new Refusal('not_found', 'there is no such change');

/** To take back that records were taken apart is to merge them again, from what they are now. */
async function demandOther(work: Work, batch: string): Promise<void> {
  const { rows } = await work.connection.query(
    `select 1 from change c join change m on m.workspace_id = $1 and m.batch = c.undoes and m.action = 'merge'
     where c.workspace_id = $1 and c.batch = $2 limit 1`,
    [work.workspace.id, batch],
  );
  if (rows.length)
    throw new Refusal('conflict', 'merge the records again instead', { reason: 'merge_again' });
}

/** What an action has done for good, no undo can bring back. */
async function demandReversible(work: Work, batch: string): Promise<void> {
  const { rows } = await work.connection.query<{ object: string; action: string }>(
    'select distinct object, action from change where workspace_id = $1 and batch = $2',
    [work.workspace.id, batch],
  );
  if (
    rows.some(({ object, action }) => work.catalog.objects[object]?.actions[action]?.irreversible)
  )
    throw new Refusal('conflict', 'this was done for good', { reason: 'irreversible' });
}

/** Of what stayed as it is, that which the actor may know; it is counted all the same. */
async function knownTo(work: Work, refused: Kept[]): Promise<Kept[]> {
  const unseen = await unseenAmong(work, refused);
  return refused
    .filter((one) => !unseen.has(one.id))
    .map((one) => {
      const [all, seen] = [work.catalog, work.seen].map(
        ({ objects }) => objects[one.object]?.fields,
      );
      const fields = one.fields.filter((name) => !all || !(name in all) || (seen && name in seen));
      return { ...one, fields };
    });
}

/** Neighbours of the same object and action, reversed in one go; a record comes once in each. */
function runs(rows: ChangeRow[]): ChangeRow[][] {
  const found: ChangeRow[][] = [];
  let seen = new Set<string>();
  for (const row of rows) {
    const last = found.at(-1);
    const first = last?.[0];
    if (
      last &&
      first &&
      first.object === row.object &&
      kindOf(first) === kindOf(row) &&
      first.cause === row.cause &&
      !seen.has(row.record_id)
    ) {
      last.push(row);
    } else {
      found.push([row]);
      seen = new Set();
    }
    seen.add(row.record_id);
  }
  return found;
}

/** What is changed and what goes; a record that became part of another one has gone. */
const kindOf = ({ before, action }: ChangeRow): string =>
  before ? 'update' : action === 'merge' ? 'delete' : action;

async function reverse(work: Work, rows: ChangeRow[], undone: Undoing): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const object = objectOf(work.catalog, first.object);
  const kind = kindOf(first);
  // Whatever pointed to a record that has come back points to it again, whoever owns that.
  const { cause } = first;
  const isFollowing = cause !== null && undone.returned.has(cause);
  if (kind === 'update')
    return restoreFields(isFollowing ? forEverybody(work, cause) : work, object, rows, undone);
  const ids = rows.map((row) => row.record_id);
  const backwards = kind === 'delete';
  const loaded = await lockRecords(work, object, {
    ids,
    verb: 'delete',
    fields: ['title'],
    deleted: backwards,
  });
  const found = ids.filter((id) => loaded.has(id));
  const deleted = backwards;
  undone.notTheirs += await keepMissing(work, object, missingOf(rows, loaded), undone, { deleted });
  if (!found.length) return;
  undone.undone += backwards
    ? await unremove(work, object, found)
    : await remove(work, object.name, found);
  if (backwards) for (const id of found) undone.returned.add(id);
}

/** Work that reaches everything, in the name of whoever undoes. */
const forEverybody = (work: Work, cause: string): Work => ({
  ...work,
  seen: work.catalog,
  cause,
  inAction: 'restore',
});

async function restoreFields(
  work: Work,
  object: CatalogObject,
  rows: ChangeRow[],
  undone: Undoing,
): Promise<void> {
  const isFollowing = work.inAction === 'restore';
  const everywhere = isFollowing
    ? { ...work, actor: systemActor(work.workspace.id, 'undo') }
    : work;
  const allowed = reach(everywhere.actor, 'update', object, work.catalog);
  if (allowed === null) throw new Refusal('forbidden', `you may not update ${object.plural}`);
  const touched = new Set(rows.flatMap((row) => Object.keys(row.before ?? {})));
  const known = [...touched].filter((name) => name in object.fields);
  const loaded = await lockRecords(everywhere, object, {
    ids: rows.map((row) => row.record_id),
    verb: 'update',
    fields: ['title', ...neededFields(work, object, known)],
  });
  const missing = missingOf(rows, loaded);
  undone.notTheirs += await keepMissing(work, object, missing, undone, { deleted: false });
  const drafts: Draft[] = [];
  for (const row of rows) {
    const now = loaded.get(row.record_id);
    if (!now) continue;
    const changes: Record<string, unknown> = {};
    const changedSince: string[] = [];
    for (const [name, old] of Object.entries(row.before ?? {})) {
      // What formulas say follows from the rest.
      if (!object.fields[name] || object.fields[name].formula) continue;
      if (!stillFits(object, name, old) || !isWritten(work, object, name)) {
        changedSince.push(name);
        continue;
      }
      if (same(now[name] ?? null, row.after?.[name] ?? null)) changes[name] = old;
      // What followed from another change of the batch may be back already: a renamed tag. What only the engine notes,
      // nobody has changed.
      else if (object.fields[name].writtenBy !== 'system' && !same(now[name] ?? null, old))
        changedSince.push(name);
    }
    const given = new Set(Object.keys(changes));
    const draft: Draft = { object, id: row.record_id, before: now, changes, given };
    for (const name of keptFields(work, object, draft)) {
      delete changes[name];
      changedSince.push(name);
    }
    if (changedSince.length)
      keep(undone, {
        object: object.name,
        id: row.record_id,
        title: String(now['title'] ?? ''),
        fields: changedSince,
      });
    if (Object.keys(changes).length) drafts.push(draft);
  }
  undone.undone += await saveDrafts(work, object, drafts, undone);
}

/** A workspace may have removed a field and made another kind of field under its name. */
function stillFits(object: CatalogObject, name: string, value: unknown): boolean {
  const field = fieldOf(object, name);
  if (!field.custom) return true;
  try {
    kinds[field.kind].parse(value ?? null, field);
    return true;
  } catch (problem) {
    if (problem instanceof FieldProblem) return false;
    throw problem;
  }
}

/** What the actor's roles hide from them, or only show, they take back as little as they write it. */
function isWritten(work: Work, object: CatalogObject, name: string): boolean {
  const seen = objectOf(work.seen, object.name).fields[name];
  return seen !== undefined && seen.writtenBy === fieldOf(object, name).writtenBy;
}

const missingOf = (rows: ChangeRow[], loaded: ReadonlyMap<string, unknown>): Missing[] =>
  rows
    .filter((row) => !loaded.has(row.record_id))
    .map((row) => ({ id: row.record_id, fields: Object.keys(row.before ?? {}) }));
