import type { Work } from '#engine/work.ts';
import type { Decision } from './process-leads.ts';

/** Decisions as the log has them, with the names of whom they are about, for whoever may execute rules. */
export async function nameDecisions(work: Work, decisions: Decision[]) {
  const ids = decisions.flatMap(({ lead, owner, partner, original, turn }) =>
    [lead, owner, partner, original?.id, teamOf(turn?.target)].flatMap((id) => id ?? []),
  );
  const { rows } = await work.connection.query<{ id: string; name: string }>(
    `select id, title as name from lead where workspace_id = $1 and id = any($2)
     union all select id, title from person where workspace_id = $1 and id = any($2)
     union all select id, name from "user" where workspace_id = $1 and id = any($2)
     union all select id, name from team where workspace_id = $1 and id = any($2)
     union all select id, title from company where workspace_id = $1 and id = any($2)`,
    [work.workspace.id, ids],
  );
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return decisions.map(({ lead, outcome, rule, turn, original, owner, partner }) => ({
    lead: named(lead),
    outcome,
    rule: rule && { id: rule.id, name: rule.name },
    owner: named(owner),
    team: named(teamOf(turn?.target)),
    partner: named(partner),
    original: original && { object: original.object, ...named(original.id) },
    why: {
      ...(turn && { percent: turn.percent, had: turn.had, of: turn.of }),
      ...(original && { by: original.by }),
    },
  }));
}

const teamOf = (target: string | undefined): string | null =>
  target?.startsWith('team:') ? target.slice('team:'.length) : null;
