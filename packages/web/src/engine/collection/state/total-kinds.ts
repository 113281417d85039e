import type { CatalogObject, TotalKind } from '@relata/model';

const summed = new Set(['money', 'number', 'integer', 'duration']);
const averaged = new Set([...summed, 'percent', 'rating']);
const ordered = new Set([...averaged, 'date', 'dateTime']);

/** What the foot of a column says until somebody says otherwise. */
export function firstTotal(object: CatalogObject, field: string): TotalKind {
  const kind = object.fields[field]?.kind ?? 'text';
  return summed.has(kind) && field !== 'position' && field !== 'version' ? 'sum' : 'none';
}

/** What it can say. */
export function totalsFor(object: CatalogObject, field: string): TotalKind[] {
  const kind = object.fields[field]?.kind ?? 'text';
  return [
    'none',
    ...(averaged.has(kind) ? (['sum', 'avg'] as const) : []),
    ...(ordered.has(kind) ? (['min', 'max'] as const) : []),
    'filled',
  ];
}
