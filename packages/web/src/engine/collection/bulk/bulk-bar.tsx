import { Button, CloseButton } from '@mantine/core';
import {
  IconArrowMerge,
  IconDownload,
  IconPencil,
  IconTagMinus,
  IconTagPlus,
  IconTrash,
  IconUserCircle,
} from '@tabler/icons-react';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { lazy } from '../../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '@relata/client';
import { showsActivities } from '@relata/model';
import { useFormat } from '../../../app/format.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { askExport } from '../../../features/export/ask-export.ts';
import type { Collection } from '../state/use-collection.ts';
import { Panel } from '../../../ui/panel.tsx';
import { MergeDialog } from '../../duplicates/lazy.ts';
import { nothing, type Selection, shareOf } from '../table/selection.ts';
import classes from './bulk-bar.module.css';
import { type Change, changeSelected } from './change-selected.ts';

const BulkEdit = lazy(() =>
  import('./bulk-edit.tsx').then((module) => ({ default: module.BulkEdit })),
);
const BulkActions = lazy(() =>
  import('./bulk-actions.tsx').then((module) => ({ default: module.BulkActions })),
);
const BulkPlan = lazy(() =>
  import('./bulk-plan.tsx').then((module) => ({ default: module.BulkPlan })),
);
const BulkTags = lazy(() =>
  import('./bulk-tags.tsx').then((module) => ({ default: module.BulkTags })),
);

/** So many become one at most. */
const mostMerged = 50;
/** So many picked records leave in one file. */
const mostPicked = 10_000;

interface Props {
  collection: Collection;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  /** What is in sight or has been: it is 'all' of these before it is all that match. */
  loaded: readonly AnyRecord[];
  /** How many match; null where that is not known. */
  total: { count: number | null; isLowerBound: boolean };
}

/** What can be done with everything that is selected. */
export function BulkBar({ collection, selection, onSelection, loaded, total }: Props) {
  const { object, filter, q, sort, columns } = collection;
  const { t } = useTranslation('collection');
  const planned = useCatalog().objects['activity'];
  const format = useFormat();
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const count = selection.isAll ? (total.count ?? 0) : selection.ids.size;
  const number = `${format.number(count)}${selection.isAll && total.isLowerBound ? '+' : ''}`;
  const offersAll =
    !selection.isAll &&
    shareOf(selection, loaded) !== 'none' &&
    (total.count ?? 0) > selection.ids.size;
  const tooManyToExport = !selection.isAll && selection.ids.size > mostPicked;

  const run = async (change: Change, text: (count: number) => string) => {
    const how = await changeSelected(collection, selection, total, change, text);
    if (how === 'inBackground') tell(t('bulk.inBackground'));
    if (change.delete) onSelection(nothing);
  };
  const apply = (change: Change, text: (count: number) => string) => {
    run(change, text).catch(sayProblem);
  };

  return (
    <div className={classes['bar']} data-bulk-bar role="region" aria-label={t('bulk.label')}>
      <span className={classes['count']} aria-live="polite">
        {t('bulk.selected', { count, number })}
      </span>
      {offersAll && (
        <Button
          className={classes['all'] ?? ''}
          size="compact-sm"
          variant="subtle"
          onClick={() => onSelection({ ...nothing, isAll: true })}
        >
          {t('bulk.selectAll', {
            number: `${format.number(total.count ?? 0)}${total.isLowerBound ? '+' : ''}`,
          })}
        </Button>
      )}
      <div className={classes['actions']}>
        {object.can.update && object.can.bulk && (
          <>
            <Opens icon={<IconPencil size={16} aria-hidden />} label={t('bulk.edit')}>
              {(close) => (
                <BulkEdit
                  object={object}
                  count={count}
                  number={number}
                  onApply={(set, text) => (apply({ set }, text), close())}
                />
              )}
            </Opens>
            {object.fields['owner'] && !object.fields['owner'].writtenBy && (
              <Opens icon={<IconUserCircle size={16} aria-hidden />} label={t('bulk.owner')}>
                {(close) => (
                  <BulkEdit
                    object={object}
                    field="owner"
                    count={count}
                    number={number}
                    onApply={(set, text) => (apply({ set }, text), close())}
                  />
                )}
              </Opens>
            )}
            <Opens icon={<IconTagPlus size={16} aria-hidden />} label={t('bulk.addTags')}>
              {(close) => (
                <BulkTags
                  label={t('bulk.addTags')}
                  onApply={(tags) => (
                    apply({ addTags: tags }, (done) =>
                      t('bulk.tagged', { count: done, tags: format.list(tags) }),
                    ),
                    close()
                  )}
                />
              )}
            </Opens>
            <Opens icon={<IconTagMinus size={16} aria-hidden />} label={t('bulk.removeTags')}>
              {(close) => (
                <BulkTags
                  label={t('bulk.removeTags')}
                  onApply={(tags) => (
                    apply({ removeTags: tags }, (done) =>
                      t('bulk.untagged', { count: done, tags: format.list(tags) }),
                    ),
                    close()
                  )}
                />
              )}
            </Opens>
          </>
        )}
        {object.can.bulk && (
          <Suspense fallback={null}>
            <BulkActions
              collection={collection}
              selection={selection}
              count={count}
              number={number}
              onRun={run}
            />
          </Suspense>
        )}
        {object.can.bulk && showsActivities(object) && planned?.can.create && (
          <Suspense fallback={null}>
            <BulkPlan planned={planned} what={t('bulk.selected', { count, number })} onRun={run} />
          </Suspense>
        )}
        {object.can.export && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={tooManyToExport}
            title={tooManyToExport ? t('bulk.tooManyToExport', { count: mostPicked }) : undefined}
            onClick={() =>
              askExport({
                object,
                sort,
                columns: columns.map((column) => column.field),
                count: { number: count, isLowerBound: selection.isAll && total.isLowerBound },
                isSelection: true,
                ...(selection.isAll ? { filter, q } : { ids: [...selection.ids] }),
              })
            }
          >
            {t('bulk.export')}
          </Button>
        )}
        {object.place === 'main' && object.can.update && object.can.delete && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowMerge size={16} aria-hidden />}
            disabled={selection.isAll || count < 2 || count > mostMerged}
            onClick={() => setMerging([...selection.ids])}
          >
            {t('bulk.merge')}
          </Button>
        )}
        {object.can.delete && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => apply({ delete: true }, (done) => t('bulk.deleted', { count: done }))}
          >
            {t('bulk.delete')}
          </Button>
        )}
      </div>
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog
            object={object}
            ids={merging}
            onClose={(merged) => {
              setMerging(null);
              if (merged) onSelection(nothing);
            }}
          />
        </Suspense>
      )}
      <CloseButton
        className={classes['close'] ?? ''}
        aria-label={t('bulk.clear')}
        onClick={() => onSelection(nothing)}
      />
    </div>
  );
}

function Opens({
  icon,
  label,
  children,
}: {
  icon: ReactNode;
  label: string;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Panel
      opened={isOpen}
      onClose={close}
      label={label}
      waiting={{ height: 90 }}
      position="top-start"
      width={320}
      padding="sm"
      target={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={icon}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      }
    >
      {children(close)}
    </Panel>
  );
}
