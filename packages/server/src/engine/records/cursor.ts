import { Refusal } from '@relata/model';
import type { SortKey } from './sort.ts';

/** Where a page ended: the phase of the list, and the sort keys of the last row as text. */
export interface Cursor {
  phase: string;
  keys: (string | null)[];
}

const orderOf = (keys: SortKey[]): string =>
  keys.map((key) => `${key.descending ? '-' : ''}${key.field}`).join(',');

export const encodeCursor = (keys: SortKey[], phase: string, values: (string | null)[]): string =>
  Buffer.from(JSON.stringify([orderOf(keys), phase, values])).toString('base64url');

export const badCursor = (): Refusal =>
  new Refusal('malformed', "'after' takes the `page.next` of the same list", {
    reason: 'cursor',
    errors: [{ field: 'after', code: 'cursor', message: 'takes the `page.next` of the same list' }],
  });

/** Refuses what is no cursor, or one of a list in another order. */
export function decodeCursor(text: string, keys: SortKey[]): Cursor {
  const bad = badCursor();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw bad;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw bad;
  const [order, phase, values] = parsed as unknown[];
  if (order !== orderOf(keys) || typeof phase !== 'string' || !Array.isArray(values)) throw bad;
  if (
    values.length !== keys.length ||
    values.some((value) => value !== null && typeof value !== 'string')
  )
    throw bad;
  if (values.some((value: string | null) => value?.includes('\u0000'))) throw bad;
  return { phase, keys: values as (string | null)[] };
}
