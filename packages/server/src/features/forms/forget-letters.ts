import type { Engine } from '#engine/engine.ts';
import type { RecordChange } from '#engine/history/change.ts';
import { wholeOf } from '#engine/merge/merged.ts';
import type { Work } from '#engine/work.ts';

/** Removes what is kept of letters whose links are too old, in all workspaces. */
export async function forgetLetters(engine: Engine): Promise<void> {
  const now = engine.clock.now().toISOString();
  const { rows } = await engine.database.query<{ id: string }>('select id from workspace');
  for (const { id } of rows)
    await engine.database
      .of(id)
      .query('delete from form_confirmation where workspace_id = $1 and expires_at < $2', [
        ...[id, now],
      ]);
}

/** Nor is anything kept of letters to who is not known any more (EP-LEAD-16). */
export async function forgetAnonymised(work: Work, changes: RecordChange[]): Promise<void> {
  for (const { id, after } of changes)
    if (after['anonymisedAt'])
      await work.connection.query(
        `delete from form_confirmation where workspace_id = $1 and lead_id in ${wholeOf('$2')}`,
        [work.workspace.id, id],
      );
}
