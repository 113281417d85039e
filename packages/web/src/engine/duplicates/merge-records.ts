import type { AnyRecord, DescribedObject, MergeBody } from '@relata/client';
import i18next from 'i18next';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { forget, noteOwnBatch, refreshTables, takeOut } from '../../data/records.ts';
import { offerUndo } from '../../data/undo.ts';

/** Makes others part of a record; their rows leave every list, and one undo brings them back. */
export async function mergeRecords(
  object: DescribedObject,
  id: string,
  body: MergeBody,
): Promise<AnyRecord> {
  const { data, batch } = await client.merge(object, id, body);
  noteOwnBatch(batch);
  takeOut(object.name, body.others);
  forget(object.name, [id, ...body.others]);
  refreshTables(object.name);
  const text = i18next.t('duplicates:merged', { count: body.others.length + 1, title: data.title });
  offerUndo({ batch, object: object.name, text });
  await queryClient.invalidateQueries({ queryKey: ['duplicateGroups', object.name] });
  return data;
}
