import type { AnyRecord, DescribedObject } from '@relata/client';
import { Suspense } from 'react';
import { change } from '../../data/writes.ts';
import { placeIn } from '../../fields/way.ts';
import { MoveDialog } from './lazy.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  onClose: () => void;
}

/** Asks to which pipeline a record is to be moved, and moves it. */
export function MoveRecord({ object, record, onClose }: Props) {
  const { stage = '', pipeline = '' } = object.stages ?? {};
  const from = placeIn(object, record).stage ?? '';
  return (
    <Suspense fallback={null}>
      <MoveDialog
        object={object}
        what={record.title}
        counts={new Map([[from, 1]])}
        onMove={async (way) => {
          await change(object, record, { [pipeline]: way.pipeline, [stage]: way.stages[from] });
        }}
        onClose={onClose}
      />
    </Suspense>
  );
}
