import { invalid } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Teams form a tree: none lies below itself. */
export async function checkTeams(work: Work, drafts: Draft[]): Promise<void> {
  const moved = drafts.filter((draft) => changing(draft, 'parent') && willBe(draft, 'parent'));
  if (!moved.length) return;
  // The workspace's row is the lock: two that are put below each other at once come one after the other.
  await work.connection.query('select 1 from workspace where id = $1 for update', [
    work.workspace.id,
  ]);
  const { rows } = await work.connection.query<{ id: string; parent_id: string | null }>(
    'select id, parent_id from team where workspace_id = $1 and deleted_at is null',
    [work.workspace.id],
  );
  const parents = new Map(rows.map((row) => [row.id, row.parent_id]));
  for (const draft of moved) parents.set(draft.id, String(willBe(draft, 'parent')));
  for (const draft of moved) {
    const above = new Set<string>();
    for (let at = parents.get(draft.id); at; at = parents.get(at)) {
      if (at === draft.id || above.has(at))
        throw invalid('parent', 'below_itself', 'a team cannot lie below itself');
      above.add(at);
    }
  }
}
