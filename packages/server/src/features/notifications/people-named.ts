import type { Work } from '#engine/work.ts';

/** Members and leads of each team. */
export async function peopleOfTeams(work: Work): Promise<Map<string, string[]>> {
  const { rows } = await work.connection.query<{ team: string; people: string[] }>(
    `select from_id as team, json_agg(distinct to_id) as people from link
     where workspace_id = $1 and field in ('team.members', 'team.leads') group by from_id`,
    [work.workspace.id],
  );
  return new Map(rows.map((row) => [row.team, row.people]));
}

/** The people in an audience who still work here: named themselves, or with their team. */
export async function peopleNamed(work: Work, audience: unknown): Promise<string[]> {
  if (!Array.isArray(audience) || !audience.length) return [];
  const teams = await peopleOfTeams(work);
  const named = audience.map(String).flatMap((id) => teams.get(id) ?? [id]);
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from "user" where workspace_id = $1 and id = any($2) and active and deleted_at is null order by id`,
    [work.workspace.id, named],
  );
  return rows.map(({ id }) => id);
}
