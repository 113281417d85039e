import type { AnyRecord } from '@relata/client';

/** Which records are chosen: some by id, or all that match, wherever they are. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Everything that the filter finds, also what has not been loaded. */
  isAll: boolean;
  /** Row of the last single choice: a range begins there. */
  anchor: number | null;
}

export const nothing: Selection = { ids: new Set(), isAll: false, anchor: null };

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.isAll || selection.ids.has(id);

/** Adds a record or takes it out. Out of 'all that match' only what is loaded can stay chosen. */
export function toggle(
  selection: Selection,
  id: string,
  index: number,
  loaded: readonly AnyRecord[],
): Selection {
  const ids = new Set(selection.isAll ? loaded.map((record) => record.id) : selection.ids);
  if (ids.has(id)) ids.delete(id);
  else ids.add(id);
  return { ids, isAll: false, anchor: index };
}

/** Everything from the last choice to this row. Rows that have never been loaded cannot be named, and are left out. */
export function extend(
  selection: Selection,
  index: number,
  rowAt: (index: number) => AnyRecord | undefined,
): Selection {
  const from = selection.anchor ?? index;
  const ids = new Set(selection.ids);
  for (let at = Math.min(from, index); at <= Math.max(from, index); at++) {
    const record = rowAt(at);
    if (record) ids.add(record.id);
  }
  return { ids, isAll: false, anchor: from };
}

/** The box in the header: all rows of the page, or none. */
export function togglePage(selection: Selection, page: readonly AnyRecord[]): Selection {
  const isFull =
    selection.isAll || (page.length > 0 && page.every((record) => selection.ids.has(record.id)));
  return isFull
    ? nothing
    : {
        ids: new Set([...selection.ids, ...page.map((record) => record.id)]),
        isAll: false,
        anchor: null,
      };
}

/** `all`, `some` or `none` of a page: how its box looks. */
export function shareOf(selection: Selection, page: readonly AnyRecord[]): 'all' | 'some' | 'none' {
  if (selection.isAll) return 'all';
  const chosen = page.filter((record) => selection.ids.has(record.id)).length;
  if (chosen === 0) return selection.ids.size ? 'some' : 'none';
  return chosen === page.length ? 'all' : 'some';
}
