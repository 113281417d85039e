import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Grouping, Place } from '@relata/model';
import { useReading } from '../../fields/reading.tsx';
import { isOpenTo, placeIn, placeOf } from '../../fields/way.ts';
import { nextActivity, valueIn } from './grouping.ts';
import type { Column } from './move.ts';

interface Given {
  object: DescribedObject;
  grouping: Grouping;
  /** Records that the columns stand for. */
  stages: readonly AnyRecord[];
  /** The field that holds the pipeline, and the one that is shown. */
  parent: string | undefined;
  pipeline: string | null;
  activity: DescribedObject | undefined;
}

export interface Places {
  /** Columns say when something is next to do. */
  isByActivity: boolean;
  /** What the date of a card becomes in a column; undefined: it cannot be put there. */
  dateIn: (card: AnyRecord | null, column: Column) => string | null | undefined;
  mayMoveTo: (card: AnyRecord, column: Column) => boolean;
  mayMakeIn: (column: Column) => boolean;
  /** What a record has that is made in the column. */
  given: (column: Column) => Record<string, unknown>;
  /** What is to be planned for it. */
  planned: (column: Column) => { activity: DescribedObject; due: string } | undefined;
}

/** What columns stand for, and who may put what into them. */
export function usePlaces(board: Given): Places {
  const { object, grouping, stages, parent, pipeline, activity } = board;
  const reading = useReading();
  const { name: group, field, unit } = grouping;
  const isDated = unit !== null;
  const isByActivity = unit === 'due' && field === nextActivity;
  /** The place that a column stands for; null: it stands for none. */
  const placeAt = ({ key }: Column): Place | null => {
    if (group !== object.stages?.stage) return null;
    const stage = stages.find((one) => one.id === key);
    return stage ? placeOf(object, group, stage) : { pipeline: null, stage: key };
  };
  const dateIn: Places['dateIn'] = (card, { key }) =>
    isByActivity && key === null
      ? undefined
      : valueIn(object, grouping, key, card?.[field], reading);
  return {
    isByActivity,
    dateIn,
    mayMoveTo(card, column) {
      if (isDated) return dateIn(card, column) !== undefined;
      const to = placeAt(column);
      return to === null || isOpenTo(object, placeIn(object, card), to);
    },
    mayMakeIn(column) {
      if (!isDated) {
        const to = placeAt(column);
        return object.can.create && (to === null || isOpenTo(object, null, to));
      }
      const mayPlan = !isByActivity || activity?.can.create === true;
      const isPossible = column.key === null || (dateIn(null, column) !== undefined && mayPlan);
      return object.can.create && isPossible;
    },
    given: (column) => ({
      ...(parent && pipeline ? { [parent]: pipeline } : {}),
      ...(column.key === null || isByActivity
        ? {}
        : { [field]: isDated ? dateIn(null, column) : column.key }),
    }),
    planned(column) {
      const due = isByActivity ? dateIn(null, column) : undefined;
      return activity && due ? { activity, due } : undefined;
    },
  };
}
