import { changeMe, meQuery } from './session.ts';
import { queryClient } from './query-client.ts';
import { sayProblem } from './undo.ts';

/** Whether changes of what a company and its people share are made in all of them (OO-CON-17). */
export const groupChoices = ['ask', 'always', 'never'] as const;
export type GroupChoice = (typeof groupChoices)[number];

export const isGroupChoice = (value: unknown): value is GroupChoice =>
  groupChoices.some((one) => one === value);

export function groupChoice(): GroupChoice {
  const kept = queryClient.getQueryData(meQuery.queryKey)?.user.preferences?.['groups'];
  return isGroupChoice(kept) ? kept : 'ask';
}

export function keepGroupChoice(groups: GroupChoice): void {
  changeMe({ preferences: { groups } }).catch(sayProblem);
}
