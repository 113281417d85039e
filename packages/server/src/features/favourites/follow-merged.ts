import type { Feature } from '#engine/engine.ts';

interface Row {
  user_id: string;
  position: number;
  created_at: string;
  /** They keep the one that stays as well. */
  twice: boolean;
}

/** Whoever kept one of several records at hand, keeps what they have become. */
export const followMerged: NonNullable<Feature['merging']> = {
  async moves(work, { object, from, to }) {
    const place = [work.workspace.id, object.name, from, to];
    const { rows } = await work.connection.query<Row>(
      `delete from favourite f where f.workspace_id = $1 and f.object = $2 and f.record_id = $3
       returning f.user_id, f.position, f.created_at, exists (select 1 from favourite o
         where o.workspace_id = $1 and o.object = $2 and o.record_id = $4 and o.user_id = f.user_id) as twice`,
      place,
    );
    if (!rows.length) return undefined;
    const moving = JSON.stringify(rows.filter((row) => !row.twice));
    await work.connection.query(
      `insert into favourite (workspace_id, user_id, object, record_id, position, created_at)
       select $1, r.user_id, $2, $3, r.position, r.created_at
       from json_to_recordset($4) as r(user_id uuid, position int, created_at timestamptz)`,
      [work.workspace.id, object.name, to, moving],
    );
    return rows;
  },
  async movesBack(work, { object, from, to }, memory) {
    const rows = memory as Row[];
    const moved = rows.filter((row) => !row.twice).map((row) => row.user_id);
    await work.connection.query(
      'delete from favourite where workspace_id = $1 and object = $2 and record_id = $3 and user_id = any($4)',
      [work.workspace.id, object.name, to, moved],
    );
    await work.connection.query(
      `insert into favourite (workspace_id, user_id, object, record_id, position, created_at)
       select $1, r.user_id, $2, $3, r.position, r.created_at
       from json_to_recordset($4) as r(user_id uuid, position int, created_at timestamptz) on conflict do nothing`,
      [work.workspace.id, object.name, from, JSON.stringify(rows)],
    );
  },
};
