import {
  type Catalog,
  type CatalogObject,
  type FilterContext,
  isAlwaysRequired,
  isCounted,
  isReadOnly,
  isRequired,
  Refusal,
} from '@relata/model';

type Asks = (object: CatalogObject, name: string, record: Record<string, unknown>) => boolean;

/** What the rules of fields say of a record as it stands; the server has the last word. */
export interface Rules {
  isRequired: Asks;
  isReadOnly: Asks;
  isCounted: Asks;
}

interface Asking {
  catalog: Catalog;
  /** The rules do not bind this person: an administrator, where the workspace says so. */
  isExempt: boolean;
  /** As it stands for whoever looks; the moment is that of the question. */
  context: Omit<FilterContext, 'now'>;
}

export function rulesFor({ catalog, isExempt, context }: Asking): Rules {
  const asking = (test: typeof isRequired): Asks => {
    return (object, name, record) => {
      const field = object.fields[name];
      if (!field) return false;
      // What is counted is so for everybody.
      if (isExempt && test !== isCounted) return test === isRequired && field.required === true;
      // Inputs of actions are no fields of the object; of these only the plain rule can be asked.
      if (catalog.objects[object.name]?.fields[name] !== field)
        return test === isRequired && isAlwaysRequired(field);
      try {
        const now = new Date().toISOString();
        return test(object, name, plain(record), { catalog, context: { ...context, now } });
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    };
  };
  return {
    isRequired: asking(isRequired),
    isReadOnly: asking(isReadOnly),
    isCounted: asking(isCounted),
  };
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
