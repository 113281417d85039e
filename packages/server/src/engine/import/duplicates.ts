import { type CatalogObject, fold, may } from '@relata/model';
import { matchKey, matchValues } from '../records/derive.ts';
import { tableOf } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';
import type { ImportOptions } from './options.ts';

/** A record that carries a key. */
export interface Candidate {
  id: string;
  title: string;
}

/** The records behind keys, the oldest first. */
export type Known = Map<string, Candidate[]>;

/** Keys of a record by one field; empty values have none, so they never match. */
export function keysBy(object: CatalogObject, field: string, values: Record<string, unknown>, country: string | null): string[] {
  const definition = object.fields[field];
  if (!definition?.matches) return [];
  return matchValues(definition.kind, values[field], country).map((value) => matchKey(field, value));
}

/** Fields of the object by which an import may recognise its records. */
export const matchingFields = (object: CatalogObject, wanted: readonly string[]): string[] =>
  wanted.filter((name) => Object.hasOwn(object.fields, name) && object.fields[name]?.matches);

/** Live records with the keys that the actor may see; what they may not see stays unknown, as if it were not there. */
export async function findByKeys(work: Work, object: CatalogObject, keys: Iterable<string>): Promise<Known> {
  const wanted = [...new Set(keys)];
  const known: Known = new Map();
  if (!wanted.length || !may(work.actor, 'read', object)) return known;
  const made = statement(work);
  const list = made.parameters.add(wanted, 'text[]');
  const name = made.parameters.add(object.name, 'text');
  const { rows } = await work.connection.query<Candidate & { key: string }>(
    `select m.key, t.id, t.title from match_key m join ${tableOf(object)} t on t.workspace_id = $1 and t.id = m.record_id
     where m.workspace_id = $1 and m.object = ${name} and m.key = any(${list}) and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)}
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

/** Keys that people share: a family's mailbox, a firm's switchboard. The others name one record. */
const shared = new Set(['emails', 'phones']);

export interface Match extends Candidate {
  /** They share an address, but are called differently. */
  doubtful: boolean;
}

/**
 * The record that a row is about: by the surest field first, of several the one with the same name.
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
    const found = keysBy(object, field, values, country).flatMap(lookUp);
    if (!found.length) continue;
    const named = found.find((one) => alike(one.title, title));
    const first = named ?? found[0];
    if (!first) continue;
    const doubtful = shared.has(field) && !named;
    if (doubtful && options.sharedEmails === 'apart') continue;
    return { ...first, doubtful };
  }
  return null;
}

/** `Ana Luz` and `Ana Maria Luz`, `A. Luz`, `Luz` may be one; `Davi Mar` and `Eva Mar` are two. An address is no name. */
export function alike(a: string, b: string): boolean {
  if (!a || !b || a.includes('@') || b.includes('@')) return true;
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [first = '', second = ''] = [one[0], other[0]];
  if (first === second || (first.length === 1 && second.startsWith(first)) || (second.length === 1 && first.startsWith(second)))
    return true;
  const within = (inner: string[], outer: string[]) => inner.every((word) => outer.includes(word));
  return within(one, other) || within(other, one);
}

const wordsOf = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
