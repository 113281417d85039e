import type { CatalogObject } from './catalog.ts';
import type { CustomKind } from './custom-field.ts';
import type { Field, FieldKind } from './field.ts';

const time = 'google.protobuf.Timestamp';

/** What a value of each kind is in a formula (CEL). Kinds that are not here cannot be counted with. */
const types: Partial<Record<FieldKind, string>> = {
  ...{ text: 'string', select: 'string', boolean: 'bool', money: 'Money' },
  ...{ number: 'double', integer: 'double', percent: 'double', rating: 'double' },
  ...{ duration: 'double', date: time, dateTime: time },
};

export const formulaType = (kind: FieldKind): string | undefined => types[kind];

/** Kinds that a formula can fill; of those that hold the same, the likeliest first. */
export const formulaKinds = [
  'text',
  'number',
  'integer',
  'percent',
  'money',
  'boolean',
  'date',
  'dateTime',
  'duration',
] as const satisfies CustomKind[];

export type FormulaKind = (typeof formulaKinds)[number];

/**
 * The fields that a formula of the object may use: those that somebody or an action writes, and other formulas. What the
 * engine keeps by itself, such as the time of the last change, changes without anybody saving the record.
 */
export const usableInFormula = (object: CatalogObject): [string, Field][] =>
  Object.entries(object.fields).filter(
    ([, field]) => formulaType(field.kind) && (field.writtenBy !== 'system' || field.formula),
  );

/**
 * What a formula may call, by what it is about. None takes longer than its arguments are long; loops, patterns and names
 * for parts are not among them. `|` is where the first argument goes: before the point of what is asked of a text.
 */
export const formulaCalls = [
  { about: 'empty', name: 'ifEmpty', text: 'ifEmpty(|, 0)' },
  { about: 'numbers', name: 'round', text: 'round(|)' },
  { about: 'numbers', name: 'floor', text: 'floor(|)' },
  { about: 'numbers', name: 'ceil', text: 'ceil(|)' },
  { about: 'numbers', name: 'abs', text: 'abs(|)' },
  { about: 'numbers', name: 'min', text: 'min(|, 0)' },
  { about: 'numbers', name: 'max', text: 'max(|, 0)' },
  { about: 'money', name: 'money', text: 'money(|, "EUR")' },
  { about: 'days', name: 'daysBetween', text: 'daysBetween(|, )' },
  { about: 'days', name: 'addDays', text: 'addDays(|, 30)' },
  { about: 'days', name: 'year', text: 'year(|)' },
  { about: 'days', name: 'month', text: 'month(|)' },
  { about: 'days', name: 'day', text: 'day(|)' },
  { about: 'texts', name: 'contains', text: '|.contains("")' },
  { about: 'texts', name: 'startsWith', text: '|.startsWith("")' },
  { about: 'texts', name: 'endsWith', text: '|.endsWith("")' },
  { about: 'texts', name: 'length', text: 'length(|)' },
  { about: 'texts', name: 'upper', text: 'upper(|)' },
  { about: 'texts', name: 'lower', text: 'lower(|)' },
  { about: 'texts', name: 'string', text: 'string(|)' },
] as const;
