import type { Work } from '../work.ts';

/** Who set a field last, when, and to what. */
export interface FieldChange {
  by: string | null;
  at: string;
  value: unknown;
}

/** The fields of a record that have changed since it had the version, with their newest values. */
export async function changedSince(
  work: Work,
  object: string,
  id: string,
  version: number,
): Promise<Record<string, FieldChange>> {
  const { rows } = await work.connection.query<{
    at: string;
    actor_id: string | null;
    after: Record<string, unknown> | null;
  }>(
    `select at, actor_id, after from change
     where workspace_id = $1 and object = $2 and record_id = $3 and version > $4 order by version`,
    [work.workspace.id, object, id, version],
  );
  const found: Record<string, FieldChange> = {};
  for (const row of rows)
    for (const [name, value] of Object.entries(row.after ?? {}))
      found[name] = { by: row.actor_id, at: new Date(row.at).toISOString(), value };
  return found;
}
