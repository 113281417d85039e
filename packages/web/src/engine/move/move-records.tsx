import type { AnyRecord, DescribedObject } from '@relata/client';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { change, changeMany } from '../../data/writes.ts';
import { placeIn } from '../../fields/way.ts';
import { MoveDialog } from './lazy.ts';
import { replacing } from './mapping.ts';
import type { Way } from './move-dialog.tsx';

interface Props {
  object: DescribedObject;
  records: readonly AnyRecord[];
  onClose: () => void;
}

/** Asks to which pipeline records are to be moved, and moves them. */
export function MoveRecords({ object, records, onClose }: Props) {
  const { t } = useTranslation('collection');
  const { stage = '', pipeline = '' } = object.stages ?? {};
  const counts = new Map<string, number>();
  for (const one of records) {
    const from = placeIn(object, one).stage ?? '';
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  const [only] = records;
  const count = records.length;
  const move = async (way: Way) => {
    if (!only) return;
    if (count === 1) {
      const to = way.stages[placeIn(object, only).stage ?? ''];
      await change(object, only, { [pipeline]: way.pipeline, [stage]: to });
      return;
    }
    await changeMany(
      object,
      { ids: records.map(({ id }) => id), replace: { [stage]: replacing(way.stages) } },
      (done) => t('bulk.moved', { count: done, pipeline: way.pipeline.title }),
    );
  };
  return (
    <Suspense fallback={null}>
      <MoveDialog
        object={object}
        what={
          count === 1 && only ? only.title : t('bulk.selected', { count, number: String(count) })
        }
        counts={counts}
        onMove={move}
        onClose={onClose}
      />
    </Suspense>
  );
}
