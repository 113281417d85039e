import type { CatalogObject } from '@relata/model';
import type { RecordChange } from '../history/change.ts';
import type { Work } from '../work.ts';
import { emit } from './emit.ts';

/**
 * Says beside the change itself that records have gone to another stage or, which is something else, to another pipeline
 * (plug-bitrix24-pipedrive §5.5): `deal.stageChanged`, `deal.pipelineChanged`, one event for all that went the same way,
 * with `from` and `to`, each `{pipeline?, stage}`.
 */
export async function emitMoves(
  work: Work,
  object: CatalogObject,
  changes: readonly RecordChange[],
): Promise<void> {
  const { stage, pipeline = '' } = object.stages ?? {};
  if (!stage) return;
  const moves = changes.flatMap(({ id, action, before, after, record }) => {
    if (action !== 'update' || !(stage in after)) return [];
    const passes = pipeline in after;
    const place = (values: Record<string, unknown>) => ({
      ...(pipeline && { pipeline: (passes ? values : record)[pipeline] ?? null }),
      stage: values[stage] ?? null,
    });
    const type = `${object.name}.${passes ? 'pipelineChanged' : 'stageChanged'}`;
    return [{ id, type, way: { from: place(before), to: place(after) } }];
  });
  for (const same of Map.groupBy(moves, ({ way }) => JSON.stringify(way)).values()) {
    const [first] = same;
    const ids = same.map(({ id }) => id);
    if (first) await emit(work, first.type, object.name, ids, first.way);
  }
}
