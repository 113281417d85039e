import {
  type Address,
  type Catalog,
  type CatalogObject,
  type Field,
  FieldProblem,
  kinds,
  objectOf,
  isAlwaysRequired,
} from '@relata/model';
import type { Workspace } from '../work.ts';
import type { Lists } from './lists.ts';
import type { ImportOptions } from './options.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import type { ImportRow } from './read/index.ts';
import { type Reading, type Source, type Surroundings, valueReaders } from './cells/index.ts';
import { entriesFor, type Target } from './targets.ts';
import { ofRow, type Trouble, trouble } from './trouble.ts';
import { type ColumnFormat, cleanText, splitName } from './values/index.ts';

/** What a row says of one other record. */
export interface Related {
  /** The reference: `company`. */
  via: string;
  object: CatalogObject;
  values: Record<string, unknown>;
}

/** One row as values of fields, as the API would take them. */
export interface ReadRow {
  row: number;
  line: number;
  cells: string[];
  object: CatalogObject;
  /** `data` may be saved; `skip` is no data; `error` is refused, see the troubles. */
  kind: 'data' | 'skip' | 'error';
  values: Record<string, unknown>;
  related: Related[];
  troubles: Trouble[];
}

/** Everything that reading rows follows from. */
export interface Plan {
  catalog: Catalog;
  workspace: Workspace;
  header: string[];
  /** What the rows are, where `options.objectBy` does not say otherwise. */
  object: string;
  mapping: ColumnMapping[];
  options: ImportOptions;
  /** By column. */
  formats: Record<string, ColumnFormat>;
  lists: Lists;
  timeZone: string;
  /** A file that we wrote: its cells carry our sign against formulas. */
  own: boolean;
}

interface Slot {
  target: Target;
  sources: Source[];
  about: Surroundings | null;
}

/** The record that some columns are about: the row's own, or one that it leads to. */
interface Bucket {
  via: string;
  object: CatalogObject;
  slots: Slot[];
}

/** Makes a plan into a function from rows to values. */
export function rowReader(
  plan: Plan,
  unescape: (cell: string) => string,
): (row: ImportRow) => ReadRow {
  const columns = new Map(plan.header.map((name, at) => [name, at]));
  const { objectBy } = plan.options;
  const names = new Set([plan.object, ...Object.values(objectBy?.values ?? {})]);
  const buckets = new Map(
    [...names].map((name) => [name, bucketsFor(plan, objectOf(plan.catalog, name), columns)]),
  );
  const told = objectBy ? columns.get(objectBy.column) : undefined;
  const tellings = new Map(
    Object.entries(objectBy?.values ?? {}).map(([text, object]) => [text.toLowerCase(), object]),
  );

  return ({ row, line, cells: given, problems = [] }) => {
    const cells = plan.own ? given.map(unescape) : given;
    const said = told === undefined ? '' : cleanText(cells[told] ?? '').toLowerCase();
    const object = objectOf(plan.catalog, tellings.get(said) ?? plan.object);
    const read: ReadRow = {
      row,
      line,
      cells: given,
      object,
      kind: 'data',
      values: {},
      related: [],
      troubles: [],
    };
    for (const problem of problems) read.troubles.push(ofRow(problem, plan.header));
    if (problems.some((problem) => problem.severity === 'skip')) return { ...read, kind: 'skip' };
    if (problems.some((problem) => problem.severity === 'error')) return { ...read, kind: 'error' };

    for (const bucket of buckets.get(object.name) ?? []) {
      const values = readBucket(plan, bucket, cells, read.troubles);
      if (bucket.via === '') read.values = values;
      else if (Object.keys(values).length)
        read.related.push({ via: bucket.via, object: bucket.object, values });
    }
    if (read.troubles.some((one) => one.level === 'error')) read.kind = 'error';
    return read;
  };
}

function bucketsFor(plan: Plan, object: CatalogObject, columns: Map<string, number>): Bucket[] {
  const found = new Map<string, Bucket>();
  for (const { entry, target } of entriesFor(plan.catalog, object, plan.mapping)) {
    const at = columns.get(entry.column);
    if (at === undefined) continue;
    const key = `${target.via}|${entry.nth ?? 1}`;
    let bucket = found.get(key);
    if (!bucket) found.set(key, (bucket = { via: target.via, object: target.object, slots: [] }));
    let slot = bucket.slots.find((one) => one.target.name === target.name);
    if (!slot)
      bucket.slots.push((slot = { target, sources: [], about: surroundings(plan, target, entry) }));
    slot.sources.push(sourceOf(plan, entry, at, columns));
  }
  for (const bucket of found.values())
    bucket.slots.sort((a, b) => rankOf(a.target.field) - rankOf(b.target.field));
  return [...found.values()].toSorted((a, b) => Number(a.via !== '') - Number(b.via !== ''));
}

/** Addresses tell the country of phone numbers; a stage is one of the pipeline that was read before it. */
function rankOf(field: Field | null): number {
  if (field?.kind === 'addresses') return 0;
  return field?.of ? 2 : 1;
}

function surroundings(plan: Plan, target: Target, entry: ColumnMapping): Surroundings | null {
  if (!target.field) return null;
  return {
    object: target.object,
    path: entry.field,
    name: target.name,
    field: target.field,
    lists: plan.lists,
    timeZone: plan.timeZone,
    currency: plan.options.currency ?? plan.workspace.currency,
    country: plan.workspace.country ?? '',
    verbatim: plan.own,
  };
}

function sourceOf(
  plan: Plan,
  entry: ColumnMapping,
  at: number,
  columns: Map<string, number>,
): Source {
  const format = plan.formats[entry.column];
  const settled = <T extends string>(
    found: string | undefined,
    known: readonly T[],
  ): T | undefined => known.find((one) => one === found);
  return {
    entry,
    at,
    labelAt: entry.labelColumn === undefined ? undefined : columns.get(entry.labelColumn),
    dates:
      entry.dates ??
      settled(format?.dates, ['DMY', 'MDY', 'YMD'] as const) ??
      plan.options.dates ??
      'DMY',
    decimal:
      entry.decimal ?? settled(format?.decimal, [',', '.'] as const) ?? plan.options.decimal ?? '.',
  };
}

function readBucket(
  plan: Plan,
  bucket: Bucket,
  cells: string[],
  troubles: Trouble[],
): Record<string, unknown> {
  const usual = plan.options.country ?? plan.workspace.country ?? '';
  const reading: Reading = {
    cells,
    country: usual,
    countryTold: plan.options.country !== undefined,
    values: {},
    troubles,
  };
  if (bucket.via === '')
    for (const [name, value] of Object.entries(plan.options.defaults ?? {}))
      reading.values[name] = value;
  const values: Record<string, unknown> = {};
  for (const { target, sources, about } of bucket.slots) {
    if (!about) {
      readName(sources, cells, values);
      continue;
    }
    const raw = valueReaders[about.field.kind](sources, reading, about);
    if (raw === undefined || raw === null || raw === '') continue;
    const value = checked(raw, sources, about, cells, troubles);
    if (value === undefined) continue;
    values[target.name] = value;
    reading.values[target.name] = value;
    if (about.field.kind === 'addresses') tellCountry(value, reading);
  }
  return values;
}

function tellCountry(value: unknown, reading: Reading): void {
  const country = (value as Address[])[0]?.country;
  if (!country || !/^[A-Z]{2}$/.test(country)) return;
  reading.country = country;
  reading.countryTold = true;
}

/** Parts that columns of their own give are better than what a full name is taken apart to. */
function readName(sources: Source[], cells: string[], values: Record<string, unknown>): void {
  for (const { at } of sources) {
    const clean = cleanText(cells[at] ?? '');
    if (clean === '') continue;
    for (const [part, value] of Object.entries(splitName(clean)))
      if (value && values[part] === undefined) values[part] = value;
    return;
  }
}

/** The value as the field keeps it; undefined, with a trouble, where the field says no. */
function checked(
  raw: unknown,
  sources: Source[],
  about: Surroundings,
  cells: string[],
  troubles: Trouble[],
): unknown {
  try {
    return kinds[about.field.kind].parse(raw, about.field) ?? undefined;
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    const filled = sources.find(({ at }) => cells[at]?.trim()) ?? sources[0];
    troubles.push(
      trouble('error', problem, {
        field: about.path,
        ...(filled ? { column: filled.entry.column } : {}),
      }),
    );
    return undefined;
  }
}

/** Why a record cannot be made of these values; null where it can. */
export function lacking(object: CatalogObject, values: Record<string, unknown>): Trouble | null {
  const { naming, required } = neededOf(object);
  const isGiven = (name: string) =>
    [name, ...(object.fields[name]?.composedOf ?? [])].some((one) => values[one] !== undefined);
  if (!naming.some(isGiven)) {
    return trouble('error', {
      code: 'nothing_names_it',
      message: 'Nothing in the row names the record',
    });
  }
  const name = required.find((one) => !isGiven(one));
  return name === undefined
    ? null
    : trouble('error', { code: 'required', message: 'must be filled' }, { field: name });
}

const needed = new WeakMap<CatalogObject, { naming: string[]; required: string[] }>();

/** Fields that name a record of the object, and those that it cannot be without: asked for by every row. */
function neededOf(object: CatalogObject): { naming: string[]; required: string[] } {
  let found = needed.get(object);
  if (!found) {
    found = {
      naming: [...object.title, ...(object.titleElse ?? [])],
      required: Object.entries(object.fields).flatMap(([name, field]) =>
        isAlwaysRequired(field) && !field.default ? [name] : [],
      ),
    };
    needed.set(object, found);
  }
  return found;
}
