import { v5 } from 'uuid';
import type { Work } from '#engine/work.ts';

/** Something that one person is told. */
export interface News {
  user: string;
  /**
   * `owner`: records were given to them. `access`: records kept from others were opened to them. `work`: what they
   * started in the background has ended. `form`: somebody has filled in a form. `followed`: something happened to
   * records that they follow.
   */
  kind: 'owner' | 'access' | 'work' | 'form' | 'followed';
  object: string | null;
  /** The record, where it is one. */
  record: string | null;
  /** Whoever did it. */
  by: string | null;
  values: Record<string, unknown>;
}

/**
 * Tells somebody, once: news of the same batch about the same object are one notification, whose count
 * grows. Their open screens learn of it with the commit.
 */
export async function notify(work: Work, batch: string, news: News, count: number): Promise<void> {
  const { query } = work.connection;
  if (await isMuted(work, news)) return;
  const id = v5(`${news.user} ${news.kind} ${news.object ?? ''}`, batch);
  const { rowCount } = await query(
    `insert into notification (workspace_id, id, user_id, kind, at, object, record_id, actor_id, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, id) do nothing`,
    [
      work.workspace.id,
      id,
      news.user,
      news.kind,
      work.now,
      news.object,
      news.record,
      news.by,
      JSON.stringify({ ...news.values, count }),
    ],
  );
  if (!rowCount)
    await query(
      `update notification set record_id = null, data = jsonb_set(data, '{count}', to_jsonb((data ->> 'count')::int + $3))
       where workspace_id = $1 and id = $2`,
      [work.workspace.id, id, count],
    );
  const message = { workspace: work.workspace.id, user: news.user, kind: 'notification' as const };
  await work.engine.live.send({ ...message, data: { id, kind: news.kind } }, query);
}

/** In their profile they have said that they would rather not be told of such. */
async function isMuted(
  { connection, workspace }: Work,
  { user, kind }: Pick<News, 'user' | 'kind'>,
): Promise<boolean> {
  const { rowCount } = await connection.query(
    `select 1 from "user" where workspace_id = $1 and id = $2 and preferences -> 'muted' ? $3`,
    [workspace.id, user, kind],
  );
  return rowCount > 0;
}
