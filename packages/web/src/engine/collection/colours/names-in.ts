import type { Filter } from '@relata/model';

/** Fields of the record that a filter asks about. */
export function namesIn(filter: Filter): string[] {
  return Object.entries(filter).flatMap(([key, member]): string[] => {
    if ((key === 'and' || key === 'or') && Array.isArray(member)) return member.flatMap(namesIn);
    if (key === 'not') return namesIn(filter.not ?? {});
    return [key.split('.')[0] ?? key];
  });
}
