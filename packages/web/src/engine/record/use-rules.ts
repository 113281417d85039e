import { useMemo } from 'react';
import { useCatalog } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { type Rules, rulesFor } from './rules-for.ts';

export function useRules(): Rules {
  const catalog = useCatalog();
  const { user, workspace, can, teams, colleagues } = useMe();
  return useMemo(() => {
    const rates: Record<string, string> = { ...workspace.rates, [workspace.currency]: '1' };
    return rulesFor({
      catalog,
      isExempt: can.administer && workspace.administratorsExempt,
      context: {
        me: user.id,
        team: { teams, people: colleagues },
        timeZone: user.timeZone ?? workspace.timeZone,
        rate: (currency) => rates[currency] ?? null,
      },
    });
  }, [catalog, user, workspace, can, teams, colleagues]);
}
