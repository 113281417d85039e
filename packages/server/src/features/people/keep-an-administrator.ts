import { Refusal } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Somebody must be left who can change settings and let others in, by whichever of their roles. */
export async function keepAnAdministrator(work: Work, drafts: Draft[]): Promise<void> {
  const people = drafts.filter(
    (draft) =>
      draft.before?.['active'] === true &&
      ['role', 'otherRoles', 'active'].some((field) => changing(draft, field)),
  );
  if (!people.length) return;
  const administering = await administeringRoles(work);
  const isOne = (valueOf: (field: string) => unknown) =>
    valueOf('active') === true &&
    [valueOf('role'), valueOf('otherRoles')].flat().some((role) => administering.has(role));
  const leaving = people.filter(
    (draft) => isOne((field) => draft.before?.[field]) && !isOne((field) => willBe(draft, field)),
  );
  if (leaving.length)
    await demandOthers(
      work,
      administering,
      leaving.map((draft) => draft.id),
    );
}

/** The same where a role stops administering: those who have it must not have been the last. */
export async function keepAnAdministering(work: Work, drafts: Draft[]): Promise<void> {
  const ending = drafts.filter(
    (draft) => draft.before?.['administers'] === true && willBe(draft, 'administers') !== true,
  );
  if (!ending.length) return;
  const administering = await administeringRoles(work);
  for (const { id } of ending) administering.delete(id);
  await demandOthers(work, administering, []);
}

/** Names of shipped roles and ids of the workspace's own that let change settings. */
async function administeringRoles(work: Work): Promise<Set<unknown>> {
  // The workspace's row is the lock: two who take each other's right away come one after the other.
  await work.connection.query('select 1 from workspace where id = $1 for update', [
    work.workspace.id,
  ]);
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from role where workspace_id = $1 and administers and deleted_at is null',
    [work.workspace.id],
  );
  return new Set(['administrator', ...rows.map((row) => row.id)]);
}

async function demandOthers(
  work: Work,
  administering: ReadonlySet<unknown>,
  leaving: string[],
): Promise<void> {
  const { rows } = await work.connection.query(
    `select 1 from "user" where workspace_id = $1 and active and deleted_at is null
       and (role = any($2) or other_roles && $2) and id <> all($3) limit 1`,
    [work.workspace.id, [...administering], leaving],
  );
  if (!rows.length)
    throw new Refusal('conflict', 'the last administrator cannot be taken away', {
      reason: 'last_administrator',
    });
}
