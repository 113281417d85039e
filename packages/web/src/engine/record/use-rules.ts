import {
  type CatalogObject,
  type FilterContext,
  isAlwaysRequired,
  isReadOnly,
  isRequired,
  Refusal,
} from '@relata/model';
import { useMemo } from 'react';
import { useCatalog } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';

/** What the rules of fields say of a record as it stands; the server has the last word. */
export interface Rules {
  isRequired: (object: CatalogObject, name: string, record: Record<string, unknown>) => boolean;
  isReadOnly: (object: CatalogObject, name: string, record: Record<string, unknown>) => boolean;
}

export function useRules(): Rules {
  const catalog = useCatalog();
  const { user, workspace, can, teams, colleagues } = useMe();
  return useMemo(() => {
    const rates: Record<string, string> = { ...workspace.rates, [workspace.currency]: '1' };
    const isExempt = can.administer && workspace.administratorsExempt;
    const asking = (test: typeof isRequired): Rules['isRequired'] => {
      return (object, name, record) => {
        const field = object.fields[name];
        if (!field || isExempt) return field?.required === true;
        // Inputs of actions are no fields of the object; of these only the plain rule can be asked.
        if (catalog.objects[object.name]?.fields[name] !== field)
          return test === isRequired && isAlwaysRequired(field);
        const context: FilterContext = {
          me: user.id,
          team: { teams, people: colleagues },
          now: new Date().toISOString(),
          timeZone: user.timeZone ?? workspace.timeZone,
          rate: (currency) => rates[currency] ?? null,
        };
        try {
          return test(object, name, plain(record), { catalog, context });
        } catch (error) {
          if (error instanceof Refusal) return false;
          throw error;
        }
      };
    };
    return { isRequired: asking(isRequired), isReadOnly: asking(isReadOnly) };
  }, [catalog, user, workspace, can, teams, colleagues]);
}

/** References as ids, as conditions name them. */
const plain = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, idsIn(value)]));

function idsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsIn);
  if (typeof value === 'object' && value !== null && 'id' in value && 'title' in value)
    return value.id;
  return value;
}
