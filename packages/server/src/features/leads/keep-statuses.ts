import { invalid, Refusal } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import { update } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { statusThatMeans } from './statuses.ts';

/** What a status means stays: leads that are in it would no longer be what they are. One of them is for touched leads. */
export async function keepStatuses(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.before !== null && changing(draft, 'means') && work.undoes === null)
      throw invalid('means', 'status_stays', 'what a status means stays');
    if (!changing(draft, 'onTouch') || willBe(draft, 'onTouch') !== true) continue;
    if (willBe(draft, 'means') !== 'new' && willBe(draft, 'means') !== 'working')
      throw invalid('onTouch', 'open_status', 'only an open status');
    // The workspace's row is the lock: two people who choose at once come one after the other.
    await work.connection.query('select 1 from workspace where id = $1 for update', [
      work.workspace.id,
    ]);
    const { rows } = await work.connection.query<{ id: string }>(
      'select id from lead_status where workspace_id = $1 and on_touch and id <> $2 and deleted_at is null',
      [work.workspace.id, draft.id],
    );
    for (const row of rows) await update(work, 'leadStatus', row.id, { onTouch: false });
  }
}

/** The last status of a meaning stays: leads come from somewhere, and go somewhere. */
export async function guardStatuses(work: Work, changes: RecordChange[]): Promise<void> {
  if (!changes.some((change) => change.action === 'delete') || work.undoes !== null) return;
  for (const means of ['new', 'working', 'qualified', 'disqualified'] as const)
    if ((await statusThatMeans(work, means)) === null)
      throw new Refusal('conflict', 'leads need a status of this meaning', {
        reason: 'status_needed',
        details: { means },
      });
}
