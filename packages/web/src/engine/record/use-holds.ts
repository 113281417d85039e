import { type Filter, type FilterContext, matches, Refusal } from '@relata/model';
import { useMemo } from 'react';
import { useCatalog } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';

/** Does a record match a condition of its definition? A condition that cannot be judged here counts as not met. */
export type Holds = (
  filter: Filter | undefined,
  record: Record<string, unknown>,
  object: string,
) => boolean;

export function useHolds(): Holds {
  const catalog = useCatalog();
  const { user, workspace, teams, colleagues } = useMe();
  return useMemo(() => {
    const rates: Record<string, string> = { ...workspace.rates, [workspace.currency]: '1' };
    return (filter, record, object) => {
      if (!filter) return true;
      const context: FilterContext = {
        me: user.id,
        team: { teams, people: colleagues },
        now: new Date().toISOString(),
        timeZone: user.timeZone ?? workspace.timeZone,
        rate: (currency) => rates[currency] ?? null,
      };
      try {
        return matches(filter, record, object, catalog, context);
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    };
  }, [catalog, user, workspace, teams, colleagues]);
}
