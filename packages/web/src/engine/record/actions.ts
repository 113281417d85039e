import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Action } from '@relata/model';
import { act, type Acted } from '../../data/writes.ts';
import { ownDialogs } from './own-dialogs.ts';
import { celebrate } from './celebrate.ts';
import type { Holds } from './use-holds.ts';

/** An action of the definition that this person may run on this record now; what is about themselves has a button of its own. */
export interface AvailableAction {
  name: string;
  action: Action;
  /** Nothing needs to be asked first. */
  isImmediate: boolean;
}

export function availableActions(
  object: DescribedObject,
  record: AnyRecord,
  holds: Holds,
): AvailableAction[] {
  return Object.entries(object.actions)
    .filter(
      ([, action]) =>
        object.can[action.needs] &&
        !action.ofOneself &&
        holds(action.availableWhen, record, object.name),
    )
    .map(([name, action]) => ({
      name,
      action,
      isImmediate:
        !action.irreversible && !ownDialogs[`${object.name}.${name}`] && !asksFor(action),
    }));
}

const asksFor = ({ input }: Action): boolean =>
  Object.values(input).some((field) => field.required);

/** Actions that can be run on many records at once: those that ask all of them for the same. */
export const actionsForMany = (object: DescribedObject): AvailableAction[] =>
  Object.entries(object.actions)
    .filter(
      ([name, action]) =>
        object.can.bulk &&
        object.can[action.needs] &&
        !action.irreversible &&
        !ownDialogs[`${object.name}.${name}`],
    )
    .map(([name, action]) => ({ name, action, isImmediate: !asksFor(action) }));

/** Runs an action; a win is worth a moment. */
export async function runAction(
  object: DescribedObject,
  record: AnyRecord,
  name: string,
  input: Record<string, unknown> = {},
): Promise<Acted> {
  const done = await act(object, record, name, input);
  if (name === 'win') celebrate();
  return done;
}
