import {
  type CatalogObject,
  type ContactPoint,
  type Field,
  fold,
  type SearchWeight,
  words,
} from '@relata/model';
import { phoneWords } from './phone-parts.ts';
import { wordsKept } from './word-forms.ts';

const mostWords = 400;

const searched = new WeakMap<
  CatalogObject,
  { name: string; field: Field; weight: SearchWeight }[]
>();

function searchedOf(object: CatalogObject): { name: string; field: Field; weight: SearchWeight }[] {
  let found = searched.get(object);
  if (!found) {
    found = Object.entries(object.fields).flatMap(([name, field]) =>
      field.search ? [{ name, field, weight: field.search }] : [],
    );
    searched.set(object, found);
  }
  return found;
}

/**
 * The words under which a record is found, with their weights. Made here rather than by a text search
 * configuration, so that accents, e-mails and phones in any notation are found by their parts.
 */
export function searchWords(
  object: CatalogObject,
  record: Record<string, unknown>,
  country: string | null,
): Map<string, SearchWeight> {
  const found = new Map<string, SearchWeight>();
  const add = (word: string, weight: SearchWeight) => {
    if (!word || word.length > 100 || found.size >= mostWords) return;
    const before = found.get(word);
    if (before === undefined || weight < before) found.set(word, weight);
  };
  for (const { name, field, weight } of searchedOf(object)) {
    const value = record[name];
    if (value === null || value === undefined) continue;
    if (field.kind === 'phones')
      for (const point of value as ContactPoint[])
        for (const word of phoneWords(point.value, country)) add(word, weight);
    else if (field.kind === 'emails')
      for (const point of value as ContactPoint[])
        for (const word of emailWords(point.value)) add(word, weight);
    else for (const word of wordsKept(String(value))) add(word, weight);
    if (name === 'domain' || name === 'externalId') add(fold(String(value)), weight);
  }
  for (const tag of (record['tags'] ?? []) as string[])
    for (const word of wordsKept(tag)) add(word, 'D');
  return found;
}

/** They as the text of a `tsvector`. */
export const searchDocument = (found: ReadonlyMap<string, SearchWeight>): string =>
  [...found]
    .map(([word, weight], i) => `${quoted(word)}:${Math.min(i + 1, 16_000)}${weight}`)
    .join(' ');

/** The whole address, and its parts: `ada.lovelace@firm.example` is found by ada, lovelace and firm. */
const emailWords = (address: string): string[] => [fold(address), ...words(address)];

/** A lexeme in the notation of `tsvector` and `tsquery`. */
export const quoted = (word: string): string =>
  word.includes("'") || word.includes('\\')
    ? `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${word}'`;
