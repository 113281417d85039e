import { nameKey } from '../values/text.ts';
import { headerWords } from './header-words.ts';
import type { ColumnMapping } from './mapping.ts';

/** Fields that several columns may fill; all others take the first. */
const several = new Set([
  'emails',
  'phones',
  'urls',
  'tags',
  'description',
  'people.emails',
  'people.phones',
]);

/** A column's name as the word lists write it: folded, `e-mail` as email, without the ` (2)` of a repeated one. */
export function headerKey(name: string): string {
  return nameKey(name.replace(/ \(\d+\)$/, '')).replace(/\be mails?\b/g, 'email');
}

/** Word → position in the list of an object, built once. */
const indexes = new Map<string, Map<string, number>>();

function indexOf(object: string): Map<string, number> {
  const known = indexes.get(object);
  if (known) return known;
  const index = new Map<string, number>();
  for (const [at, { words }] of headerWords(object).entries()) {
    for (const word of words.split('|')) if (!index.has(word)) index.set(word, at);
  }
  indexes.set(object, index);
  return index;
}

/** Maps the columns whose names say what they hold, in any of our languages. */
export function matchHeader(header: string[], object: string): ColumnMapping[] {
  const index = indexOf(object);
  const words = headerWords(object);
  const found = header.flatMap((column): ColumnMapping[] => {
    const entry = words[index.get(headerKey(column)) ?? -1];
    if (!entry) return [];
    const { words: _, unless: __, ...mapping } = entry;
    return [{ column, ...mapping }];
  });
  return once(withNames(found));
}

/**
 * "Nome" and "Name" are the first name beside a last name, and superfluous beside a first name; with a first name
 * alone, "Nom" and "Name" are the last name.
 */
function withNames(found: ColumnMapping[]): ColumnMapping[] {
  const has = (field: string): boolean => found.some((entry) => entry.field === field);
  if (!has('firstName') && !has('lastName')) return found;
  if (has('firstName') && has('lastName')) return found.filter(({ field }) => field !== 'name');
  const missing = has('firstName') ? 'lastName' : 'firstName';
  return found.map((entry) => (entry.field === 'name' ? { ...entry, field: missing } : entry));
}

/** A field is filled by one column only, unless it holds several values or the columns are different parts of it. */
function once(found: ColumnMapping[]): ColumnMapping[] {
  const taken = new Set<string>();
  return found.filter(({ field, part, column }) => {
    if (several.has(field) || part === 'street') return true;
    // "Country" is better than "Country code".
    if (
      part === 'country' &&
      headerKey(column) === 'country code' &&
      found.some((other) => other.part === 'country' && other.column !== column)
    )
      return false;
    const key = `${field} ${part ?? ''}`;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
}
