import { isId, Refusal } from '@relata/model';
import { lockRecords, notThere, refuseMissing } from '#engine/records/read.ts';
import type { Merged } from '#engine/engine.ts';
import { demand, type Work } from '#engine/work.ts';
import { comparedObject } from './list-duplicates.ts';

interface Row {
  a: string;
  b: string;
  at: string;
  by_id: string | null;
}

const ordered = (one: string, other: string): { a: string; b: string } =>
  one < other ? { a: one, b: other } : { a: other, b: one };

/** Remembers that none of these is the same as another, or forgets it; whoever may change them all says so. */
export async function tellApart(
  work: Work,
  objectName: string,
  given: string[],
  apart: boolean,
): Promise<void> {
  const object = comparedObject(work, objectName);
  demand(work, 'update', object);
  const ids = [...new Set(given.map((id) => id.toLowerCase()))];
  if (!ids.every(isId)) throw notThere();
  if (ids.length < 2) throw new Refusal('malformed', "'ids' names two records at least");
  const loaded = await lockRecords(work, object, { ids, verb: 'update', fields: [] });
  await refuseMissing(
    work,
    object,
    ids.filter((id) => !loaded.has(id)),
  );
  const pairs = ids.flatMap((one, i) => ids.slice(i + 1).map((other) => ordered(one, other)));
  const rows = JSON.stringify(pairs);
  await work.connection.query(
    apart
      ? `insert into not_duplicate (workspace_id, object, a, b, at, by_id)
         select $1, $2, r.a, r.b, $4, $5 from json_to_recordset($3) as r(a uuid, b uuid) on conflict do nothing`
      : `delete from not_duplicate n using json_to_recordset($3) as r(a uuid, b uuid)
         where n.workspace_id = $1 and n.object = $2 and n.a = r.a and n.b = r.b`,
    [...[work.workspace.id, object.name, rows], ...(apart ? [work.now, work.actor.user] : [])],
  );
}

/** Whoever was told apart from what goes, is told apart from what it becomes. */
export async function followMerged(work: Work, { object, from, to }: Merged): Promise<unknown> {
  const { rows } = await work.connection.query<Row>(
    'select a, b, at, by_id from not_duplicate where workspace_id = $1 and object = $2 and (a = $3 or b = $3)',
    [work.workspace.id, object.name, from],
  );
  const others = rows.flatMap(({ a, b, ...said }) => {
    const other = a === from ? b : a;
    return other === to ? [] : [{ ...ordered(other, to), ...said }];
  });
  if (!others.length) return undefined;
  const { rows: added } = await work.connection.query<{ a: string; b: string }>(
    `insert into not_duplicate (workspace_id, object, a, b, at, by_id)
     select $1, $2, r.a, r.b, r.at, r.by_id from json_to_recordset($3) as r(a uuid, b uuid, at timestamptz, by_id uuid)
     on conflict do nothing returning a, b`,
    [work.workspace.id, object.name, JSON.stringify(others)],
  );
  return added;
}

export async function followBack(work: Work, { object }: Merged, memory: unknown): Promise<void> {
  await work.connection.query(
    `delete from not_duplicate n using json_to_recordset($3) as r(a uuid, b uuid)
     where n.workspace_id = $1 and n.object = $2 and n.a = r.a and n.b = r.b`,
    [work.workspace.id, object.name, JSON.stringify(memory)],
  );
}
