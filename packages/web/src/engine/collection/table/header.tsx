import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useRef, Suspense } from 'react';
import { lazy } from '../../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import {
  type Column,
  isNumeric,
  narrowest,
  resizeColumn,
  widest,
  writeColumns,
} from '../state/columns.ts';
import { readSort, toggleSort, writeSort } from '../state/sort.ts';
import type { Collection } from '../state/use-collection.ts';
import classes from './table.module.css';
import { useColumnDrag } from './use-column-drag.ts';

const ColumnMenu = lazy(() =>
  import('./column-menu.tsx').then((module) => ({ default: module.ColumnMenu })),
);

interface Props {
  collection: Collection;
  columns: readonly Column[];
  offsets: ReadonlyMap<string, number>;
  share: 'all' | 'some' | 'none';
  onSelectPage: () => void;
  /** While a border is dragged: shown, not yet kept. */
  onResizing: (columns: Column[] | null) => void;
}

export function Header({ collection, columns, offsets, share, onSelectPage, onResizing }: Props) {
  const { t } = useTranslation('collection');
  return (
    <div role="row" aria-rowindex={1} className={classes['header']}>
      <div role="columnheader" aria-colindex={1} className={classes['headCheck']}>
        <Checkbox
          size="xs"
          checked={share === 'all'}
          indeterminate={share === 'some'}
          onChange={onSelectPage}
          aria-label={t('table.selectPage')}
        />
      </div>
      {columns.map((column, number) => (
        <Head
          key={column.field}
          collection={collection}
          columns={columns}
          column={column}
          number={number}
          left={offsets.get(column.field)}
          onResizing={onResizing}
        />
      ))}
      <div role="presentation" className={classes['filler']} />
    </div>
  );
}

interface HeadProps extends Pick<Props, 'collection' | 'columns' | 'onResizing'> {
  column: Column;
  number: number;
  left: number | undefined;
}

function Head({ collection, columns, column, number, left, onResizing }: HeadProps) {
  const { object, set } = collection;
  const labels = useLabels();
  const { t } = useTranslation('collection');
  const root = useRef<HTMLDivElement>(null);
  const label = labels.field(object, column.field);
  const steps = readSort(collection.sort);
  const at = steps.findIndex((step) => step.field === column.field);
  const step = steps[at];
  const drag = useColumnDrag(root, column.field, columns, (next) =>
    set({ columns: writeColumns(next) }, true),
  );

  return (
    <div
      ref={root}
      role="columnheader"
      aria-colindex={number + 2}
      aria-sort={step ? (step.descending ? 'descending' : 'ascending') : 'none'}
      className={classes['head']}
      style={column.pinned ? { width: column.width, left } : { width: column.width }}
      data-pinned={column.pinned || undefined}
      data-end={isNumeric(object, column.field) || undefined}
      data-dragging={drag.isDragging || undefined}
      data-drop={drag.side ?? undefined}
    >
      <UnstyledButton
        className={classes['headButton'] ?? ''}
        title={t('table.sortHint', { field: label })}
        onClick={(event) =>
          set({ sort: writeSort(toggleSort(steps, column.field, event.shiftKey)) })
        }
      >
        <span className={classes['headLabel']}>{label}</span>
        {step && (
          <span className={classes['sorted']}>
            {step.descending ? (
              <IconArrowDown size={14} aria-hidden />
            ) : (
              <IconArrowUp size={14} aria-hidden />
            )}
            {steps.length > 1 && at + 1}
          </span>
        )}
      </UnstyledButton>
      <Suspense fallback={<span className={classes['headMenu']} />}>
        <ColumnMenu collection={collection} columns={columns} column={column} label={label} />
      </Suspense>
      <Resizer
        column={column}
        columns={columns}
        label={label}
        onResizing={onResizing}
        onResized={(next) => set({ columns: writeColumns(next) }, true)}
      />
    </div>
  );
}

function Resizer(props: {
  column: Column;
  columns: readonly Column[];
  label: string;
  onResizing: (columns: Column[] | null) => void;
  onResized: (columns: Column[]) => void;
}) {
  const { column, columns, label, onResizing, onResized } = props;
  const { t } = useTranslation('collection');
  const start = useRef<{ x: number; width: number } | null>(null);
  const at = (x: number) =>
    resizeColumn(
      columns,
      column.field,
      (start.current?.width ?? column.width) + x - (start.current?.x ?? x),
    );
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('table.resize', { field: label })}
      aria-valuenow={column.width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      className={classes['resizer']}
      draggable={false}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: column.width };
      }}
      onPointerMove={(event) => {
        if (start.current) onResizing(at(event.clientX));
      }}
      onPointerUp={(event) => {
        if (!start.current) return;
        onResized(at(event.clientX));
        start.current = null;
        onResizing(null);
      }}
      onPointerCancel={() => {
        start.current = null;
        onResizing(null);
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
        if (!by) return;
        event.preventDefault();
        event.stopPropagation();
        onResized(resizeColumn(columns, column.field, column.width + by));
      }}
    />
  );
}
