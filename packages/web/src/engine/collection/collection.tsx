import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useLabels, withTextsOf } from '../../app/language.ts';
import { hasBoard } from '../board/has-board.ts';
import { DropAnywhere } from '../../features/import/file/drop-anywhere.tsx';
import { ViewTabs } from '../views/view-tabs.tsx';
import classes from './collection.module.css';
import { ownBars } from './own-bars.ts';
import { FilterChips } from './filter/chips.tsx';
import { type Collection, useCollection } from './state/use-collection.ts';
import { StatusTabs } from './status-tabs.tsx';
import { useRows } from './state/use-rows.ts';
import { TableFrame } from './table-frame.tsx';
import { TableSkeleton } from './table/skeleton.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';

const Board = lazy(() =>
  withTextsOf(['board', 'views'], import('../board/board.tsx')).then((module) => ({
    default: module.Board,
  })),
);

const Drawer = lazy(() => import('./drawer.tsx').then((module) => ({ default: module.Drawer })));
const Calendar = lazy(() =>
  withTextsOf(['views'], import('../calendar/calendar.tsx')).then((module) => ({
    default: module.Calendar,
  })),
);

/** The records of an object as a table or board, with its views, filters and everything that can be done with many. */
export function CollectionView({
  object,
  isPartOfPage = false,
}: {
  object: DescribedObject;
  isPartOfPage?: boolean;
}) {
  const labels = useLabels();
  const collection = useCollection(object);
  const isNarrow = useMediaQuery('(max-width: 640px)') ?? false;
  const Bar = ownBars[object.name];
  if (!collection)
    return (
      <div className={classes['root']}>
        <Skeleton h={38} radius={0} />
        <TableSkeleton columns={object.columns.length} />
      </div>
    );
  return (
    <div className={classes['root']}>
      <div className={classes['main']}>
        {!isPartOfPage && <h1 className="visually-hidden">{labels.object(object, 'many')}</h1>}
        {!isPartOfPage && Bar && (
          <Suspense fallback={<div className={classes['aboveTabs']} />}>
            <Bar />
          </Suspense>
        )}
        <ViewTabs collection={collection} />
        <Toolbar collection={collection} isNarrow={isNarrow} />
        {collection.layout !== 'board' && <StatusTabs collection={collection} />}
        <FilterChips collection={collection} />
        {collection.layout === 'board' && hasBoard(object) ? (
          <Suspense fallback={<Skeleton m="md" h={360} radius="sm" />}>
            <Board collection={collection} />
          </Suspense>
        ) : collection.layout === 'calendar' ? (
          <Suspense fallback={<Skeleton m="md" h={360} radius="sm" />}>
            <Calendar collection={collection} isNarrow={isNarrow} />
          </Suspense>
        ) : (
          <TableLayout collection={collection} isNarrow={isNarrow} />
        )}
      </div>
      {object.place === 'main' && object.can.import && <DropAnywhere object={object} />}
      {collection.open && (
        <Suspense fallback={null}>
          <Drawer collection={collection} id={collection.open} isNarrow={isNarrow} />
        </Suspense>
      )}
    </div>
  );
}

const GroupedTable = lazy(() =>
  withTextsOf(['views'], import('./groups/grouped-table.tsx')).then((module) => ({
    default: module.GroupedTable,
  })),
);

function TableLayout({ collection, isNarrow }: { collection: Collection; isNarrow: boolean }) {
  return collection.groups ? (
    <Suspense fallback={<TableSkeleton columns={collection.columns.length} />}>
      <GroupedTable collection={collection} by={collection.groups} isNarrow={isNarrow} />
    </Suspense>
  ) : (
    <PlainTable collection={collection} isNarrow={isNarrow} />
  );
}

function PlainTable({ collection, isNarrow }: { collection: Collection; isNarrow: boolean }) {
  const rows = useRows(collection);
  return <TableFrame collection={collection} rows={rows} isNarrow={isNarrow} />;
}
