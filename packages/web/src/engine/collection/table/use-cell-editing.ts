import type { DescribedObject } from '@relata/client';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useProblemText } from '../../../app/problem-text.ts';
import type { RowSource } from '../../../data/record-window.ts';
import { sayProblem } from '../../../data/undo.ts';
import { change } from '../../../data/writes.ts';
import { sameValue } from '../../../fields/same-value.ts';
import type { Column } from '../state/columns.ts';
import { isEditable } from './cell-editor.tsx';
import { type Cursor, nextCell, type Way } from './next-cell.ts';
import type { RefusedCell, RowActions } from './row.tsx';

interface Table {
  object: DescribedObject;
  window: RowSource;
  columns: readonly Column[];
  rows: number;
  /** Where some rows are headings of groups. */
  isHeading: ((row: number) => boolean) | undefined;
  moveTo: (cell: Cursor) => void;
}

interface Editing {
  /** The list in which it was begun: another one ends it. */
  window: RowSource;
  /** Null while the row is on its way; it opens once it is there. */
  id: string | null;
  field: string;
  /** Where the record stood when it was begun: others may have moved it since. */
  row: number;
  /** Column where the row was begun, once Tab has been used: Enter leads there in the next one. */
  begun: number | null;
}

/**
 * Cells are changed where they stand, one after the other without leaving the keyboard: Tab and Shift+Tab save and go
 * to the cell beside it, Enter then to the next row; Escape leaves, and so does Enter where a single cell is changed.
 */
export function useCellEditing(table: Table, grid: RefObject<HTMLDivElement | null>) {
  const problem = useProblemText();
  const [latestEditing, setEditing] = useState<Editing | null>(null);
  const editing = latestEditing?.window === table.window ? latestEditing : null;
  const [refusals, setRefusals] = useState<readonly RefusedCell[]>([]);
  const refused = useMemo(() => Map.groupBy(refusals, ({ id }) => id), [refusals]);
  const latest = useRef({ table, editing });
  latest.current = { table, editing };
  const act = useMemo<Pick<RowActions, 'edit' | 'save' | 'cancel'>>(() => {
    const leave = () => {
      setEditing(null);
      grid.current?.focus({ preventScroll: true });
    };
    const begin = (row: number, field: string, begun: number | null): boolean => {
      const { object, window } = latest.current.table;
      const record = window.row(row);
      if (!record || !isEditable(object, field)) return false;
      setRefusals((now) => now.filter((one) => one.id !== record.id || one.field !== field));
      setEditing({ window, id: record.id, field, row, begun });
      return true;
    };
    const goOn = (way: Way): boolean => {
      const { editing: at, table: now } = latest.current;
      if (!at?.id) return false;
      const { object, window, columns, rows, isHeading = () => false, moveTo } = now;
      const row = window.indexOf(at.id);
      if (row < 0) return false;
      const column = columns.findIndex((one) => one.field === at.field);
      const begun = at.begun ?? (way === 'down' ? null : column);
      if (begun === null) return false;
      const cell = nextCell({ row, column }, way, begun, {
        editable: columns.map((one) => isEditable(object, one.field)),
        isHeading,
        rows,
      });
      const field = cell && columns[cell.column]?.field;
      if (!cell || field === undefined) return false;
      moveTo(cell);
      const isNewRow = way !== 'down' && cell.row !== row;
      const next = isNewRow ? cell.column : begun;
      if (window.row(cell.row)) return begin(cell.row, field, next);
      setEditing({ window, id: null, field, row: cell.row, begun: next });
      grid.current?.focus({ preventScroll: true });
      return true;
    };
    return {
      edit: (row, field) => void begin(row, field, null),
      cancel: leave,
      save(record, field, changes, way) {
        if (way === null || !goOn(way)) leave();
        const isSame = Object.entries(changes).every(([name, value]) =>
          sameValue(value, record[name]),
        );
        if (isSame) return;
        change(latest.current.table.object, record, changes).catch((error: unknown) => {
          const mine = { id: record.id, field, reason: problem(error) };
          setRefusals((now) => [
            ...now.filter((one) => one.id !== mine.id || one.field !== field),
            mine,
          ]);
          setTimeout(() => setRefusals((now) => now.filter((one) => one !== mine)), 8000);
          // Whoever is at another cell by now may not see this one.
          if (latest.current.editing) sayProblem(error);
        });
      },
    };
  }, [grid, problem]);
  const isElsewhere = latestEditing !== editing;
  useEffect(() => {
    if (isElsewhere) setEditing(null);
  }, [isElsewhere]);
  const isAwaited = editing?.id === null;
  const awaited = isAwaited ? table.window.row(editing.row) : undefined;
  const isGone = isAwaited && editing.row >= table.rows;
  useEffect(() => {
    if (awaited) setEditing((now) => (now && now.id === null ? { ...now, id: awaited.id } : now));
    else if (isGone) setEditing(null);
  }, [awaited, isGone]);
  return { now: editing, refused, act };
}
