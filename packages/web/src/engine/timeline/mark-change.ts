import type { ChangeMark, DescribedObject, TimelineEntry } from '@relata/client';
import i18next from 'i18next';
import { client } from '../../data/client.ts';
import { offerUndo } from '../../data/undo.ts';
import { refreshTimeline } from './use-timeline.ts';

/**
 * Says something of a change, or pins it; the history keeps none of it, so what was there before is what undoes it, of
 * what was changed alone. Fails where somebody else has written another remark meanwhile.
 *
 * @param read the remark that was there when somebody began to write
 */
export async function markChange(
  object: DescribedObject,
  id: string,
  { id: entry, change }: TimelineEntry,
  mark: Partial<ChangeMark>,
  read: string | null = change?.remark ?? null,
): Promise<void> {
  const isSaid = mark.remark !== undefined;
  try {
    const { remark } = await client.markChange(object, id, entry, {
      ...mark,
      ...(isSaid && { was: read }),
    });
    const before = {
      ...(isSaid && { remark: read, was: remark }),
      ...(mark.pinned !== undefined && { pinned: change?.pinned === true }),
    };
    offerUndo({
      batch: () => client.markChange(object, id, entry, before),
      object: object.name,
      text: i18next.t('record:timeline.marked'),
    });
  } finally {
    refreshTimeline(object.name, id);
  }
}
