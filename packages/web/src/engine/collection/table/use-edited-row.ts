import type { AnyRecord } from '@relata/client';
import { useRef } from 'react';
import type { RowSource } from '../../../data/record-window.ts';

interface EditedRow {
  index: number;
  record: AnyRecord;
}

/**
 * The record that is being edited and where it stands; where it stood, as it was, while the list does not have it in
 * memory: far away, just being asked for again, or changed by others so that it is no longer one of the list.
 */
export function useEditedRow(id: string | null, window: RowSource): EditedRow | null {
  const known = useRef<EditedRow | null>(null);
  const index = id === null ? -1 : window.indexOf(id);
  const record = window.row(index);
  if (record) known.current = { index, record };
  else if (known.current?.record.id !== id) known.current = null;
  return known.current;
}
