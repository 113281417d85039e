import { type Catalog, inversesOf, objectOf } from './catalog.ts';
import {
  addresses,
  autonumber,
  boolean,
  date,
  dateTime,
  duration,
  emails,
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
import { type Field, type FieldKind, fieldKinds } from './field.ts';

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

export type CustomFieldParts = Pick<
  Field,
  'label' | 'options' | 'required' | 'to' | 'inverse' | 'formula' | 'uses'
> & {
  kind: CustomKind;
};

/** A field as a workspace defines it, complete. */
export function customField(parts: CustomFieldParts): Field {
  const whole: Field = { ...usual[parts.kind], ...parts, custom: true };
  if (parts.formula === undefined) return whole;
  // Nobody types it: only the engine writes it, and a margin may be below nothing.
  const { min: _min, ...open } = whole;
  return parts.kind === 'percent' ? withoutMost(open) : { ...open, writtenBy: 'system' };
}

const withoutMost = ({ max: _max, ...field }: Field): Field => ({ ...field, writtenBy: 'system' });

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

/**
 * Under which name the records that a new reference leads to show those that it comes from: `properties` on a
 * company, `propertiesByBroker` where that is something else already.
 */
export function inverseName(catalog: Catalog, holder: string, field: string, to: string): string {
  const many = objectOf(catalog, holder).plural.replace(/-([a-z0-9])/g, (_, one: string) =>
    one.toUpperCase(),
  );
  const isFree = (name: string) => nameProblem(catalog, to, name) === null;
  if (isFree(many)) return many;
  const exact = `${many}By${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  for (let i = 2; ; i++) {
    const name = i === 2 ? exact : `${exact}${i}`;
    if (isFree(name) || name.length > 40) return name;
  }
}
