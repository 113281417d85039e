import { invalid, periodName } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** A goal ends on the day on which it starts or later; it is named after its period until somebody names it. */
export async function nameGoals(_work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    const [from, to] = [dayOf(willBe(draft, 'startsOn')), dayOf(willBe(draft, 'endsOn'))];
    if (!from || !to) continue;
    if (to < from) throw invalid('endsOn', 'ends_before', 'a goal ends after it starts');
    const name = willBe(draft, 'name');
    const [start, end] = [draft.before?.['startsOn'], draft.before?.['endsOn']];
    const isAsNamed = name === periodName(dayOf(start) ?? from, dayOf(end) ?? to);
    if (!name || (isAsNamed && !changing(draft, 'name')))
      draft.changes['name'] = periodName(from, to);
  }
}

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
