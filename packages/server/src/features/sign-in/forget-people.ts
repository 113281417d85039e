import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';
import { channel } from './memory.ts';

/** A changed user record: whoever comes as this person is looked up again, from the commit on. */
export async function forgetPeople(work: Work, changes: RecordChange[]): Promise<void> {
  for (const { id } of changes)
    await work.connection.query('select pg_notify($1, $2)', [channel, `user:${id}`]);
}

/** What decides about many: everybody of the workspace is looked up again, from the commit on. */
export async function forgetWorkspace(work: Work): Promise<void> {
  await work.connection.query('select pg_notify($1, $2)', [
    channel,
    `workspace:${work.workspace.id}`,
  ]);
}
