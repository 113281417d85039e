import { Refusal, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { reading, type Work } from '#engine/work.ts';

const dayMs = 86_400_000;
const atOnce = 500;

/**
 * Removes stored files that nothing needs: of uploads whose server was killed before the record was
 * written, of versions that were undone. What was stored within a day may belong to a request under way.
 */
export async function removeOrphans(engine: Engine): Promise<number> {
  const yesterday = new Date(engine.clock.now().getTime() - dayMs);
  await engine.files.removeDrafts(yesterday);
  let removed = 0;
  let portion: string[] = [];
  let workspace = '';
  const settle = async (): Promise<void> => {
    if (portion.length) removed += await removeUnneeded(engine, workspace, portion);
    portion = [];
  };
  for await (const { workspaceId, key } of engine.files.storedBefore(yesterday)) {
    if (workspaceId !== workspace || portion.length >= atOnce) await settle();
    workspace = workspaceId;
    portion.push(key);
  }
  await settle();
  return removed;
}

async function removeUnneeded(engine: Engine, workspace: string, keys: string[]): Promise<number> {
  const work = await reading(engine, systemActor(workspace, 'files')).catch((error: unknown) => {
    // The folder of a workspace that this database does not know: perhaps it waits for its backup.
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  });
  if (!work) return 0;
  const needed = new Set<string>();
  for (const feature of engine.features)
    for (const key of (await feature.keepsFiles?.(work, keys)) ?? []) needed.add(key);
  const orphans = keys.filter((key) => !needed.has(key));
  for (const key of orphans) await engine.files.remove(workspace, key);
  return orphans.length;
}

/** Undo reaches back so far. */
const undoableDays = 30;

/** Files of records, also of those in the recycle bin, and of versions that undo may bring back. */
export async function keepVersions(work: Work, keys: string[]): Promise<string[]> {
  const kept = await work.connection.query<{ key: string }>(
    `select distinct v ->> 'key' as key from file f cross join jsonb_array_elements(f.versions) v
     where f.workspace_id = $1 and v ->> 'key' = any($2)`,
    [work.workspace.id, keys],
  );
  const found = kept.rows.map((row) => row.key);
  const others = keys.filter((key) => !found.includes(key));
  if (!others.length) return found;
  const since = new Date(Date.parse(work.now) - undoableDays * dayMs).toISOString();
  const undoable = await work.connection.query<{ key: string }>(
    `select distinct v ->> 'key' as key from change c
     cross join jsonb_path_query(jsonb_build_array(c.before -> 'versions', c.after -> 'versions'), '$[*][*]') v
     where c.workspace_id = $1 and c.object = 'file' and c.at > $3 and v ->> 'key' = any($2)`,
    [work.workspace.id, others, since],
  );
  return [...found, ...undoable.rows.map((row) => row.key)];
}
