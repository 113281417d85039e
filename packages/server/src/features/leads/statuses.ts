import type { Work } from '#engine/work.ts';

/** What a status of leads means, whatever it is called. */
export type LeadState = 'new' | 'working' | 'qualified' | 'disqualified';

/** Meanings of live statuses by id. */
export async function statesOf(work: Work, ids: unknown[]): Promise<Map<string, LeadState>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (!wanted.length) return new Map();
  const { rows } = await work.connection.query<{ id: string; means: LeadState }>(
    'select id, means from lead_status where workspace_id = $1 and id = any($2) and deleted_at is null',
    [work.workspace.id, wanted],
  );
  return new Map(rows.map((row) => [row.id, row.means]));
}

/** The first status that means it. There is always one: `keepStatuses`. */
export async function statusThatMeans(work: Work, state: LeadState): Promise<string | null> {
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from lead_status where workspace_id = $1 and means = $2 and deleted_at is null order by position, id limit 1',
    [work.workspace.id, state],
  );
  return rows[0]?.id ?? null;
}
