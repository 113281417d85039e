import { invalid } from '@relata/model';
import { update } from '#engine/records/update.ts';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** A workspace has exactly one default pipeline (pain 16): a new one takes over, and none can be taken away. */
export async function keepOneDefault(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (
      draft.before?.['isDefault'] === true &&
      willBe(draft, 'isDefault') !== true &&
      work.inAction !== 'takeOver'
    )
      throw invalid('isDefault', 'required', 'make another pipeline the default instead');
    if (!changing(draft, 'isDefault') || willBe(draft, 'isDefault') !== true) continue;
    // The workspace's row is the lock: two people who choose at once come one after the other.
    await work.connection.query('select 1 from workspace where id = $1 for update', [
      work.workspace.id,
    ]);
    const { rows } = await work.connection.query<{ id: string }>(
      'select id from pipeline where workspace_id = $1 and is_default and id <> $2 and deleted_at is null',
      [work.workspace.id, draft.id],
    );
    for (const row of rows)
      await update({ ...work, inAction: 'takeOver' }, 'pipeline', row.id, { isDefault: false });
  }
}
