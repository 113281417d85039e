import { withoutDirection } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/**
 * Only what may come in has a direction. Whoever plans a call makes it, unless it is said to have come in; and what
 * came in and has no date is to be answered today (plug-bitrix24-pipedrive §3.2).
 */
export function tellDirection(work: Work, drafts: Draft[]): void {
  if (work.undoes !== null) return;
  for (const draft of drafts) {
    const isNew = draft.before === null;
    if (!isNew && !changing(draft, 'category') && !changing(draft, 'direction')) continue;
    if (withoutDirection.includes(String(willBe(draft, 'category')))) {
      if (isNew || willBe(draft, 'direction') !== null) draft.changes['direction'] = null;
      continue;
    }
    if (isNew && !draft.given.has('direction')) draft.changes['direction'] = 'outgoing';
    const waits = willBe(draft, 'direction') === 'incoming' && willBe(draft, 'done') !== true;
    if (waits && !willBe(draft, 'due'))
      Object.assign(draft.changes, { due: work.now, allDay: true });
  }
}
