import type { Catalog, CatalogObject } from './catalog.ts';
import type { Field } from './field.ts';
import { askedAt } from './filter-path.ts';
import { type Filter, type FilterContext, isOfRelated, matches } from './filter.ts';

/** While a record matches it, the field must be filled; null: it never must. An empty filter: always. */
export function requirementOf(field: Field): Filter | null {
  const { required, requiredWhen, requiredFrom } = field;
  if (required) return {};
  const from: Filter | undefined = requiredFrom && {
    stage: { in: [...(requiredFrom.reached ?? requiredFrom.stage)] },
  };
  if (requiredWhen && from) return { or: [requiredWhen, from] };
  return requiredWhen ?? from ?? null;
}

/** Must every record have it, whatever else it says? */
export function isAlwaysRequired(field: Field): boolean {
  const requirement = requirementOf(field);
  return requirement !== null && Object.keys(requirement).length === 0;
}

/** The fields that a condition on a record looks at. */
export function mentions(filter: Filter): string[] {
  const found = Object.entries(filter).flatMap(([key, member]) => {
    if (member === undefined) return [];
    if (Array.isArray(member)) return member.flatMap(mentions);
    return key === 'not' ? mentions(member as Filter) : [key.split('.', 1)[0] ?? ''];
  });
  return [...new Set(found)];
}

/** Does it look at other records than the one of the object that it is about? */
export const asksOfOthers = (filter: Filter, object: CatalogObject, catalog: Catalog): boolean =>
  Object.entries(filter).some(([key, member]) => {
    if (Array.isArray(member)) return member.some((one) => asksOfOthers(one, object, catalog));
    if (key === 'not') return asksOfOthers(member as Filter, object, catalog);
    const isOfItself = askedAt(catalog, object, key)?.via === null;
    return !isOfItself || Object.keys(member ?? {}).some(isOfRelated);
  });

/** What rules of fields ask of an actor and a moment. */
export interface RuleContext {
  catalog: Catalog;
  context: FilterContext;
}

const holds = (
  filter: Filter | null | undefined,
  object: CatalogObject,
  record: Record<string, unknown>,
  { catalog, context }: RuleContext,
): boolean =>
  filter !== null && filter !== undefined && matches(filter, record, object.name, catalog, context);

/** Must the field be filled in a record like this? */
export const isRequired = (
  object: CatalogObject,
  name: string,
  record: Record<string, unknown>,
  rules: RuleContext,
): boolean => holds(requirementOf(object.fields[name] ?? none), object, record, rules);

/** May the field not be changed while the record is like this? */
export const isReadOnly = (
  object: CatalogObject,
  name: string,
  record: Record<string, unknown>,
  rules: RuleContext,
): boolean => holds(object.fields[name]?.readOnlyWhen, object, record, rules);

/** Is the field counted from others while the record is like this? */
export const isCounted = (
  object: CatalogObject,
  name: string,
  record: Record<string, unknown>,
  rules: RuleContext,
): boolean => holds(object.fields[name]?.counted?.when, object, record, rules);

const none: Field = { kind: 'text' };

/**
 * The fields from which another is put together in a record like this: those that are shown. None: it is asked for
 * itself.
 */
export const shownParts = (
  object: CatalogObject,
  name: string,
  isShown: (condition: Filter | undefined) => boolean,
): string[] =>
  (object.fields[name]?.composedOf ?? []).filter((part) => {
    const field = object.fields[part];
    return field !== undefined && isShown(field.showWhen);
  });

/** Is another field filled that stands in for this one? */
export const isStoodIn = (
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  name: string,
): boolean =>
  Object.entries(fields).some(
    ([other, { insteadOf }]) => insteadOf === name && !isBlank(values[other]),
  );

/** May a person type into it at all? What actions and the engine write, they do not. */
export const isWritable = (field: Field): boolean =>
  !field.writtenBy && field.kind !== 'autonumber';

/** Nothing to show, nothing to sum. */
export const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);
