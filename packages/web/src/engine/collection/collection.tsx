import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { IconBolt, IconFilterOff, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asSentence, useLabels, withTextsOf } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { askCreate } from '../forms/ask-create.ts';
import { DropAnywhere } from '../../features/import/file/drop-anywhere.tsx';
import { ViewTabs } from '../views/view-tabs.tsx';
import classes from './collection.module.css';
import { FilterChips } from './filter/chips.tsx';
import { type Collection, unchanged, useCollection } from './state/use-collection.ts';
import { useRows } from './state/use-rows.ts';
import { nothing, type Selection } from './table/selection.ts';
import { Table } from './table/table.tsx';
import { TableSkeleton } from './table/skeleton.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';

const BulkBar = lazy(() =>
  import('./bulk/bulk-bar.tsx').then((module) => ({ default: module.BulkBar })),
);
const Board = lazy(() =>
  import('../board/board.tsx').then((module) => ({ default: module.Board })),
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
        <ViewTabs collection={collection} />
        <Toolbar collection={collection} isNarrow={isNarrow} />
        <FilterChips collection={collection} />
        {collection.layout === 'board' && object.board ? (
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

function TableLayout({ collection, isNarrow }: { collection: Collection; isNarrow: boolean }) {
  const { filter, q, set } = collection;
  const { t } = useTranslation(['collection', 'app']);
  const problem = useProblemText();
  const rows = useRows(collection);
  const { window, state } = rows;
  const grid = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>(nothing);
  const asked = JSON.stringify([filter, q]);
  useEffect(() => setSelection(nothing), [asked]);
  const isChosen = selection.isAll || selection.ids.size > 0;

  if (state.error)
    return (
      <Empty
        role="alert"
        icon={<IconFilterOff size={28} stroke={1.4} />}
        title={t('app:problem.title')}
        text={problem(state.error)}
      >
        <Button variant="default" onClick={() => window.refresh()}>
          {t('app:again')}
        </Button>
        {state.error.status === 400 && (
          <Button onClick={() => set({ ...unchanged, q: undefined })}>{t('filter.reset')}</Button>
        )}
      </Empty>
    );
  const { can } = collection.object;
  if (!state.isReady) return <TableSkeleton columns={collection.columns.length} />;
  return (
    <div className={classes['frame']}>
      {state.isSlow && (
        <p className={classes['slow']} role="status">
          <IconBolt size={16} aria-hidden />
          {t('table.slow')}
        </p>
      )}
      {state.rows === 0 ? (
        <NoRows collection={collection} />
      ) : (
        <Table
          collection={collection}
          rows={rows}
          selection={selection}
          onSelection={setSelection}
          isNarrow={isNarrow}
          grid={grid}
        />
      )}
      {isChosen && (can.bulk || can.delete || can.export) && (
        <Suspense fallback={null}>
          <BulkBar
            collection={collection}
            selection={selection}
            onSelection={setSelection}
            window={window}
            state={state}
          />
        </Suspense>
      )}
    </div>
  );
}

function NoRows({ collection }: { collection: Collection }) {
  const { object, filter, q, setFilter } = collection;
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const navigate = useNavigate();
  if (q || Object.keys(filter).length)
    return (
      <Empty
        icon={<IconSearchOff size={28} stroke={1.4} />}
        title={t('empty.nothingFound')}
        text={t('empty.nothingFoundText')}
      >
        <Button variant="default" onClick={() => setFilter({}, { q: undefined })}>
          {t('empty.clearFilter')}
        </Button>
      </Empty>
    );
  const mayImport = object.place === 'main' && object.can.import;
  return (
    <Empty
      icon={<ObjectIcon name={object.icon} size={28} />}
      title={asSentence(
        t('empty.title', { objects: labels.object(object, 'many').toLocaleLowerCase() }),
      )}
      text={mayImport ? t('empty.text') : t('empty.textNoImport')}
    >
      {object.can.create && (
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => void askCreate({ object: object.name })}
        >
          {labels.object(object, 'new')}
        </Button>
      )}
      {mayImport && (
        <Button
          variant="default"
          onClick={() => void navigate({ href: `/${object.plural}/import` })}
        >
          {t('empty.import')}
        </Button>
      )}
    </Empty>
  );
}
