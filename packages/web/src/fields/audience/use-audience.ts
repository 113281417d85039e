import { useSmallList } from '../titles.ts';

/** Name by id of everybody who can be named: people who are active, and teams. */
export function useAudience(): Map<string, string> {
  const people = useSmallList('user').filter((one) => one['active'] !== false);
  const teams = useSmallList('team');
  return new Map([...teams, ...people].map((one) => [one.id, one.title]));
}
