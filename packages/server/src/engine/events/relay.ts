import type { Jobs } from '../../platform/jobs.ts';
import type { Engine } from '../engine.ts';
import { concerns, type EventJob, eventQueue, react } from './react.ts';

const atOnce = 200;
/** What a crash left behind is looked for so often. In milliseconds. */
const everyMs = 5000;

interface Waiting {
  id: string;
  type: string;
}

/**
 * Hands events to jobs, in the transaction that marks them as handed over. Started by the NOTIFY of every
 * commit and, for what a crash left behind, every few seconds. Workspaces take turns, a portion each, so that
 * nobody's news waits for somebody else's import.
 */
export async function startRelay(engine: Engine, jobs: Jobs): Promise<{ stop(): Promise<void> }> {
  const reactions = engine.features.flatMap((feature) => feature.reactions ?? []);
  await jobs.define<EventJob>(eventQueue, { concurrency: 2 }, async ({ data }) =>
    react(engine, data.workspace, data.event),
  );

  /** Hands over a portion; true where more may wait. */
  const relay = (workspace: string): Promise<boolean> =>
    engine.database.of(workspace).tx(async (connection) => {
      const { rows } = await connection.query<Waiting>(
        `select id, type from event where workspace_id = $1 and relayed_at is null order by id limit ${atOnce} for update skip locked`,
        [workspace],
      );
      if (!rows.length) return false;
      const wanted = rows.filter((row) => reactions.some((one) => concerns(one, row.type)));
      await jobs.sendAll(
        eventQueue,
        wanted.map((row): EventJob => ({ workspace, event: row.id })),
        connection,
      );
      await connection.query(
        'update event set relayed_at = $2 where workspace_id = $1 and id = any($3)',
        [workspace, engine.clock.now().toISOString(), rows.map((row) => row.id)],
      );
      return rows.length === atOnce;
    });

  const waiting = new Set<string>();
  let running: Promise<void> | null = null;
  let stopped = false;
  const takeTurns = async (): Promise<void> => {
    while (waiting.size && !stopped)
      for (const workspace of waiting) {
        waiting.delete(workspace);
        if ((await relay(workspace)) && !stopped) waiting.add(workspace);
      }
  };
  const wake = (): void => {
    running ??= takeTurns()
      .catch((error: unknown) => engine.log.warn({ err: error }, 'events wait to be relayed'))
      .finally(() => {
        running = null;
      });
  };
  const lookForMore = async (): Promise<void> => {
    const { rows } = await engine.database.query<{ workspace_id: string }>(
      'select distinct workspace_id from event where relayed_at is null',
    );
    for (const row of rows) waiting.add(row.workspace_id);
    if (waiting.size) wake();
  };
  const look = () =>
    void lookForMore().catch((error: unknown) =>
      engine.log.warn({ err: error }, 'events wait to be relayed'),
    );

  const deaf = engine.live.hear((message) => {
    if (message.kind !== 'change') return;
    waiting.add(message.workspace);
    wake();
  });
  const timer = setInterval(look, everyMs);
  look();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      deaf();
      await running;
    },
  };
}
