import { type CatalogObject, fieldOf, isId, listChangeIn, objectOf, Refusal } from '@relata/model';
import { applyRules } from '../engine.ts';
import { applyFormulas } from '../formulas/apply.ts';
import { countFields } from '../formulas/count.ts';
import type { RecordChange } from '../history/change.ts';
import { changedSince, type FieldChange } from '../history/changed-since.ts';
import { isDoerKept } from '../history/doer.ts';
import { demand, type Work } from '../work.ts';
import { asTaken } from './as-taken.ts';
import { checkLinks } from './check-links.ts';
import { refusedMoves } from './check-moves.ts';
import { composeFields, composing } from './compose.ts';
import { settle } from './create.ts';
import { demandUnique } from './demand-unique.ts';
import { derive, derivingFields } from './derive.ts';
import { type Draft, same } from './draft.ts';
import { demandChangeable, demandRequired, watchedFields } from './field-rules.ts';
import { keep, type Keeping, keepMissing } from './kept.ts';
import { parseInput, writableIn } from './parse-input.ts';
import { noteWords } from '../search/known-words.ts';
import { lockRecords, notThere, refuseMissing } from './read.ts';
import { keepUnseen, unseenIn, withoutUnseen } from './unseen.ts';
import { forRecord } from './which-record.ts';
import { type Prepared, updateRows, wordsIn, writeLinks, writeMatchKeys } from './write-rows.ts';

/** A change of one record. */
export interface Update {
  id: string;
  changes: Record<string, unknown>;
  /** Refuse unless the record still has this version. */
  version?: number;
  /** Refuse only where one of the same fields has changed since this version. */
  baseVersion?: number;
  /** Which of a batch, where it is not the place in the list. */
  nth?: number;
}

export async function update(
  work: Work,
  objectName: string,
  id: string,
  changes: Record<string, unknown>,
): Promise<void> {
  await updateMany(work, objectName, [{ id, changes }]);
}

/** Changes records, all or none; with `keeping`, all but those that the actor may not change. Gives how many really changed. */
export async function updateMany(
  work: Work,
  objectName: string,
  updates: Update[],
  keeping?: Keeping,
): Promise<number> {
  const object = objectOf(work.catalog, objectName);
  demand(work, 'update', object);
  if (!updates.length) return 0;
  if (updates.some((one) => !isId(one.id))) throw notThere();
  const touched = [...new Set(updates.flatMap((one) => Object.keys(one.changes)))].filter((name) =>
    Object.hasOwn(object.fields, name),
  );
  const fields = neededFields(work, object, touched);
  const ids = [...new Set(updates.map((one) => one.id.toLowerCase()))];
  if (ids.length < updates.length) return updateInTurn(work, objectName, updates, keeping);
  const loaded = await lockRecords(work, object, { ids, verb: 'update', fields });
  const missing = ids.filter((id) => !loaded.has(id));
  await (keeping
    ? keepMissing(work, object, missing, keeping)
    : refuseMissing(work, object, missing));

  const seen = writableIn(work, object.name);
  const unseen = await unseenIn(
    work,
    object,
    [...loaded.values()].map((before) => pick(before, touched)),
  );
  const drafts: Draft[] = [];
  for (const [place, one] of updates.entries()) {
    const nth = one.nth ?? place;
    const before = loaded.get(one.id.toLowerCase());
    if (!before) continue;
    const changes = forRecord(nth, () => parseInput(seen, one.changes, before, work));
    keepUnseen(object, before, changes, unseen);
    for (const name of Object.keys(changes))
      if (same(changes[name], before[name] ?? null)) delete changes[name];
    await demandFresh(work, object, one, before, changes);
    const given = new Set(Object.keys(changes));
    drafts.push({ object, id: one.id.toLowerCase(), before, changes, given, nth });
  }
  demandChangeable(work, object, drafts);
  return saveDrafts(work, object, drafts, keeping);
}

const pick = (record: Record<string, unknown>, names: string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, record[name]]));

/** A record that is named again is changed again, from what the first change made of it. */
async function updateInTurn(
  work: Work,
  objectName: string,
  updates: Update[],
  keeping?: Keeping,
): Promise<number> {
  const first = new Map<string, Update>();
  const rest: Update[] = [];
  for (const [nth, one] of updates.entries()) {
    const id = one.id.toLowerCase();
    if (first.has(id)) rest.push({ nth, ...one });
    else first.set(id, { nth, ...one });
  }
  const changed = await updateMany(work, objectName, [...first.values()], keeping);
  return changed + (await updateMany(work, objectName, rest, keeping));
}

/** Saves drafts of loaded and locked records: rules, checks, rows, history. Those without a change are left alone. */
export async function saveDrafts(
  work: Work,
  object: CatalogObject,
  all: Draft[],
  keeping?: Keeping,
): Promise<number> {
  const touched = all.filter((draft) => Object.keys(draft.changes).length);
  composeFields(work, object, touched);
  await applyRules(work, object, touched);
  for (const draft of all)
    for (const name of Object.keys(draft.changes))
      if (same(draft.changes[name], draft.before?.[name] ?? null)) delete draft.changes[name];
  countFields(work, object, all);
  applyFormulas(object, all);
  const changed = all.filter((draft) => Object.keys(draft.changes).length);
  const refused = await refusedMoves(work, object, changed);
  for (const [draft, refusal] of refused) {
    if (!keeping) throw refusal;
    keepMove(keeping, draft, refusal);
  }
  const drafts = changed.filter((draft) => !refused.has(draft));
  if (!drafts.length) return 0;
  demandRequired(work, object, drafts);
  await checkLinks(work, object, drafts);
  await demandUnique(work, object, drafts);

  const deriving = new Set(derivingFields(object));
  const prepared = drafts.map((draft): Prepared => {
    const record = { ...draft.before, ...draft.changes };
    const touches = Object.keys(draft.changes).some((name) => deriving.has(name));
    return {
      draft,
      record,
      derived: touches ? derive(object, record, work.workspace.country) : null,
    };
  });
  await asTaken(object, () => updateRows(work, object, prepared));
  await writeLinks(work, object, drafts);
  await writeMatchKeys(work, object, prepared);
  await noteWords(work, wordsIn(prepared));
  const changes = prepared.map(({ draft, record }): RecordChange => ({
    object: object.name,
    id: draft.id,
    action: 'update',
    before: Object.fromEntries(
      Object.keys(draft.changes).map((name) => [name, draft.before?.[name] ?? null]),
    ),
    after: draft.changes,
    version: Number(draft.before?.['version']) + 1,
    record,
  }));
  await settle(work, object, changes, 'update');
  return drafts.length;
}

function keepMove(keeping: Keeping, { object, id, before, given }: Draft, why: Refusal): void {
  const [error] = why.errors;
  keep(keeping, {
    object: object.name,
    id,
    title: String(before?.['title'] ?? ''),
    fields: [...given],
    ...(error && { error }),
  });
}

/**
 * What must be loaded to change these fields: only themselves where nothing follows from them, so that
 * changing the owner of 100,000 records reads three columns.
 */
export function neededFields(work: Work, object: CatalogObject, touched: string[]): string[] {
  const watched = work.engine.features.some(
    (feature) => feature.rules?.[object.name] ?? feature.consequences?.[object.name],
  );
  const deriving = derivingFields(object);
  if (watched || touched.some((name) => deriving.includes(name))) {
    const own = Object.keys(object.fields).filter((name) => object.fields[name]?.kind !== 'links');
    return [...own, ...touched, ...watchedFields(object, touched, true)];
  }
  const way = Object.values(object.stages ?? {});
  const moves = touched.some((name) => way.includes(name));
  return [
    ...touched,
    ...watchedFields(object, touched, false),
    ...composing(object, touched),
    ...(moves ? way : []),
  ];
}

/** Two people at once: a stale write of the same fields is refused, with what they are now and who changed them. */
async function demandFresh(
  work: Work,
  object: CatalogObject,
  wanted: Update,
  before: Record<string, unknown>,
  changes: Record<string, unknown>,
): Promise<void> {
  const current = Number(before['version']);
  if (wanted.version !== undefined && wanted.version !== current) {
    const since = await changedSince(work, object.name, wanted.id, wanted.version);
    throw stale(current, await asSeen(work, object, since));
  }
  if (wanted.baseVersion === undefined || wanted.baseVersion >= current) return;
  const since = await changedSince(work, object.name, wanted.id, wanted.baseVersion);
  // Who says what comes and what goes in a list takes nothing from anybody.
  const isWhole = (name: string) => !listChangeIn(fieldOf(object, name), wanted.changes[name]);
  const clash = Object.fromEntries(
    Object.entries(since).filter(([name]) => name in changes && isWhole(name)),
  );
  if (Object.keys(clash).length) throw stale(current, await asSeen(work, object, clash));
}

/** Of what others have changed, that which the actor may know; not what follows from it by itself. */
async function asSeen(
  work: Work,
  object: CatalogObject,
  since: Record<string, FieldChange>,
): Promise<Record<string, FieldChange>> {
  const { fields } = objectOf(work.seen, object.name);
  const known = Object.entries(since).filter(
    ([name]) => name in fields && fields[name]?.writtenBy !== 'system',
  );
  const values = Object.fromEntries(known.map(([name, { value }]) => [name, value]));
  const shown = withoutUnseen(object, values, await unseenIn(work, object, [values]));
  return Object.fromEntries(
    known.map(([name, change]) => {
      const isKept = isDoerKept(work, object.name, 'update', change.by);
      return [name, { ...change, value: shown[name], ...(isKept && { by: null }) }];
    }),
  );
}

const stale = (current: number, fields: Record<string, unknown>) =>
  new Refusal('stale', 'somebody has changed this record in the meantime', {
    details: { current, fields },
  });
