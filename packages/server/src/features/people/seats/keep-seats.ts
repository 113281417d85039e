import { Refusal } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';
import { lockSeats } from './count-seats.ts';

/** Whoever comes in or comes back needs a free seat, whichever way they come. */
export async function keepSeats(work: Work, drafts: Draft[]): Promise<void> {
  const coming = drafts.filter(
    (draft) => willBe(draft, 'active') !== false && draft.before?.['active'] !== true,
  ).length;
  if (!coming) return;
  const { seats, active } = await lockSeats(work.connection.query, work.workspace.id);
  if (seats === null || active + coming <= seats) return;
  throw new Refusal('conflict', `all ${seats} seats are taken`, {
    reason: 'seats',
    details: { seats, active },
  });
}
