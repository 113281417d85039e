import {
  byTitle,
  type CatalogObject,
  type ContactPoint,
  fieldOf,
  fold,
  may,
  namesakesOf,
  objectOf,
} from '@relata/model';
import { comparable, isOffice, matchKey } from '../duplicates/signs.ts';
import { titleOf } from '../records/derive.ts';
import { scalarOf, tableOf, titleSql } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';
import type { ImportOptions } from './options.ts';
import type { ReadRow } from './read-row.ts';
import { hasNameParts } from './targets.ts';
import { nameKey } from './values/index.ts';

/** A record that carries a key. */
export interface Candidate {
  id: string;
  title: string;
}

/** The records behind keys, the oldest first. */
export type Known = Map<string, Candidate[]>;

/** Keys of a record by one field; empty values have none, so they never match. */
export function keysBy(
  object: CatalogObject,
  field: string,
  values: Record<string, unknown>,
  country: string | null,
): string[] {
  const definition = object.fields[field];
  if (!definition?.matches) return [];
  return comparable(definition, values[field], country).map((value) => matchKey(field, value));
}

/** Fields of the object by which an import may recognise its records. */
export const matchingFields = (object: CatalogObject, wanted: readonly string[]): string[] =>
  wanted.filter((name) => Object.hasOwn(object.fields, name) && object.fields[name]?.matches);

/** What a row offers to be recognised by: keys of fields, and what it is called where. */
export interface Signs {
  keys: string[];
  /** Null where its name is not asked for, or where it has a surer sign. */
  namesake: string | null;
}

/** By which of `options.match` a row's record could be there already. */
export function signsOf(
  work: Work,
  row: Pick<ReadRow, 'object' | 'values' | 'related'>,
  options: Pick<ImportOptions, 'match'>,
): Signs {
  const { object, values } = row;
  const { country } = work.workspace;
  const keys = matchingFields(object, options.match).flatMap((field) =>
    keysBy(object, field, values, country),
  );
  const via = options.match.includes(byTitle) ? namesakesOf(work.catalog, object) : undefined;
  const title = titleOf(object, values);
  if (via === undefined || !title || keys.some((key) => key.startsWith('externalId:')))
    return { keys, namesake: null };
  const other = row.related.find((one) => one.via === via);
  const called = other ? titleOf(other.object, other.values) || other.values['domain'] : '';
  return { keys, namesake: namesakeKey(title, String(called ?? '')) };
}

const namesakeKey = (title: string, called: string): string =>
  `${byTitle}:${nameKey(called)}|${title}`;

/** Live records that some rows could be about, by all of their signs. */
export async function findBySigns(
  work: Work,
  object: CatalogObject,
  offered: Signs[],
): Promise<Known> {
  const known = await findByKeys(
    work,
    object,
    offered.flatMap((one) => one.keys),
  );
  const wanted = new Set(offered.flatMap((one) => one.namesake ?? []));
  const via = namesakesOf(work.catalog, object);
  if (!wanted.size || via === undefined || !may(work.actor, 'read', object)) return known;
  const field = fieldOf(object, via);
  const other = objectOf(work.catalog, field.to ?? '');
  const made = statement(work);
  const titles = [...wanted].map((key) => key.slice(key.indexOf('|') + 1));
  const list = made.parameters.add([...new Set(titles)], 'text[]');
  const batch = made.parameters.add(work.batch, 'uuid');
  // What this very run has made or changed stands for other rows. Exactly so called: that is what the index of titles answers, title by title.
  const { rows } = await work.connection.query<Candidate & { called: string | null }>(
    `select t.id, t.title, o.title as called from unnest(${list}) k(title)
     cross join lateral (select t.* from ${tableOf(object)} t
       where t.workspace_id = $1 and t.title collate "und-x-icu" = k.title and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)}
         and not exists (select 1 from change c where c.workspace_id = $1 and c.record_id = t.id and c.batch = ${batch}) offset 0) t
     left join ${tableOf(other)} o on o.workspace_id = $1 and o.id = ${scalarOf('t', via, field)}
     order by t.id`,
    made.parameters.values,
  );
  for (const { id, title, called } of rows) {
    const key = namesakeKey(title, called ?? '');
    const found = known.get(key);
    if (found) found.push({ id, title });
    else if (wanted.has(key)) known.set(key, [{ id, title }]);
  }
  return known;
}

/** Live records with the keys that the actor may see; what they may not see stays unknown, as if it were not there. */
export async function findByKeys(
  work: Work,
  object: CatalogObject,
  keys: Iterable<string>,
): Promise<Known> {
  const wanted = [...new Set(keys)];
  const known: Known = new Map();
  if (!wanted.length || !may(work.actor, 'read', object)) return known;
  const made = statement(work);
  const list = made.parameters.add(wanted, 'text[]');
  const name = made.parameters.add(object.name, 'text');
  // Key by key through the indexes (`offset 0` keeps it so): a table that has just grown from nothing has no
  // statistics yet by which the planner would do that by itself.
  const { rows } = await work.connection.query<Candidate & { key: string }>(
    `select k.key, t.id, t.title from unnest(${list}) k(key)
     cross join lateral (select m.record_id from match_key m where m.workspace_id = $1 and m.object = ${name} and m.key = k.key offset 0) m
     cross join lateral (select t.id, ${titleSql('t', objectOf(work.seen, object.name))} as title from ${tableOf(object)} t
       where t.workspace_id = $1 and t.id = m.record_id and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)} offset 0) t
     order by t.id`,
    made.parameters.values,
  );
  for (const { key, id, title } of rows) {
    const found = known.get(key);
    if (found) found.push({ id, title });
    else known.set(key, [{ id, title }]);
  }
  return known;
}

export interface Match extends Candidate {
  /** They share an address, but are called differently. */
  doubtful: boolean;
}

/**
 * The record that a row is about: by the surest field first, of several the one with the same name. One's main
 * address is enough; another address, a mailbox of a whole office and a phone number need the name as well.
 * `lookUp` gives candidates of one key.
 */
export function matchOf(
  object: CatalogObject,
  values: Record<string, unknown>,
  title: string,
  options: Pick<ImportOptions, 'match' | 'sharedEmails'>,
  country: string | null,
  lookUp: (key: string) => Candidate[],
): Match | null {
  for (const field of matchingFields(object, options.match)) {
    for (const { keys, weak } of signs(object, field, values, country)) {
      const found = keys.flatMap(lookUp);
      if (!found.length) continue;
      const namesake = found.find((one) => sameName(one.title, title));
      if (namesake) return { ...namesake, doubtful: false };
      if (weak) continue;
      const named = found.find((one) => alike(one.title, title));
      const doubtful = field === 'emails' && !named;
      if (doubtful && options.sharedEmails === 'apart') continue;
      const first = named ?? found[0];
      if (first) return { ...first, doubtful };
    }
  }
  return null;
}

/**
 * The record that is called as the row says. Each stands for one row: of three deals of one name the file may hold
 * three as well. `taken` are those that earlier rows stand for.
 */
export function namesakeOf(
  { namesake }: Signs,
  known: Known | undefined,
  taken: Set<string>,
): Match | null {
  const found = known?.get(namesake ?? '')?.find(({ id }) => !taken.has(id));
  if (!found) return null;
  taken.add(found.id);
  return { ...found, doubtful: false };
}

/** What a field offers for recognising, the surest first. `weak`: only together with the name. */
function signs(
  object: CatalogObject,
  field: string,
  values: Record<string, unknown>,
  country: string | null,
): { keys: string[]; weak: boolean }[] {
  const kind = object.fields[field]?.kind;
  const value = values[field];
  if ((kind !== 'emails' && kind !== 'phones') || !Array.isArray(value))
    return [{ keys: keysBy(object, field, values, country), weak: false }];
  // Certified mail is the firm's: of its people it says nothing.
  const points = (value as ContactPoint[]).filter(
    ({ label }) => label !== 'pec' || !hasNameParts(object),
  );
  return points.map((point, at) => ({
    keys: keysBy(object, field, { [field]: [point] }, country),
    weak: kind === 'phones' || at > 0 || isOffice(point.value),
  }));
}

/** `Ana Luz` and `Ana Maria Luz`; a first name alone is not enough. */
function sameName(a: string, b: string): boolean {
  if (!a || !b || a.includes('@') || b.includes('@')) return false;
  const [fewer = [], more = []] = [wordsOf(a), wordsOf(b)].toSorted(
    (one, other) => one.length - other.length,
  );
  if (fewer.length < 2) return fewer.length === more.length && fewer[0] === more[0];
  return fewer.every((word) => more.includes(word));
}

/** `Ana Luz` and `Ana Maria Luz`, `A. Luz`, `Luz` may be one; `Davi Mar` and `Eva Mar` are two. An address is no name. */
export function alike(a: string, b: string): boolean {
  if (!a || !b || a.includes('@') || b.includes('@')) return true;
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [first = '', second = ''] = [one[0], other[0]];
  if (
    first === second ||
    (first.length === 1 && second.startsWith(first)) ||
    (second.length === 1 && first.startsWith(second))
  )
    return true;
  const within = (inner: string[], outer: string[]) => inner.every((word) => outer.includes(word));
  return within(one, other) || within(other, one);
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
