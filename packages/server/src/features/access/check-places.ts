import { type CatalogObject, invalid, limitsFrom, type Limits, objectOf } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import { stopsOf } from '#engine/records/places.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';

/**
 * The limits of a role name pipelines and stages that exist. Those that have been deleted since it was saved last
 * are left out: nothing is in them, and nobody could choose them any more.
 */
export async function checkPlaces(work: Work, draft: Draft): Promise<void> {
  const before = limitsFrom(draft.before?.['limits']);
  const kept: Record<string, Limits> = {};
  for (const [name, limits] of Object.entries(limitsFrom(willBe(draft, 'limits')))) {
    const object = objectOf(work.catalog, name);
    const stops = await stopsOf(work, object);
    const stages = new Set(stops.map((stop) => stop.stage));
    const pipelines = await pipelinesOf(work, object);
    const known = before[name] ?? { pipelines: {}, stages: {} };
    const old = new Set([
      ...Object.keys(known.pipelines),
      ...Object.entries(known.stages).flatMap(([id, { to = [] }]) => [id, ...to]),
    ]);
    const there = (places: ReadonlySet<unknown>) => (id: string) => {
      if (places.has(id)) return true;
      if (old.has(id)) return false;
      throw invalid('limits', 'unknown_right', `there is no such pipeline or stage: ${id}`, {
        value: id,
      });
    };
    const stays = there(stages);
    kept[name] = {
      pipelines: only(limits.pipelines, there(pipelines)),
      stages: Object.fromEntries(
        Object.entries(only(limits.stages, stays)).map(([id, { to, ...grants }]) => [
          id,
          to ? { ...grants, to: to.filter(stays) } : grants,
        ]),
      ),
    };
  }
  draft.changes['limits'] = willBe(draft, 'limits') === null ? null : kept;
}

async function pipelinesOf(work: Work, object: CatalogObject): Promise<Set<string>> {
  const { to } = object.fields[object.stages?.pipeline ?? ''] ?? {};
  if (!to) return new Set();
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from ${tableOf(objectOf(work.catalog, to))} where workspace_id = $1 and deleted_at is null`,
    [work.workspace.id],
  );
  return new Set(rows.map((row) => row.id));
}

const only = <T>(
  all: Readonly<Record<string, T>>,
  stays: (id: string) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([id]) => stays(id)));
