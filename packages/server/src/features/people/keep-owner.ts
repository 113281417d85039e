import { Refusal } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import { mayChangeOwner } from '#engine/records/owner-change.ts';
import type { Work } from '#engine/work.ts';

/**
 * Whoever may not give records away keeps theirs and makes new ones for themselves. Screen, bulk edit,
 * board, import, undo and API all pass through here.
 */
export async function keepOwner(work: Work, drafts: Draft[], field: string): Promise<void> {
  const [first] = drafts;
  if (field !== 'owner' || !first || mayChangeOwner(work, first.object)) return;
  const given = drafts.filter((draft) =>
    draft.before === null
      ? (willBe(draft, 'owner') ?? work.actor.user) !== work.actor.user
      : changing(draft, 'owner'),
  );
  if (given.length)
    throw new Refusal('forbidden', 'you may not change the owner', {
      reason: 'owner_change',
      details: { object: first.object.name, ids: given.slice(0, 20).map((draft) => draft.id) },
    });
}
