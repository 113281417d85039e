import { isDay, toInstant } from '../notation.ts';
import { startOf } from '../ranges.ts';
import { dateFormat } from './formats.ts';
import { FieldProblem, type Kind, operatorsOf } from './kind.ts';

/** Stands for 'no year' in storage, so that such a birthday still sorts and filters as a date. A leap year. */
export const noYear = '1604';

/** A day without a time or zone. Where the field is a birthday, the year may be missing: `--11-22`. */
export const date: Kind<string> = {
  scalar: 'date',
  operators: operatorsOf.date,
  parse(input, field) {
    if (input === null || input === '') return null;
    const given = typeof input === 'string' ? input.trim() : '';
    const day = field.yearless && given.startsWith('--') ? `${noYear}-${given.slice(2)}` : given;
    if (!isDay(day)) throw new FieldProblem('date', 'takes a date like 2026-11-22');
    return given;
  },
  scalars: (value) => [String(value).replace(/^--/, `${noYear}-`)],
  operand: (value) => String(value),
  part: (part) => part,
  print(value, _field, { locale }) {
    const yearless = value.startsWith('--');
    const day = new Date(`${yearless ? `${noYear}-${value.slice(2)}` : value}T00:00:00Z`);
    return dateFormat(
      locale,
      yearless
        ? { timeZone: 'UTC', day: 'numeric', month: 'long' }
        : { timeZone: 'UTC', dateStyle: 'medium' },
    ).format(day);
  },
};

/** An instant, to the millisecond, in UTC. */
export const dateTime: Kind<string> = {
  scalar: 'time',
  operators: operatorsOf.date,
  parse(input) {
    if (input === null || input === '') return null;
    const instant = typeof input === 'string' ? toInstant(input.trim()) : null;
    if (instant === null)
      throw new FieldProblem('dateTime', 'takes a time like 2026-11-22T10:00:00Z');
    return instant;
  },
  scalars: (value) => [String(value)],
  /** A bare day means its beginning where the asker is. */
  operand: (value, { timeZone }) =>
    isDay(String(value)) ? startOf(String(value), timeZone) : toInstant(String(value)),
  part: (part) => part,
  print: (value, _field, { locale, timeZone }) =>
    dateFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(value),
    ),
};
