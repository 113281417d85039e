import { usePreference } from '../../data/session.ts';

const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';

/** Does this person want to be asked what is next when nothing is planned any more? */
export const useAsksForNext = (): [boolean, (asks: boolean) => void] =>
  usePreference('asksForNext', true, isSwitch);
