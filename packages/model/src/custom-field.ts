import { type Catalog, inversesOf, objectOf } from './catalog.ts';
import {
  addresses,
  autonumber,
  boolean,
  date,
  dateTime,
  duration,
  emails,
  type Field,
  type FieldKind,
  fieldKinds,
  files,
  integer,
  json,
  link,
  links,
  longText,
  money,
  multiSelect,
  number,
  percent,
  phones,
  rating,
  select,
  text,
  urls,
  user,
} from './define.ts';

/** Kinds that a workspace may give to fields of its own. Tags are on everything already. */
export type CustomKind = Exclude<FieldKind, 'tags' | 'audience'>;
export const customKinds = fieldKinds.filter(
  (kind): kind is CustomKind => kind !== 'tags' && kind !== 'audience',
);

/** What each kind brings along: limits, who writes it. */
const usual = {
  text: text(),
  longText: longText(),
  number: number(),
  integer: integer(),
  money: money(),
  percent: percent(),
  date: date(),
  dateTime: dateTime(),
  boolean: boolean(),
  select: select([]),
  multiSelect: multiSelect([]),
  emails: emails(),
  phones: phones(),
  urls: urls(),
  addresses: addresses(),
  link: link(''),
  links: links(''),
  user: user(),
  files: files(),
  rating: rating(),
  autonumber: autonumber(),
  duration: duration(),
  json: json(),
} satisfies Record<CustomKind, Field>;

export type CustomFieldParts = Pick<Field, 'label' | 'options' | 'required' | 'to'> & {
  kind: CustomKind;
};

/** A field as a workspace defines it, complete. */
export const customField = (parts: CustomFieldParts): Field => ({
  ...usual[parts.kind],
  ...parts,
  custom: true,
});

export const mostCustomFields = 200;

/** Words of the filter language, and what every JavaScript object has: as names of fields they would mislead. */
const reserved = new Set(['and', 'or', 'not', ...Object.getOwnPropertyNames(Object.prototype)]);

/** Why a new field of the object may not have this name; null where it may. The codes name translations `invalid.<code>`. */
export function nameProblem(
  catalog: Catalog,
  object: string,
  name: string,
): 'field_name' | 'reserved' | 'taken' | null {
  if (!/^[a-z][a-zA-Z0-9]{0,39}$/.test(name)) return 'field_name';
  if (reserved.has(name)) return 'reserved';
  if (Object.hasOwn(objectOf(catalog, object).fields, name)) return 'taken';
  return inversesOf(catalog, object).some((inverse) => inverse.name === name) ? 'taken' : null;
}
