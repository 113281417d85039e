import { useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { RowSource, WindowState } from '../../../data/record-window.ts';
import type { Column } from '../state/columns.ts';
import type { Collection } from '../state/use-collection.ts';
import type { Cursor } from './next-cell.ts';
import { cellId, type RowActions } from './row.tsx';
import { nothing, type Selection } from './selection.ts';

interface Keys {
  collection: Collection;
  window: RowSource;
  state: WindowState;
  columns: readonly Column[];
  cursor: Cursor;
  /** Rows that fit on the screen. */
  fitting: number;
  moveTo: (cursor: Cursor) => void;
  act: RowActions;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  /** Opens or closes the heading of a group; false where the row is none. */
  fold: ((row: number, isOpen?: boolean) => boolean) | undefined;
  /** A cell is being edited; its input may still be on its way. */
  isEditing: boolean;
}

/** The keyboard in the table: arrows or j/k move, x selects, e edits, Enter opens, o looks. */
export function useTableKeys(keys: Keys): {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onContextMenu: (event: MouseEvent<HTMLElement>) => void;
} {
  const navigate = useNavigate();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const {
      collection,
      window,
      state,
      columns,
      cursor,
      fitting,
      moveTo,
      act,
      selection,
      onSelection,
    } = keys;
    if (event.target !== event.currentTarget) return;
    // What is typed before the input is there is not meant for the table.
    if (keys.isEditing) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') act.cancel();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = Math.max(0, state.rows - 1);
    const record = window.row(cursor.row);
    const field = columns[cursor.column]?.field;
    const to = (row: number, column = cursor.column) => {
      const next = {
        row: Math.min(last, Math.max(0, row)),
        column: Math.min(columns.length - 1, Math.max(0, column)),
      };
      if (event.shiftKey && next.row !== cursor.row) {
        if (selection.anchor === null) act.select(cursor.row, false);
        act.select(next.row, true);
      }
      moveTo(next);
    };
    const folds: Record<string, boolean | undefined> = {
      ArrowRight: true,
      ArrowLeft: false,
      Enter: undefined,
      ' ': undefined,
    };
    const actions: Record<string, () => void> = {
      ArrowDown: () => to(cursor.row + 1),
      ArrowUp: () => to(cursor.row - 1),
      ArrowRight: () => to(cursor.row, cursor.column + 1),
      ArrowLeft: () => to(cursor.row, cursor.column - 1),
      j: () => to(cursor.row + 1),
      k: () => to(cursor.row - 1),
      PageDown: () => to(cursor.row + fitting),
      PageUp: () => to(cursor.row - fitting),
      Home: () => to(cursor.row, 0),
      End: () => to(cursor.row, columns.length - 1),
      x: () => act.select(cursor.row, false),
      X: () => act.select(cursor.row, true),
      e: () => field && act.edit(cursor.row, field),
      F2: () => field && act.edit(cursor.row, field),
      o: () => record && act.look(record),
      m: () => record && act.menu(record, placeOf(cursor)),
      ' ': () => record && act.look(record),
      Enter: () =>
        record &&
        void navigate({
          to: '/$plural/$id',
          params: { plural: collection.object.plural, id: record.id },
        }),
      Escape: () => (collection.open ? collection.set({ open: undefined }) : onSelection(nothing)),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in folds && keys.fold?.(cursor.row, folds[event.key])) return;
    action();
  };
  return {
    onKeyDown,
    /** The key for menus, or Shift+F10: meant for the row of the cursor. */
    onContextMenu: (event) => {
      const record = event.target === event.currentTarget && keys.window.row(keys.cursor.row);
      if (!record) return;
      event.preventDefault();
      keys.act.menu(record, placeOf(keys.cursor));
    },
  };
}

/** Where the cell under the cursor is on the screen. */
function placeOf({ row, column }: Cursor): { x: number; y: number } {
  const cell = document.getElementById(cellId(row, column))?.getBoundingClientRect();
  return { x: cell?.left ?? 0, y: cell?.bottom ?? 0 };
}
