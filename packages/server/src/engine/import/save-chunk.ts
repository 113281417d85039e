import type { CatalogObject, Refusal } from '@relata/model';
import { newId } from '../../platform/id.ts';
import { saveNew } from '../records/create.ts';
import { titleOf } from '../records/derive.ts';
import type { Draft } from '../records/draft.ts';
import { lockRecords } from '../records/read.ts';
import { updateMany } from '../records/update.ts';
import type { Work } from '../work.ts';
import { count, type Counts, note } from './counts.ts';
import { type Candidate, findBySigns, keysBy, matchOf, namesakeOf, signsOf } from './duplicates.ts';
import { listFields, mergeValues } from '../records/unite.ts';
import type { ImportOptions } from './options.ts';
import { lacking, type ReadRow } from './read-row.ts';
import type { RelatedRecords } from './related-records.ts';
import { type Pending, resolveRelated } from './resolve-related.ts';
import { saveEach } from '../records/save-each.ts';
import { warnerOfKept } from './warn-of-kept.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What saving rows follows from, beside the rows. */
export interface Saving {
  options: ImportOptions;
  related: RelatedRecords;
  counts: Counts;
  /** Records that rows of this run stand for by their name alone. */
  namesakes: Set<string>;
}

/** A row to be kept: why it was refused, or what to look at. */
export interface RowReport {
  row: ReadRow;
  outcome: 'refused' | 'skipped' | 'warning';
}

/** A reference to another row's record, set at the end of the run. */
export interface LateLink {
  row: ReadRow;
  field: string;
  record: string;
  keys: string[];
}

export interface Saved {
  reports: RowReport[];
  links: LateLink[];
}

const parentKeys = ['externalId', 'domain', 'name'];
/** So many rows with warnings are kept with their cells; the rest is only counted. */
const mostWarnings = 10_000;

/**
 * Saves rows of one object, in the transaction of `work`: what is there already is skipped or changed, the
 * rest made, with the records that the rows lead to. A row that fails is reported and takes no other along.
 */
export async function saveChunk(
  work: Work,
  object: CatalogObject,
  rows: ReadRow[],
  saving: Saving,
): Promise<Saved> {
  const saved: Saved = { reports: [], links: [] };
  const { counts } = saving;
  const refuse = (row: ReadRow, why?: Trouble): void => {
    if (why) row.troubles.push(why);
    count(counts, object.name, 'refused');
    saved.reports.push({ row, outcome: 'refused' });
  };
  for (const row of rows) {
    if (row.kind === 'error') refuse(row);
    if (row.kind !== 'skip') continue;
    counts.ignored++;
    saved.reports.push({ row, outcome: 'skipped' });
  }
  const { makes, changes } = await sorted(
    work,
    object,
    rows.filter((row) => row.kind === 'data'),
    saving,
    refuse,
  );
  await resolveRelated(work, object, [...makes, ...changes], saving);
  const outcome = new Map<Pending, Refusal>([
    ...(await saveEach(work, makes, (some) => make(work, object, some, saving.options))),
    ...(await saveEach(work, changes, (some) => change(work, object, some, counts))),
  ]);
  for (const one of outcome.keys())
    for (const row of one.rows) refuse(row, ...whyRefused(outcome.get(one)));
  if (outcome.size) saving.related.forget();
  for (const one of makes) {
    if (outcome.has(one)) continue;
    count(counts, object.name, 'made');
    if (one.rows.length > 1)
      count(
        counts,
        object.name,
        saving.options.duplicates === 'update' ? 'changed' : 'skipped',
        one.rows.length - 1,
      );
  }
  for (const one of [...makes, ...changes])
    if (!outcome.has(one)) saved.links.push(...lateLinks(work, object, one));
  const reported = new Set(saved.reports.map((one) => one.row));
  for (const row of rows) {
    for (const one of row.troubles) if (one.level === 'note') note(counts, one);
    if (row.kind !== 'data' || reported.has(row)) continue;
    if (!row.troubles.some((one) => one.level === 'warning')) continue;
    if (counts.warnings++ < mostWarnings) saved.reports.push({ row, outcome: 'warning' });
  }
  work.notices = merged(work);
  return saved;
}

/** Tells new records from those that are there, in the file's order, so that a row also finds those before it. */
async function sorted(
  work: Work,
  object: CatalogObject,
  rows: ReadRow[],
  { options, counts, namesakes }: Saving,
  refuse: (row: ReadRow, why: Trouble) => void,
): Promise<{ makes: Pending[]; changes: Pending[] }> {
  const country = work.workspace.country;
  const isAsked = options.duplicates !== 'make' && options.match.length > 0;
  const signs = new Map(isAsked ? rows.map((row) => [row, signsOf(work, row, options)]) : []);
  const known = await findBySigns(work, object, [...signs.values()]);
  const warnOfKept = await warnerOfKept(work, object, [...signs.values()], options);
  const fresh = new Map<string, Candidate[]>();
  const lookUp = (key: string): Candidate[] => [
    ...(known.get(key) ?? []),
    ...(fresh.get(key) ?? []),
  ];
  const makes = new Map<string, Pending>();
  const changes = new Map<string, Pending>();

  for (const row of rows) {
    const title = titleOf(object, row.values);
    const own = signs.get(row);
    const match = own
      ? (matchOf(object, row.values, title, options, country, lookUp) ??
        namesakeOf(own, known, namesakes))
      : null;
    if (match?.doubtful) row.troubles.push(trouble('warning', sharedAddress(match.title)));
    const earlier = match && makes.get(match.id);
    if (match && options.duplicates === 'skip') {
      if (!earlier) count(counts, object.name, 'skipped');
      else earlier.rows.push(row);
      continue;
    }
    if (match) {
      const before = earlier ?? changes.get(match.id);
      if (before) {
        before.values = mergeValues(object, before.values, row.values, work.workspace.country);
        before.related = [
          ...before.related.filter((one) => !row.related.some((other) => other.via === one.via)),
          ...row.related,
        ];
        before.rows.push(row);
        continue;
      }
      const values = options.tags?.length
        ? { ...row.values, tags: withTags(row.values['tags'], options.tags) }
        : row.values;
      changes.set(match.id, { id: match.id, rows: [row], values, related: row.related });
      continue;
    }
    const missing = lacking(object, row.values);
    if (missing) {
      refuse(row, missing);
      continue;
    }
    warnOfKept(row, title);
    const id = newId();
    makes.set(id, { id, rows: [row], values: row.values, related: row.related });
    for (const key of own?.keys ?? []) {
      const found = fresh.get(key);
      if (found) found.push({ id, title });
      else fresh.set(key, [{ id, title }]);
    }
  }
  return { makes: [...makes.values()], changes: [...changes.values()] };
}

async function make(
  work: Work,
  object: CatalogObject,
  some: Pending[],
  options: ImportOptions,
): Promise<void> {
  const drafts = some.map(({ id, values }): Draft => {
    const changes: Record<string, unknown> = { ...options.defaults, ...values };
    if (options.owner && object.fields['owner'] && changes['owner'] === undefined)
      changes['owner'] = options.owner;
    if (options.tags?.length) changes['tags'] = withTags(changes['tags'], options.tags);
    return { object, id, before: null, changes, given: new Set(Object.keys(changes)) };
  });
  await saveNew(work, object, drafts);
}

async function change(
  work: Work,
  object: CatalogObject,
  some: Pending[],
  counts: Counts,
): Promise<void> {
  const lists = listFields(object).filter((name) => some.some((one) => name in one.values));
  const before = await lockRecords(work, object, {
    ids: some.map((one) => one.id),
    verb: 'update',
    fields: lists,
  });
  const changed = await updateMany(
    work,
    object.name,
    some.map(({ id, values }) => {
      const { id: _id, version: _version, ...kept } = before.get(id) ?? {};
      const all = mergeValues(object, kept, values, work.workspace.country);
      return {
        id,
        changes: Object.fromEntries(Object.keys(values).map((name) => [name, all[name]])),
      };
    }),
  );
  // A row that says nothing new leaves its record as it is.
  const rows = some.reduce((sum, one) => sum + one.rows.length, 0);
  count(counts, object.name, 'changed', Math.min(rows, changed + rows - some.length));
  count(counts, object.name, 'skipped', some.length - changed);
}

const withTags = (own: unknown, more: string[]): string[] => {
  const there = Array.isArray(own) ? own.map(String) : [];
  const known = new Set(there.map((tag) => tag.toLowerCase()));
  return [...there, ...more.filter((tag) => !known.has(tag.toLowerCase()))];
};

/** References to records of the same object: the other row may come later in the file. */
function lateLinks(work: Work, object: CatalogObject, { id, rows, related }: Pending): LateLink[] {
  const row = rows.at(-1);
  if (!row) return [];
  return related
    .filter((one) => one.object.name === object.name)
    .map((one) => ({
      row,
      field: one.via,
      record: id,
      keys: parentKeys.flatMap((field) =>
        keysBy(one.object, field, one.values, work.workspace.country),
      ),
    }));
}

function whyRefused(refusal: Refusal | undefined): [Trouble] {
  const error = refusal?.errors[0];
  const code = error?.code ?? (refusal?.code === 'forbidden' ? 'not_yours' : 'malformed');
  const values = error?.values;
  return [
    trouble(
      'error',
      { code, message: error?.message ?? refusal?.message ?? '', ...(values ? { values } : {}) },
      error?.field ? { field: error.field } : {},
    ),
  ];
}

const sharedAddress = (name: string) => ({
  code: 'shared_address',
  message: `Somebody else has the same address: ${name}`,
  values: { name: name.slice(0, 80) },
});

/** One notice for each object and action: screens need to know that, not of which savepoint. */
function merged(work: Work): Work['notices'] {
  const groups = Map.groupBy(
    work.notices,
    (notice) => `${notice.object}|${notice.action}|${notice.follows === true}`,
  );
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const ids = [first, ...more].flatMap((notice) => notice.ids ?? []);
    return [{ ...first, ids }];
  });
}
