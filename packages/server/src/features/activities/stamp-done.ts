import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Notes when an activity was done, and forgets it when it is opened again. */
export function stampDone(work: Work, drafts: Draft[]): void {
  for (const draft of drafts) {
    if (!changing(draft, 'done')) continue;
    draft.changes['doneAt'] = willBe(draft, 'done') === true ? work.now : null;
  }
}
