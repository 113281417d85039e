import { Refusal } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Somebody must be left who can change settings and let others in. */
export async function keepAnAdministrator(work: Work, drafts: Draft[]): Promise<void> {
  const leaving = drafts.filter(
    (draft) =>
      draft.before?.['role'] === 'administrator' &&
      !(willBe(draft, 'role') === 'administrator' && willBe(draft, 'active') === true),
  );
  if (!leaving.length) return;
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from "user" where workspace_id = $1 and role = 'administrator' and active and deleted_at is null`,
    [work.workspace.id],
  );
  if (rows.every((row) => leaving.some((draft) => draft.id === row.id)))
    throw new Refusal('conflict', 'the last administrator cannot be taken away', {
      reason: 'last_administrator',
    });
}
