import { Big } from 'big.js';
import type { Field } from '../field.ts';
import { numberFormat } from './formats.ts';
import { FieldProblem, type Kind, operatorsOf } from './kind.ts';

const decimal = /^-?\d{1,30}(\.\d{1,20})?$/;

/** A decimal as a string in plain notation; null where the input is none. */
export function toDecimal(input: unknown): string | null {
  const given =
    typeof input === 'number' && Number.isFinite(input) ? new Big(input).toFixed() : input;
  if (typeof given !== 'string' || !decimal.test(given.trim())) return null;
  return new Big(given.trim()).toFixed();
}

function within(value: string, field: Field): void {
  if (field.min !== undefined && new Big(value).lt(field.min))
    throw new FieldProblem('too_small', `at least ${field.min}`, { min: field.min });
  if (field.max !== undefined && new Big(value).gt(field.max))
    throw new FieldProblem('too_big', `at most ${field.max}`, { max: field.max });
}

function read(input: unknown, field: Field): string | null {
  if (input === null || input === '') return null;
  const value = toDecimal(input);
  if (value === null) throw new FieldProblem('number', 'must be a number');
  within(value, field);
  return value;
}

/** A decimal that is never rounded; a string on the wire. */
export const number: Kind<string> = {
  scalar: 'decimal',
  operators: operatorsOf.number,
  parse: read,
  scalars: (value) => [String(value)],
  operand: (value) => toDecimal(value),
  part: (part) => part,
  print: (value, _field, { locale }) =>
    numberFormat(locale, { maximumFractionDigits: 20 }).format(value as Intl.StringNumericLiteral),
};

const whole = (largest: number): Kind<number> => ({
  ...number,
  parse(input, field) {
    const value = read(input, field);
    if (value === null) return null;
    if (!new Big(value).mod(1).eq(0)) throw new FieldProblem('integer', 'must be a whole number');
    if (new Big(value).abs().gt(largest))
      throw new FieldProblem('too_big', `at most ${largest}`, { max: largest });
    return Number(value);
  },
  scalars: (value) => [Number(value)],
  print: (value, _field, { locale }) => numberFormat(locale).format(value),
});

export const integer = whole(Number.MAX_SAFE_INTEGER);
export const autonumber = {
  ...whole(Number.MAX_SAFE_INTEGER),
  print: (value: number) => String(value),
};
export const rating: Kind<number> = { ...whole(5), print: (value) => '★'.repeat(value) };

/** Minutes; printed as hours and minutes. */
export const duration: Kind<number> = {
  ...whole(10_000_000),
  print: (value) => `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`,
};

/** 0–100 with up to two decimals. */
export const percent: Kind<number> = {
  ...number,
  parse(input, field) {
    const value = read(input, field);
    return value === null ? null : Number(new Big(value).round(2, Big.roundHalfUp).toFixed());
  },
  scalars: (value) => [Number(value)],
  print: (value, _field, { locale }) =>
    numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value / 100),
};
