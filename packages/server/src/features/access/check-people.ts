import { invalid, isId, roles, visibilities } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Roles that exist, visibilities that are known, and nobody above themselves. */
export async function checkPeople(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    const named = ['role', 'otherRoles'].filter((name) => changing(draft, name));
    for (const name of named) await demandRoles(work, name, [willBe(draft, name) ?? []].flat());
    if (changing(draft, 'visibility')) demandVisibility(work, willBe(draft, 'visibility'));
    if (changing(draft, 'manager') && willBe(draft, 'manager') === draft.id)
      throw invalid('manager', 'below_itself', 'nobody reports to themselves');
  }
}

async function demandRoles(work: Work, field: string, names: unknown[]): Promise<void> {
  const own = names.filter((name) => !Object.hasOwn(roles, String(name)));
  if (!own.length) return;
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from role where workspace_id = $1 and id = any($2) and deleted_at is null',
    [work.workspace.id, own.filter(isId)],
  );
  const known = new Set(rows.map((row) => row.id));
  const wrong = own.find((name) => !known.has(String(name)));
  if (wrong !== undefined)
    throw invalid(field, 'option', `there is no role '${String(wrong)}'`, { value: String(wrong) });
}

/** It narrows what stands on its own; what hangs on records follows these. */
function demandVisibility({ catalog }: Work, given: unknown): void {
  for (const [object, value] of Object.entries(given ?? {}))
    if (!catalog.objects[object]?.timeline || !visibilities.some((one) => one === value))
      throw invalid(
        'visibility',
        'option',
        `there is no visibility '${String(value)}' of ${object}`,
        {
          value: String(value),
        },
      );
}
