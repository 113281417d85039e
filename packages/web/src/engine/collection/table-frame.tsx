import { Button } from '@mantine/core';
import { IconBolt, IconFilterOff, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { asSentence, useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import type { RowSource, WindowState } from '../../data/record-window.ts';
import { Empty } from '../../ui/empty.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { askCreate } from '../forms/ask-create.ts';
import classes from './collection.module.css';
import { type Collection, unchanged } from './state/use-collection.ts';
import { nothing, type Selection } from './table/selection.ts';
import { TableSkeleton } from './table/skeleton.tsx';
import { type Headings, Table } from './table/table.tsx';

const BulkBar = lazy(() =>
  import('./bulk/bulk-bar.tsx').then((module) => ({ default: module.BulkBar })),
);

interface Props {
  collection: Collection;
  rows: { window: RowSource; state: WindowState; isWaiting: boolean };
  headings?: Headings;
  isNarrow: boolean;
}

/** A table with what surrounds it: what to do with chosen rows, and what stands there while or because there are none. */
export function TableFrame({ collection, rows, headings, isNarrow }: Props) {
  const { filter, q, set } = collection;
  const { t } = useTranslation(['collection', 'app']);
  const problem = useProblemText();
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
          headings={headings}
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
            loaded={window.loaded()}
            total={{ count: state.total, isLowerBound: state.totalIsLowerBound }}
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
