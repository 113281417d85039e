import type { AnyRecord, DescribedObject } from '@relata/client';
import { grantAt, isId, mayMove, type Place } from '@relata/model';
import { useMemo } from 'react';
import { useLabels } from '../app/language.ts';
import { useSmallList } from './titles.ts';

/** A stage, and what it is called. */
export interface Stop extends Place {
  stage: string;
  title: string;
}

/** A pipeline with its stages; of an object without pipelines one, whose id is null. */
export interface Way {
  id: string | null;
  title: string;
  stops: Stop[];
}

/** The ways that records of an object may go. None where they go through no stages. */
export function useWays(object: DescribedObject): Way[] {
  const labels = useLabels();
  const stage = object.fields[object.stages?.stage ?? ''];
  const pipeline = object.fields[object.stages?.pipeline ?? ''];
  const stages = useSmallList(stage?.to ?? '', stage?.to !== undefined);
  const pipelines = useSmallList(pipeline?.to ?? '', pipeline?.to !== undefined);
  return useMemo(() => {
    const name = object.stages?.stage;
    if (!stage || name === undefined) return [];
    if (!stage.to) {
      const stops = (stage.options ?? []).map(({ value }) => ({
        ...{ pipeline: null, stage: value, title: labels.option(object, name, value) },
      }));
      return [{ id: null, title: labels.object(object, 'many'), stops }];
    }
    return pipelines.map(({ id, title }) => ({
      id,
      title,
      stops: stages
        .filter((one) => idIn(one[stage.of ?? '']) === id)
        .map((one) => ({ pipeline: id, stage: one.id, title: one.title })),
    }));
  }, [object, stage, stages, pipelines, labels]);
}

/** Where a record is on its way. */
export function placeIn(object: DescribedObject, record: Readonly<Record<string, unknown>>): Place {
  const { stage = '', pipeline = '' } = object.stages ?? {};
  return { stage: idIn(record[stage]), pipeline: idIn(record[pipeline]) };
}

/** May a record be there that comes from somewhere; a new one, where it comes from nowhere? */
export function isOpenTo(object: DescribedObject, from: Place | null, to: Place): boolean {
  const { placed } = object;
  if (!placed) return true;
  return from ? mayMove(placed, from, to) : grantAt(placed, 'create', to).value;
}

/** Does the person see records of this way at all? */
export const isSeen = ({ placed }: DescribedObject, { id, stops }: Way): boolean =>
  !placed ||
  [{ pipeline: id, stage: null }, ...stops].some(
    (place, at) => (at > 0 || !stops.length) && grantAt(placed, 'read', place).value !== 'none',
  );

/** Are there several pipelines, so that records can be moved from one to another? */
export function useHasOtherWays(object: DescribedObject): boolean {
  const ways = useWays(object);
  return object.can.update && ways.filter((way) => isSeen(object, way)).length > 1;
}

/** The place that picking a stage or a pipeline stands for; null: the field is neither. */
export function placeOf(object: DescribedObject, name: string, one: AnyRecord): Place | null {
  const { stage, pipeline } = object.stages ?? {};
  if (name === pipeline) return { pipeline: one.id, stage: null };
  const parent = object.fields[stage ?? '']?.of ?? '';
  return name === stage ? { pipeline: idIn(one[parent]), stage: one.id } : null;
}

function idIn(value: unknown): string | null {
  if (typeof value === 'string' && value) return value;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return isId(id) ? id : null;
}
