import type { CatalogObject } from '@relata/model';
import { isWritable } from '../../fields/check.ts';

/** Fields whose values can be the columns of a board: lists of options, stages, and by what the object says. */
export const groupFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        isWritable(field) &&
        (field.kind === 'select' || field.of !== undefined || name === object.board?.by),
    )
    .map(([name]) => name);

/** What cards show until a view says otherwise: the first columns of the list that say something about this card. */
export function cardFields(object: CatalogObject, group: string): string[] {
  const parent = object.fields[group]?.of;
  return object.columns
    .filter((name) => !['title', group, parent, 'nextActivityAt', 'owner', 'done'].includes(name))
    .slice(0, 4);
}

/** What may be put on a card. */
export const possibleCardFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        !['title', 'id', 'version', 'nextActivityAt', 'owner'].includes(name) &&
        field.kind !== 'json',
    )
    .map(([name]) => name);

/** `value,company` as it stands in the address or a view; fields that no longer exist are left out. */
export const readCards = (object: CatalogObject, text: string): string[] =>
  text.split(',').filter((name) => Object.hasOwn(object.fields, name));
