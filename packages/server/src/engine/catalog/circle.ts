import type { Circle } from '@relata/model';
import type { Database } from '../../platform/db.ts';
import type { Workspace } from '../work.ts';

interface Team {
  id: string;
  parent_id: string | null;
  people: string[];
}

/** Whose records reach somebody as a colleague's. */
export async function circleOf(
  { query }: Pick<Database, 'query'>,
  workspace: string,
  user: string,
  { superiorsSee, guarded }: Pick<Workspace, 'superiorsSee' | 'guarded'>,
): Promise<Circle> {
  const { rows: teams } = await query<Team>(
    `select t.id, t.parent_id, coalesce((select json_agg(distinct l.to_id) from link l
       where l.workspace_id = $1 and l.from_id = t.id and l.field in ('team.members', 'team.leads')), '[]') as people
     from team t where t.workspace_id = $1 and t.deleted_at is null`,
    [workspace],
  );
  const own = teams.filter((team) => team.people.includes(user));
  const others = (among: readonly Team[]) =>
    [...new Set(among.flatMap((team) => team.people))].filter((id) => id !== user);
  return {
    teams: own.map((team) => team.id),
    team: others(own),
    teamAndBelow: others(below(own, (team) => teams.filter((one) => one.parent_id === team.id))),
    subordinates: superiorsSee ? await subordinatesOf({ query }, workspace, user) : [],
    guarded,
  };
}

async function subordinatesOf(
  { query }: Pick<Database, 'query'>,
  workspace: string,
  user: string,
): Promise<string[]> {
  const { rows } = await query<{ id: string; manager_id: string }>(
    'select id, manager_id from "user" where workspace_id = $1 and manager_id is not null and deleted_at is null',
    [workspace],
  );
  const reports = rows.filter((row) => row.manager_id === user);
  const all = below(reports, (person) => rows.filter((row) => row.manager_id === person.id));
  return all.map((person) => person.id).filter((id) => id !== user);
}

/** The given and everything under them; a circle among them, which two people can make at once, ends nowhere. */
function below<T>(from: readonly T[], under: (one: T) => readonly T[]): T[] {
  const found = new Set(from);
  for (const one of found) for (const next of under(one)) found.add(next);
  return [...found];
}
