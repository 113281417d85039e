import { asText, isId, objectOf, Refusal } from '@relata/model';
import { wholeOf } from '../merge/merged.ts';
import { lockRecords, notThere, refuseMissing } from '../records/read.ts';
import type { Work } from '../work.ts';
import { changedFields, isKept } from './changed-fields.ts';
import { demandRoomToPin } from './pins.ts';

/** What is left out stays as it is; an empty remark goes. */
export interface Mark {
  remark?: string | null | undefined;
  pinned?: boolean | undefined;
  /** The remark as the caller has read it: where it is another by now, theirs is refused. */
  was?: string | null | undefined;
}

export const longestRemark = 10_000;

/**
 * Says something of a change in a record's history, or puts it on top of its timeline. Whoever may change the record
 * may do so, unless all that changed is kept from them; the history itself is not touched.
 */
export async function markChange(
  work: Work,
  objectName: string,
  id: string,
  entry: string,
  wanted: Mark,
): Promise<Required<Pick<Mark, 'remark' | 'pinned'>>> {
  if (!isId(id)) throw notThere();
  const object = objectOf(work.catalog, objectName);
  if (!object.timeline) throw notThere();
  const locked = await lockRecords(work, object, { ids: [id], verb: 'update', fields: [] });
  if (!locked.size) await refuseMissing(work, object, [id]);
  if (!isId(entry)) throw notThere();
  const { query } = work.connection;
  const { rows } = await query<{
    record_id: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
    remark: string | null;
    remark_by: string | null;
    remark_at: string | null;
    pinned: boolean;
  }>(
    `select c.record_id, c.before, c.after, m.remark, m.remark_by, m.remark_at, coalesce(m.pinned, false) as pinned
     from change c left join change_mark m on m.workspace_id = $1 and m.change_id = c.id
     where c.workspace_id = $1 and c.object = $2 and c.record_id in ${wholeOf('$3')} and c.id = $4`,
    [work.workspace.id, object.name, id, entry],
  );
  const [before] = rows;
  if (!before) throw notThere();
  const fieldsOf = await changedFields(work, objectOf(work.seen, objectName), rows);
  if (isKept(work, objectName, before, fieldsOf(before))) throw notThere();
  const isSaid = wanted.remark !== undefined;
  const remark = isSaid ? textOf(wanted.remark) : before.remark;
  if (isSaid && wanted.was !== undefined && textOf(wanted.was) !== before.remark)
    throw new Refusal('stale', 'somebody has changed this remark in the meantime', {
      details: { remark: before.remark },
    });
  const pinned = wanted.pinned ?? before.pinned;
  if (pinned && !before.pinned) await demandRoomToPin(work, new Map([[id, 1]]), [entry]);
  const { batch, actor } = work;
  const isNew = remark !== before.remark;
  const by = remark === null ? null : isNew ? actor.user : before.remark_by;
  const at = remark === null ? null : isNew ? work.now : before.remark_at;
  if (remark === null && !pinned)
    await query('delete from change_mark where workspace_id = $1 and change_id = $2', [
      work.workspace.id,
      entry,
    ]);
  else
    await query(
      `insert into change_mark (workspace_id, change_id, object, record_id, remark, pinned, remark_by, remark_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (workspace_id, change_id) do update set remark = excluded.remark, pinned = excluded.pinned,
         remark_by = excluded.remark_by, remark_at = excluded.remark_at`,
      [work.workspace.id, entry, object.name, before.record_id, remark, pinned, by, at],
    );
  const notice = { action: 'update' as const, ids: [id], batch, by: actor.user };
  work.notices.push({ object: object.name, ...notice, follows: true });
  return { remark, pinned };
}

const textOf = (remark: string | null | undefined): string | null =>
  asText(remark ?? null, longestRemark)?.trim() ?? null;
