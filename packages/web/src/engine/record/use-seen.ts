import type { AnyRecord, DescribedObject } from '@relata/client';
import { useEffect } from 'react';
import { client } from '../../data/client.ts';
import { patch } from '../../data/records.ts';
import { useMe } from '../../data/session.ts';

/** Whoever opens a new lead of their own takes the mark from it. That it stays where this fails does no harm. */
export function useSeen(object: DescribedObject, record: AnyRecord): void {
  const { viewedBy } = useMe();
  // A workspace's own field may be called the same, and is nobody's mark.
  const isMarked = object.fields['seen']?.writtenBy === 'system';
  const isNew = isMarked && record['seen'] !== true && !viewedBy;
  useEffect(() => {
    if (!isNew) return;
    client.seeLead(record.id).then(
      ({ seen }) => seen && patch(object.name, record.id, { seen }),
      () => undefined,
    );
  }, [isNew, object.name, record.id]);
}
