import type { AnyRecord, DescribedObject } from '@relata/client';
import { copyValues } from '@relata/model';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCatalog } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { type Acted, remove } from '../../data/writes.ts';
import { askCreate } from '../forms/ask-create.ts';
import { availableActions, runAction } from './actions.ts';
import { useHolds } from './use-holds.ts';

/**
 * What can be done with a record as a whole, from its page or its row in a list.
 *
 * @param onGone it has been deleted, or became something that has no page
 */
export function useDoings(object: DescribedObject, record: AnyRecord, onGone: () => void) {
  const holds = useHolds();
  const navigate = useNavigate();
  const { objects } = useCatalog();
  /** The action that asks something first. */
  const [asking, setAsking] = useState<string | null>(null);
  const [running, setRunning] = useState<string | null>(null);

  /** What it became takes its place on the screen; what was made beside it opens. */
  const goOn = ({ became, gone, batch }: Acted) => {
    if (!became) return undefined;
    const plural = objects[became.object]?.plural;
    if (plural === undefined) return onGone();
    return navigate({
      to: '/$plural/$id',
      params: { plural, id: became.id },
      replace: gone,
      state: { was: gone ? undefined : { plural: object.plural, id: record.id, batch } },
    });
  };
  const run = async (name: string, isImmediate: boolean) => {
    if (!isImmediate) return setAsking(name);
    setRunning(name);
    try {
      await goOn(await runAction(object, record, name));
    } catch (error) {
      sayProblem(error);
    } finally {
      setRunning(null);
    }
  };
  /** The form, filled in from this record; what is saved opens. */
  const copy = async () => {
    const values = copyValues(object, record, holds);
    const made = await askCreate({ object: object.name, values });
    if (made)
      await navigate({ to: '/$plural/$id', params: { plural: object.plural, id: made.id } });
  };
  const discard = () => {
    onGone();
    remove(object, [record]).catch(sayProblem);
  };
  return {
    actions: availableActions(object, record, holds),
    ...{ asking, running, run, goOn, copy, discard },
    stopAsking: () => setAsking(null),
  };
}
