import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import { openWorkspaces } from './catalog/workspaces.ts';
import type { Engine, Feature } from './engine.ts';
import { openLive } from './events/live.ts';
import { openIndexes } from './indexes/advisor.ts';

/** What the engine is made of: the ground that it stands on, and the features that it carries. */
export interface Ground {
  database: Database;
  clock: Clock;
  log: Log;
  files: Files;
  features: Feature[];
}

/** Puts the engine together on a migrated database. `indexes.start(jobs)` lets it build indexes. */
export async function openEngine(
  ground: Ground,
): Promise<Engine & { indexes: Awaited<ReturnType<typeof openIndexes>> }> {
  const { database, clock, log } = ground;
  return {
    ...ground,
    workspaces: await openWorkspaces(database),
    live: await openLive(database),
    indexes: await openIndexes(database, clock, log),
  };
}
