import { type CatalogObject, objectOf } from '@relata/model';
import type { Work } from '../work.ts';

const all = ['A', 'B', 'C', 'D'];

/**
 * The weights of words among which the actor may look: all (an empty text) unless a field that is kept from them
 * is searched; then only those under which no such field has words. Null: nowhere.
 */
export function seenWeights(
  work: Pick<Work, 'catalog' | 'seen'>,
  { name }: CatalogObject,
): string | null {
  if (work.catalog === work.seen) return '';
  const { fields } = objectOf(work.seen, name);
  const hidden = new Set(
    Object.entries(objectOf(work.catalog, name).fields).flatMap(([field, { search }]) =>
      search && !Object.hasOwn(fields, field) ? [search as string] : [],
    ),
  );
  if (!hidden.size) return '';
  return all.filter((weight) => !hidden.has(weight)).join('') || null;
}
