import type { Jobs } from '../../platform/jobs.ts';
import { type Actor, systemActor } from '@relata/model';
import { type Work, working } from '../work.ts';
import type { Engine } from '../engine.ts';

/** What happened, as a reaction sees it. */
export interface Happened {
  id: string;
  type: string;
  object: string;
  batch: string;
  recordIds: string[];
  actor: string | null;
  data: Record<string, unknown>;
}

/** Something that follows from an event after its commit. Runs as system work, once for each event. */
export interface Reaction {
  name: string;
  /** `person.created` and so on; see `emit`. */
  types: string[];
  react(work: Work, event: Happened): Promise<void>;
}

const queue = 'event';
const atOnce = 200;

interface EventRow {
  workspace_id: string;
  id: string;
}

/**
 * Hands events to jobs, in the transaction that marks them as handed over. Started by the NOTIFY of every
 * commit and, for what a crash left behind, every few seconds.
 */
export async function startRelay(engine: Engine, jobs: Jobs): Promise<{ stop(): Promise<void> }> {
  const types = new Set(
    engine.features.flatMap((feature) => (feature.reactions ?? []).flatMap((one) => one.types)),
  );
  await jobs.define<{ workspace: string; event: string }>(
    queue,
    { concurrency: 2 },
    async ({ data }) => react(engine, data.workspace, data.event),
  );

  let running: Promise<void> | null = null;
  let again = false;
  const relay = async (): Promise<void> => {
    for (;;) {
      const handed = await engine.database.tx(async (connection) => {
        const { rows } = await connection.query<EventRow & { type: string }>(
          `select workspace_id, id, type from event where relayed_at is null order by id limit ${atOnce} for update skip locked`,
        );
        for (const row of rows)
          if (types.has(row.type))
            await jobs.send(
              queue,
              { workspace: row.workspace_id, event: row.id },
              { tx: connection },
            );
        if (rows.length)
          await connection.query(
            `update event e set relayed_at = $1 from unnest($2::uuid[], $3::uuid[]) as r(workspace_id, id)
             where e.workspace_id = r.workspace_id and e.id = r.id`,
            [
              engine.clock.now().toISOString(),
              rows.map((row) => row.workspace_id),
              rows.map((row) => row.id),
            ],
          );
        return rows.length;
      });
      if (handed < atOnce) return;
    }
  };
  const wake = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = relay()
      .catch((error: unknown) => engine.log.warn({ err: error }, 'events wait to be relayed'))
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          wake();
        }
      });
  };
  const deaf = engine.live.hear((message) => {
    if (message.kind === 'change') wake();
  });
  const timer = setInterval(wake, 5000);
  wake();
  return {
    async stop() {
      clearInterval(timer);
      deaf();
      await running;
    },
  };
}

async function react(engine: Engine, workspace: string, id: string): Promise<void> {
  const { rows } = await engine.database.query<{
    type: string;
    object: string;
    batch: string;
    record_ids: string[];
    actor_id: string | null;
    data: Record<string, unknown>;
  }>(
    'select type, object, batch, record_ids, actor_id, data from event where workspace_id = $1 and id = $2',
    [workspace, id],
  );
  const row = rows[0];
  if (!row) return;
  const event: Happened = {
    id,
    type: row.type,
    object: row.object,
    batch: row.batch,
    recordIds: row.record_ids,
    actor: row.actor_id,
    data: row.data,
  };
  for (const feature of engine.features)
    for (const reaction of feature.reactions ?? []) {
      if (!reaction.types.includes(event.type)) continue;
      const actor: Actor = systemActor(workspace, reaction.name);
      await working(engine, actor, async (work) => {
        // Whoever runs second finds the row there and has nothing to do: effects happen once.
        const { rowCount } = await work.connection.query(
          `insert into event_effect (workspace_id, event_id, reaction, at) values ($1, $2, $3, $4) on conflict do nothing`,
          [workspace, event.id, reaction.name, work.now],
        );
        if (rowCount) await reaction.react(work, event);
      });
    }
}
