import type { Work } from '#engine/work.ts';
import type { Decision } from './process-leads.ts';

/** Decisions with the names of whom they are about, for whoever may execute rules. */
export async function nameDecisions(work: Work, decisions: Decision[]) {
  const ids = decisions.flatMap(({ lead, owner, partner }) => [
    lead,
    owner ?? lead,
    partner ?? lead,
  ]);
  const { rows } = await work.connection.query<{ id: string; name: string }>(
    `select id, title as name from lead where workspace_id = $1 and id = any($2)
     union all select id, name from "user" where workspace_id = $1 and id = any($2)
     union all select id, title from company where workspace_id = $1 and id = any($2)`,
    [work.workspace.id, ids],
  );
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return decisions.map(({ lead, outcome, rule, original, owner, partner }) => ({
    lead: named(lead),
    outcome,
    rule: rule && { id: rule.id, name: rule.name },
    by: original?.by ?? null,
    owner: named(owner),
    partner: named(partner),
  }));
}
