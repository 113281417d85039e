import type { RecordRef } from '@relata/model';
import { demandRoomToPin } from '#engine/history/pins.ts';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Counts what is about to be pinned, by the records that it is about. */
export async function limitPins(work: Work, drafts: Draft[]): Promise<void> {
  if (work.undoes !== null || work.inAction !== null) return;
  const { name, follows, onTimeline } = drafts[0]?.object ?? {};
  if (!follows || !onTimeline) return;
  const { pinned } = onTimeline;
  const pinning = drafts.filter(
    (draft) => changing(draft, pinned) && willBe(draft, pinned) === true,
  );
  if (!pinning.length) return;
  const ids = pinning.map(({ id }) => id);
  const { rows } = await work.connection.query<{ id: string; record: string }>(
    'select from_id as id, to_id as record from link where workspace_id = $1 and field = $2 and from_id = any($3)',
    [work.workspace.id, `${name}.${follows}`, ids],
  );
  const wanted = new Map<string, number>();
  for (const draft of pinning) {
    const stored = rows.filter(({ id }) => id === draft.id).map(({ record }) => record);
    for (const record of aboutIn(draft, follows) ?? stored)
      wanted.set(record, (wanted.get(record) ?? 0) + 1);
  }
  await demandRoomToPin(work, wanted, ids);
}

const aboutIn = ({ changes }: Draft, follows: string): string[] | null =>
  Array.isArray(changes[follows]) ? (changes[follows] as RecordRef[]).map(({ id }) => id) : null;
