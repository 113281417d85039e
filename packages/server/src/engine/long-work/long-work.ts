import { type Actor, Refusal, unstorable, withinScopes } from '@relata/model';
import { newId } from '../../platform/id.ts';
import type { Connection } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { actorFor } from '../catalog/actor-for.ts';
import type { Engine } from '../engine.ts';
import { demandWriting } from '../work.ts';

/** Work that takes longer than a request, as the person who started it sees it. */
export interface WorkItem {
  id: string;
  kind: string;
  object: string | null;
  status: 'running' | 'done' | 'failed' | 'cancelled';
  progress: { done: number; total: number };
  result: Record<string, unknown> | null;
  error: string | null;
  /** Undoes it; null where it changed nothing. */
  batch: string | null;
  /** It has been taken back. */
  undone: boolean;
  /** Of an undo: the batch that it takes back. */
  undoes: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** Of imports: the record that tells more. */
  importId: string | null;
}

/** What a kind of long work is given while it runs. */
export interface Running {
  engine: Engine;
  /** Whoever started it, with the rights that they have now, and no further than the key that they came with. */
  actor: Actor;
  /** The same as of this moment: rights may have been taken away since it began. */
  actorNow(): Promise<Actor>;
  id: string;
  input: Record<string, unknown>;
  /** Tells how far it is; throws where somebody has cancelled it. */
  progress(done: number, total: number): Promise<void>;
}

export interface Outcome {
  result: Record<string, unknown>;
  batch?: string;
}

export type LongWorker = (running: Running) => Promise<Outcome>;

export interface LongWork {
  /** Begins in the background and goes on after a crash. `also` writes in the transaction that begins it. */
  start(
    actor: Actor,
    wanted: { kind: string; object: string | null; input: Record<string, unknown> },
    also?: (connection: Connection, item: WorkItem) => Promise<void>,
  ): Promise<WorkItem>;
  get(actor: Actor, id: string): Promise<WorkItem>;
  list(actor: Actor): Promise<WorkItem[]>;
  cancel(actor: Actor, id: string): Promise<WorkItem>;
}

/** Thrown out of `progress`; whatever the work has not committed is rolled back. */
export class Cancelled extends Error {}

interface Row {
  id: string;
  kind: string;
  object: string | null;
  user_id: string | null;
  /** Of the key with which it was started; null: it may do what the person may. */
  scopes: string[] | null;
  status: WorkItem['status'];
  done: string;
  total: string;
  input: Record<string, unknown>;
  result: Record<string, unknown> | null;
  error: string | null;
  batch: string | null;
  /** Missing where the row has just been written. */
  undone?: boolean;
  created_at: string;
  finished_at: string | null;
}

const queue = 'long-work';

const columns = `w.*, exists (select 1 from change c where c.workspace_id = w.workspace_id and c.undoes = w.batch) as undone`;

/** A key for some objects knows the work that was started with the same scopes, and nothing else of its person's. */
const isOfKey = ({ scopes }: Actor, started: string[] | null): boolean =>
  !scopes || scopes.join() === started?.join();

const itemOf = (row: Row): WorkItem => ({
  id: row.id,
  kind: row.kind,
  object: row.object,
  status: row.status,
  progress: { done: Number(row.done), total: Number(row.total) },
  result: row.result,
  error: row.error,
  batch: row.batch,
  undone: row.undone ?? false,
  undoes: row.kind === 'undo' && typeof row.input['batch'] === 'string' ? row.input['batch'] : null,
  createdAt: new Date(row.created_at).toISOString(),
  finishedAt: row.finished_at ? new Date(row.finished_at).toISOString() : null,
  importId: typeof row.input['importId'] === 'string' ? row.input['importId'] : null,
});

export function openLongWork(
  getEngine: () => Engine,
  workers: Record<string, LongWorker>,
): LongWork & { run(jobs: Jobs): Promise<void> } {
  let jobs: Jobs | null = null;

  const load = async (workspace: string, id: string): Promise<Row | undefined> => {
    const { rows } = await getEngine()
      .database.of(workspace)
      .query<Row>(`select ${columns} from work_item w where w.workspace_id = $1 and w.id = $2`, [
        workspace,
        id,
      ]);
    return rows[0];
  };
  const own = async (actor: Actor, id: string): Promise<Row> => {
    const row = /^[0-9a-f-]{36}$/i.test(id) ? await load(actor.workspace, id) : undefined;
    if (!row || actor.viewedBy || row.user_id !== actor.user || !isOfKey(actor, row.scopes))
      throw new Refusal('not_found', 'there is no such work');
    return row;
  };
  const tell = async (workspace: string, row: Row | undefined): Promise<void> => {
    if (!row) return;
    const message = { workspace, kind: 'work' as const, data: { ...itemOf(row) } };
    await getEngine().live.send(row.user_id ? { ...message, user: row.user_id } : message);
  };
  const finish = async (
    workspace: string,
    id: string,
    status: WorkItem['status'],
    more: Partial<Outcome> & { error?: string },
  ) => {
    const engine = getEngine();
    const at = engine.clock.now().toISOString();
    await engine.database.of(workspace).tx(async ({ query }) => {
      const { rows } = await query<Row>(
        `update work_item set status = $3, result = $4, error = $5, finished_at = $7,
           batch = (select c.batch from change c where c.workspace_id = $1 and c.batch = $6 limit 1)
         where workspace_id = $1 and id = $2 and status = 'running' returning *`,
        [
          workspace,
          id,
          status,
          more.result ? JSON.stringify(more.result) : null,
          more.error ?? null,
          more.batch ?? null,
          at,
        ],
      );
      // Reactions may follow from it as from a change of records.
      for (const row of rows)
        await query(
          `insert into event (workspace_id, id, at, type, object, batch, record_ids, actor_id) values ($1, $2, $3, 'work.finish', 'work', $4, $5, $6)`,
          [workspace, newId(), at, id, [id], row.user_id],
        );
    });
    await tell(workspace, await load(workspace, id));
  };

  const run = async (workspace: string, id: string): Promise<void> => {
    const engine = getEngine();
    const row = await load(workspace, id);
    const worker = row ? workers[row.kind] : undefined;
    if (!row || row.status !== 'running' || !worker) return;
    try {
      const actorNow = async () => {
        const person = row.user_id ?? '';
        const actor = await actorFor(
          engine.database.of(workspace),
          engine.workspaces,
          workspace,
          person,
        );
        return row.scopes ? withinScopes(actor, row.scopes) : actor;
      };
      const outcome = await worker({
        engine,
        actor: await actorNow(),
        actorNow,
        id,
        input: row.input,
        async progress(done, total) {
          const { rows } = await engine.database
            .of(workspace)
            .query<Row>(
              `update work_item set done = $3, total = $4 where workspace_id = $1 and id = $2 returning *`,
              [workspace, id, done, total],
            );
          if (rows[0]?.status === 'cancelled') throw new Cancelled();
          await tell(workspace, rows[0]);
        },
      });
      await finish(workspace, id, 'done', outcome);
    } catch (error) {
      if (error instanceof Cancelled) return;
      // The database is away for a moment: the job is tried again and goes on.
      if (error instanceof Refusal && error.code === 'unavailable') throw error;
      if (!(error instanceof Refusal))
        engine.log.error({ err: error, work: id }, 'long work failed');
      const code =
        error instanceof Refusal
          ? error.reason
            ? `${error.code}.${error.reason}`
            : error.code
          : 'defect';
      await finish(workspace, id, 'failed', { error: code });
    }
  };

  return {
    async start(actor, wanted, also) {
      demandWriting(actor);
      if (!jobs) throw new Error('long work has not been opened');
      const engine = getEngine();
      const id = newId();
      const send = jobs.send;
      const input = JSON.stringify(wanted.input);
      if (unstorable.test(input))
        throw new Refusal('malformed', 'this holds characters that cannot be stored');
      return engine.database.of(actor.workspace).tx(async (connection) => {
        const { rows } = await connection.query<Row>(
          `insert into work_item (workspace_id, id, kind, object, user_id, scopes, status, input, created_at)
           values ($1, $2, $3, $4, $5, $6, 'running', $7, $8) returning *`,
          [
            actor.workspace,
            id,
            wanted.kind,
            wanted.object,
            actor.user,
            actor.scopes ? JSON.stringify(actor.scopes) : null,
            input,
            engine.clock.now().toISOString(),
          ],
        );
        await send(queue, { workspace: actor.workspace, id }, { tx: connection });
        const [row] = rows;
        if (!row) throw new Error('the work was not stored');
        await also?.(connection, itemOf(row));
        return itemOf(row);
      });
    },
    get: async (actor, id) => itemOf(await own(actor, id)),
    async list(actor) {
      const { rows } = await getEngine()
        .database.of(actor.workspace)
        .query<Row>(
          `select ${columns} from work_item w where w.workspace_id = $1 and w.user_id = $2 and ($3::jsonb is null or w.scopes = $3)
         order by w.created_at desc, w.id desc limit 50`,
          [
            actor.workspace,
            actor.viewedBy ? null : actor.user,
            actor.scopes ? JSON.stringify(actor.scopes) : null,
          ],
        );
      return rows.map(itemOf);
    },
    async cancel(actor, id) {
      demandWriting(actor);
      await own(actor, id);
      await finish(actor.workspace, id, 'cancelled', {});
      return itemOf(await own(actor, id));
    },
    async run(running) {
      jobs = running;
      await running.define<{ workspace: string; id: string }>(
        queue,
        { concurrency: 2, expireInSeconds: 6 * 3600, retryLimit: 20 },
        async ({ data }) => run(data.workspace, data.id),
      );
    },
  };
}
