import { isId, objectOf } from '@relata/model';
import { notThere } from '#engine/records/read.ts';
import { reachable, statement, type Work } from '#engine/work.ts';

const pageSize = 50;

interface Row {
  id: string;
  at: string;
  outcome: string;
  why: Record<string, unknown>;
  lead_id: string;
  lead_title: string;
  rule_id: string | null;
  rule_name: string | null;
  owner_id: string | null;
  owner_name: string | null;
  team_id: string | null;
  team_name: string | null;
  partner_id: string | null;
  partner_title: string | null;
  original_title: string | null;
}

/** Of which leads, decided by what: a lead, a rule, whatever came by a source; `after` is the last one of the page before. */
export interface LogQuery {
  lead?: string | undefined;
  rule?: string | undefined;
  source?: string | undefined;
  after?: string | undefined;
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name });

/** Why leads went where, newest first: of those that the actor sees, and naming no record that they do not. */
export async function readLog(work: Work, query: LogQuery) {
  for (const id of Object.values(query)) if (id !== undefined && !isId(id)) throw notThere();
  const made = statement(work);
  const seen = (object: string, alias: string) =>
    reachable(work, objectOf(work.catalog, object), 'read', alias, made);
  const add = (id: string | undefined) => made.parameters.add(id ?? null, 'uuid');
  const [lead, rule, source] = [add(query.lead), add(query.rule), add(query.source)];
  const after = add(query.after);
  const originals = ['lead', 'person', 'company'].map(
    (
      object,
    ) => `(select o.title from ${object} o where o.workspace_id = $1 and d.why ->> 'object' = '${object}'
       and o.id = (d.why ->> 'original')::uuid and o.deleted_at is null and ${seen(object, 'o')})`,
  );
  const { rows } = await work.connection.query<Row>(
    `select d.id, d.at, d.outcome, d.why, d.lead_id, t.title as lead_title, d.rule_id, r.name as rule_name,
       d.owner_id, u.name as owner_name, g.id as team_id, g.name as team_name, c.id as partner_id, c.title as partner_title, coalesce(${originals.join(', ')}) as original_title
     from lead_decision d join lead t on t.workspace_id = $1 and t.id = d.lead_id
     left join lead_rule r on r.workspace_id = $1 and r.id = d.rule_id
     left join "user" u on u.workspace_id = $1 and u.id = d.owner_id
     left join team g on g.workspace_id = $1 and d.target = 'team:' || g.id
     left join company c on c.workspace_id = $1 and c.id = d.partner_id and ${seen('company', 'c')}
     where d.workspace_id = $1 and t.deleted_at is null and ${seen('lead', 't')}
       and (${lead} is null or d.lead_id = ${lead}) and (${rule} is null or d.rule_id = ${rule})
       and (${source} is null or t.received_from_id = ${source})
       and (${after} is null or d.id < ${after})
     order by d.id desc limit ${pageSize + 1}`,
    made.parameters.values,
  );
  const page = rows.slice(0, pageSize);
  return {
    data: page.map((row) => {
      const { original, object, filter, ...why } = row.why;
      return {
        id: row.id,
        at: new Date(row.at).toISOString(),
        outcome: row.outcome,
        lead: { id: row.lead_id, name: row.lead_title },
        rule: named(row.rule_id, row.rule_name ?? String(row.why['rule'] ?? '')),
        owner: named(row.owner_id, row.owner_name),
        team: named(row.team_id, row.team_name),
        partner: named(row.partner_id, row.partner_title),
        original:
          row.original_title === null ? null : { object, id: original, name: row.original_title },
        // The condition as it was; whoever may not see a field may not see what was asked of it either.
        why: work.actor.role.administers ? { ...why, filter } : why,
      };
    }),
    page: { next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null },
  };
}
