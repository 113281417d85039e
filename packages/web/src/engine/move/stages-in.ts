import type { DescribedObject } from '@relata/client';
import { useSmallList } from '../../fields/titles.ts';
import { isOpenTo, isSeen, useWays } from '../../fields/way.ts';
import { idOf } from '../../fields/contract.ts';
import type { Stop } from './mapping.ts';

/** A stage, with how many of the records that are to be moved stand in it. */
export interface From extends Stop {
  pipeline: string;
  count: number;
}

/** Pipelines to which something can be moved, with the stages that this person may put it into. */
export interface Target {
  id: string;
  title: string;
  stops: Stop[];
  /** The same without those that the role closes to what comes from a stage. */
  openTo: (from: From) => Stop[];
}

/** Where each of the stages in `counts` is, and where else records may go. */
export function useStages(
  object: DescribedObject,
  counts: ReadonlyMap<string, number>,
): { from: From[]; targets: Target[] } {
  const ways = useWays(object);
  const { stage = '', pipeline = '' } = object.stages ?? {};
  const records = useSmallList(object.fields[stage]?.to ?? '', object.fields[stage] !== undefined);
  const parent = object.fields[stage]?.of ?? pipeline;
  const all = records.map((one) => ({
    id: one.id,
    title: one.title,
    means: String(one['means'] ?? ''),
    pipeline: idOf(one[parent]) ?? '',
  }));
  return {
    from: all.flatMap((one) => {
      const count = counts.get(one.id) ?? 0;
      return count ? [{ ...one, count }] : [];
    }),
    targets: ways.flatMap((way) => {
      const { id, title } = way;
      if (id === null || !isSeen(object, way)) return [];
      const stops = all.filter((one) => one.pipeline === id);
      const openTo = (from: From) =>
        stops.filter((stop) =>
          isOpenTo(
            object,
            { pipeline: from.pipeline, stage: from.id },
            { pipeline: id, stage: stop.id },
          ),
        );
      return [{ id, title, stops, openTo }];
    }),
  };
}
