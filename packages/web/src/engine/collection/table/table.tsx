import type { AnyRecord } from '@relata/client';
import {
  Suspense,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { lazy } from '../../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import type { RowSource, WindowState } from '../../../data/record-window.ts';
import { pageSize } from '../../../data/record-window.ts';
import { usePreloadedInputs } from '../../../fields/index.tsx';
import { rowHeightStyle, useRowHeight } from '../../../ui/row-height.ts';
import { useVirtualRows } from '../../../ui/use-virtual-rows.ts';
import { useColours } from '../colours/use-colours.ts';
import { type Column, pinnedOffsets } from '../state/columns.ts';
import type { Collection } from '../state/use-collection.ts';
import { Header } from './header.tsx';
import type { Cursor } from './next-cell.ts';
import { cellId, Row, type RowActions, type RowWords } from './row.tsx';
import { extend, isSelected, type Selection, shareOf, toggle, togglePage } from './selection.ts';
import classes from './table.module.css';
import { Totals } from './totals.tsx';
import { useCellEditing } from './use-cell-editing.ts';
import { useEditedRow } from './use-edited-row.ts';
import { useTableKeys } from './use-table-keys.ts';

const checkWidth = 40;

/** Rows that are no records: headings of groups. */
export interface Headings {
  /** Draws one; null where the row shows a record. */
  render: (index: number, row: DrawnRow) => ReactNode;
  /** Whether the row is one. */
  isOne: (index: number) => boolean;
  /** Opens or closes one, or turns it round; false where the row is none. */
  fold: (index: number, isOpen?: boolean) => boolean;
}

export interface DrawnRow {
  top: number;
  columns: readonly Column[];
  offsets: ReadonlyMap<string, number>;
  /** Number of the column under the cursor; null where the cursor is in another row. */
  cursor: number | null;
}

interface Props {
  collection: Collection;
  rows: { window: RowSource; state: WindowState; isWaiting: boolean };
  headings?: Headings | undefined;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  /** Narrow screens: only the title's column keeps its place, and takes less of it. */
  isNarrow: boolean;
  grid: RefObject<HTMLDivElement | null>;
}

const RowMenu = lazy(() =>
  import('./row-menu.tsx').then((module) => ({ default: module.RowMenu })),
);

export function Table({
  collection,
  rows: { window, state, isWaiting },
  headings,
  selection,
  onSelection,
  isNarrow,
  grid,
}: Props) {
  const { object, set, open } = collection;
  const colours = useColours(collection);
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const [resizing, setResizing] = useState<Column[] | null>(null);
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const [menu, setMenu] = useState<{ row: AnyRecord; at: { x: number; y: number } } | null>(null);

  const columns = useMemo(() => {
    const shown = resizing ?? collection.columns;
    if (!isNarrow) return shown;
    return shown.map((one) => ({
      ...one,
      pinned: one.field === 'title',
      width: Math.min(one.width, one.field === 'title' ? 168 : 160),
    }));
  }, [resizing, collection.columns, isNarrow]);
  const offsets = useMemo(() => pinnedOffsets(columns, checkWidth), [columns]);
  const width = checkWidth + columns.reduce((sum, column) => sum + column.width, 0);

  const rowHeight = useRowHeight();
  const view = useVirtualRows(grid, state.rows, rowHeight, rowHeight * 2);
  const { first, last, reveal } = view;
  useEffect(() => {
    if (!isWaiting && state.rows) window.show(first, last);
  }, [window, first, last, isWaiting, state.rows]);

  usePreloadedInputs(state.isReady);

  // Back on a list that was left: where it was.
  useEffect(() => {
    const element = grid.current;
    if (!element) return undefined;
    element.scrollTop = window.scrollTop;
    const remember = () => {
      window.scrollTop = element.scrollTop;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [window, grid]);
  const page = pageAt(window, first);
  const latest = useRef({ window, selection, onSelection, set });
  latest.current = { window, selection, onSelection, set };

  const moveTo = useCallback(
    (next: Cursor) => {
      setCursor(next);
      reveal(next.row);
      revealColumn(grid.current, next.column, columns, offsets);
      // The quick look follows the cursor.
      const record = window.row(next.row);
      if (open && record && record.id !== open) set({ open: record.id }, true);
    },
    [reveal, columns, offsets, grid, window, open, set],
  );
  const editing = useCellEditing(
    { object, window, columns, rows: state.rows, isHeading: headings?.isOne, moveTo },
    grid,
  );
  const act = useMemo<RowActions>(
    () => ({
      select(index, isRange) {
        const { window: now, selection: chosen, onSelection: tell } = latest.current;
        const record = now.row(index);
        if (!record) return;
        tell(
          isRange ? extend(chosen, index, now.row) : toggle(chosen, record.id, index, now.loaded()),
        );
      },
      point: (row, column) => setCursor({ row, column }),
      ...editing.act,
      look: (record) => latest.current.set({ open: record.id }),
      menu: (row, at) => setMenu({ row, at }),
    }),
    [editing.act],
  );

  const byKeys = useTableKeys({
    collection,
    window,
    state,
    columns,
    cursor,
    fitting: view.fitting,
    moveTo,
    act,
    selection,
    onSelection,
    fold: headings?.fold,
    isEditing: editing.now !== null,
  });

  const words = useMemo<RowWords>(
    () => ({
      select: around(t('table.select', { title: gap })),
      look: around(t('table.look', { title: gap })),
      menu: around(t('table.menu', { title: gap })),
      edit: t('table.edit'),
      untitled: t('table.untitled'),
    }),
    [t],
  );

  // A row that scrolls out on one side comes in again on the other: its place in the document is used again.
  const places = view.fitting + 20;
  const rendered: { index: number; record: AnyRecord | undefined }[] = [];
  for (let index = first; index <= last; index++)
    rendered.push({ index, record: window.row(index) });
  // Scrolled away or moved by others, it stays: with it would go what somebody is typing there.
  const edited = useEditedRow(editing.now?.id ?? null, window);
  if (edited && !rendered.some(({ record }) => record?.id === edited.record.id))
    rendered.push(edited);
  const cursorIsHere = cursor.row >= first && cursor.row <= last;

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className={classes['scroller']}
      style={rowHeightStyle(rowHeight)}
      aria-label={labels.object(object, 'many')}
      aria-rowcount={state.totalIsLowerBound || state.total === null ? -1 : state.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={!state.isReady || isWaiting}
      aria-activedescendant={
        cursorIsHere && state.rows ? cellId(cursor.row, cursor.column) : undefined
      }
      data-waiting={isWaiting || undefined}
      {...byKeys}
    >
      <div role="presentation" className={classes['inner']} style={{ width }}>
        <Header
          collection={collection}
          columns={columns}
          offsets={offsets}
          share={shareOf(selection, page)}
          onSelectPage={() => onSelection(togglePage(selection, page))}
          onResizing={setResizing}
        />
        <div role="rowgroup" className={classes['rows']} style={{ height: view.height }}>
          {rendered.map(({ index, record }) => {
            const top = view.offset + (index - first) * rowHeight;
            const heading =
              !record &&
              headings?.render(index, {
                top,
                columns,
                offsets,
                cursor: cursor.row === index ? cursor.column : null,
              });
            if (heading) return heading;
            const isEdited = record !== undefined && editing.now?.id === record.id;
            return (
              <Row
                // What is being edited keeps its input where others put rows above it.
                key={isEdited ? record.id : index % places}
                object={object}
                record={record}
                index={index}
                rule={record && colours.of(record)}
                top={isEdited ? Math.max(0, Math.min(top, view.height - rowHeight)) : top}
                columns={columns}
                offsets={offsets}
                isSelected={record !== undefined && isSelected(selection, record.id)}
                isOpen={record !== undefined && record.id === open}
                cursor={cursor.row === index ? cursor.column : null}
                editing={isEdited && editing.now ? editing.now.field : null}
                refused={record && editing.refused.get(record.id)}
                act={act}
                words={words}
              />
            );
          })}
        </div>
        <Totals
          collection={collection}
          columns={columns}
          offsets={offsets}
          window={window}
          state={state}
        />
      </div>
      {menu && (
        <Suspense fallback={null}>
          <RowMenu
            key={`${menu.row.id} ${menu.at.x} ${menu.at.y}`}
            object={object}
            {...menu}
            onLook={() => act.look(menu.row)}
            onClose={() => {
              setMenu(null);
              grid.current?.focus({ preventScroll: true });
            }}
          />
        </Suspense>
      )}
      {!state.isReady && <span className="visually-hidden">{t('table.loading')}</span>}
    </div>
  );
}

const gap = '\u0000';

/** A text with a gap for the title, put together without asking for the translation again in every row. */
function around(text: string): (title: string) => string {
  const [before = '', after = ''] = text.split(gap);
  return (title) => before + title + after;
}

/** The rows of the page that is being looked at: what the box in the header chooses. */
function pageAt(window: RowSource, first: number): AnyRecord[] {
  const start = Math.floor((first + 8) / pageSize) * pageSize;
  const found: AnyRecord[] = [];
  for (let index = start; index < start + pageSize; index++) {
    const record = window.row(index);
    if (record) found.push(record);
  }
  return found;
}

function revealColumn(
  grid: HTMLElement | null,
  number: number,
  columns: readonly Column[],
  offsets: ReadonlyMap<string, number>,
): void {
  const column = columns[number];
  if (!grid || !column || column.pinned) return;
  const pinned =
    checkWidth + columns.reduce((sum, one) => sum + (offsets.has(one.field) ? one.width : 0), 0);
  const left = checkWidth + columns.slice(0, number).reduce((sum, one) => sum + one.width, 0);
  if (left < grid.scrollLeft + pinned) grid.scrollLeft = left - pinned;
  else if (left + column.width > grid.scrollLeft + grid.clientWidth)
    grid.scrollLeft = left + column.width - grid.clientWidth;
}
