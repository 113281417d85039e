import type { Feature } from '#engine/engine.ts';

/** What people were told of a record leads them to what it has become. */
export const followMerged: NonNullable<Feature['merging']> = {
  async moves(work, { object, from, to }) {
    const { rows } = await work.connection.query<{ id: string }>(
      `update notification set record_id = $4 where workspace_id = $1 and object = $2 and record_id = $3 returning id`,
      [work.workspace.id, object.name, from, to],
    );
    return rows.length ? rows.map((row) => row.id) : undefined;
  },
  async movesBack(work, { from }, memory) {
    await work.connection.query(
      'update notification set record_id = $2 where workspace_id = $1 and id = any($3)',
      [work.workspace.id, from, memory as string[]],
    );
  },
};
