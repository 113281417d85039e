import type { CatalogObject } from '@relata/model';
import { newId } from '../../platform/id.ts';
import type { Work } from '../work.ts';

/** One record before and after a write; `null` fields were empty. Values as the API gives them. */
export interface RecordChange {
  object: string;
  id: string;
  action: 'create' | 'update' | 'delete' | 'restore';
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** That the record has after it. */
  version: number;
  /** The record as it is now, as far as it was loaded. */
  record: Record<string, unknown>;
}

/** Changes are called by the action that makes them; what goes because it became part of another record was merged. */
function nameOf({ inAction }: Work, action: RecordChange['action']): string {
  if (action === 'update') return inAction ?? action;
  return action === 'delete' && inAction === 'merge' ? inAction : action;
}

/** Appends the changes to the history, in the transaction that made them. One row a record. */
export async function recordChanges(
  work: Work,
  object: CatalogObject,
  changes: RecordChange[],
): Promise<void> {
  if (!changes.length) return;
  const rows = changes.map((change) => ({
    id: newId(),
    record_id: change.id,
    version: change.version,
    action: nameOf(work, change.action),
    // What a record was created with follows from what it is and from its later changes.
    before: change.action === 'update' ? change.before : null,
    after: change.action === 'update' ? change.after : null,
  }));
  await work.connection.query(
    `insert into change (workspace_id, at, id, batch, undoes, cause, object, record_id, version, action, actor_id, actor_name, before, after)
     select $1, $2, r.id, $3, $4, $5, $6, r.record_id, r.version, r.action, $7, $8, r.before, r.after
     from jsonb_to_recordset($9::jsonb) as r(id uuid, record_id uuid, version int, action text, before jsonb, after jsonb)`,
    [
      work.workspace.id,
      work.now,
      work.batch,
      work.undoes,
      work.cause,
      object.name,
      work.actor.user,
      work.actor.name,
      JSON.stringify(rows),
    ],
  );
}
