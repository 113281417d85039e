import { invalid, isId, roles, visibilities } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** Roles that exist, visibilities that are known, and nobody above themselves. */
export async function checkPeople(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    const named = ['role', 'otherRoles'].filter((name) => changing(draft, name));
    for (const name of named) await demandRoles(work, name, [willBe(draft, name) ?? []].flat());
    if (changing(draft, 'visibility')) demandVisibility(work, willBe(draft, 'visibility'));
  }
  await demandSuperiors(
    work,
    drafts.filter((draft) => changing(draft, 'manager') && willBe(draft, 'manager')),
  );
}

/** Superiors are people who work here, and nobody is above themselves, at whatever distance. */
async function demandSuperiors(work: Work, moved: Draft[]): Promise<void> {
  if (!moved.length) return;
  // The workspace's row is the lock: two who are put above each other at once come one after the other.
  await work.connection.query('select 1 from workspace where id = $1 for update', [
    work.workspace.id,
  ]);
  const { rows } = await work.connection.query<{
    id: string;
    name: string;
    manager_id: string | null;
  }>('select id, name, manager_id from "user" where workspace_id = $1 and deleted_at is null', [
    work.workspace.id,
  ]);
  const people = new Map(rows.map((row) => [row.id, row]));
  for (const draft of moved) {
    const person = people.get(draft.id);
    if (person) person.manager_id = String(willBe(draft, 'manager'));
  }
  for (const draft of moved) {
    const superior = people.get(String(willBe(draft, 'manager')));
    if (!superior) throw invalid('manager', 'not_found', 'the record that it names is not there');
    if (superior.id === draft.id)
      throw invalid('manager', 'below_itself', 'nobody reports to themselves');
    const above = new Set<string>();
    for (let at: string | null = superior.id; at; at = people.get(at)?.manager_id ?? null) {
      if (at === draft.id)
        throw invalid('manager', 'reports_below', `${superior.name} reports to this person`, {
          name: superior.name,
        });
      if (above.has(at)) break;
      above.add(at);
    }
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
