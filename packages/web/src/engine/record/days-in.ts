import type { HistoryEntry } from '@relata/client';

/** Id of a reference, or the value itself, as it stands in history. */
const keyOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return 'id' in value ? String(value.id) : null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const day = 86_400_000;

/**
 * Whole days that a record has spent with each value of a field, by its history (any order). A value that it came back
 * to counts all its times.
 */
export function daysIn(
  history: readonly Pick<HistoryEntry, 'at' | 'fields'>[],
  field: string,
  current: unknown,
  createdAt: string,
  now: string,
): Map<string, number> {
  const steps = history
    .flatMap(({ at, fields }) =>
      fields[field]
        ? [{ at, before: keyOf(fields[field].before), after: keyOf(fields[field].after) }]
        : [],
    )
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const spent = new Map<string, number>();
  const add = (value: string | null, from: string, to: string) => {
    if (value !== null)
      spent.set(value, (spent.get(value) ?? 0) + Math.max(0, Date.parse(to) - Date.parse(from)));
  };
  let value = steps.length ? (steps[0]?.before ?? null) : keyOf(current);
  let since = createdAt;
  for (const step of steps) {
    add(value, since, step.at);
    value = step.after;
    since = step.at;
  }
  add(keyOf(current), since, now);
  return new Map([...spent].map(([key, time]) => [key, Math.floor(time / day)]));
}
