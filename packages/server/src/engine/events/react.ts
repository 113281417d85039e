import { type Actor, systemActor } from '@relata/model';
import type { Engine } from '../engine.ts';
import { type Work, working } from '../work.ts';

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
  /** `person.create` and so on, see `emit`; `*.create`: whatever the object. */
  types: string[];
  react(work: Work, event: Happened): Promise<void>;
}

export const concerns = ({ types }: Pick<Reaction, 'types'>, type: string): boolean =>
  types.includes(type) || types.includes(type.replace(/^[^.]+/, '*'));

export const eventQueue = 'event';

export interface EventJob {
  workspace: string;
  event: string;
}

/** Everything that follows from one event. Asked again after a crash, it does only what is missing. */
export async function react(engine: Engine, workspace: string, id: string): Promise<void> {
  const { rows } = await engine.database.of(workspace).query<{
    type: string;
    object: string;
    batch: string;
    record_ids: string[];
    actor_id: string | null;
    data: Record<string, unknown>;
  }>('select type, object, batch, record_ids, actor_id, data from event where workspace_id = $1 and id = $2', [workspace, id]);
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
      if (!concerns(reaction, event.type)) continue;
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
