import type { Operator } from './filter.ts';
import type { Part, ScalarType } from './fields/index.ts';
import { toDecimal } from './fields/number.ts';
import { isDay, isId, toInstant } from './notation.ts';
import { isPlainObject } from './plain-object.ts';
import { isRange } from './ranges.ts';
import { Refusal } from './refusal.ts';

/** So many values may stand in one list. */
const mostValues = 10_000;

/** Refuses what an operator cannot be asked with, and says what it takes. */
export function checkOperand(
  type: ScalarType,
  operator: Operator,
  operand: unknown,
  path: string,
): void {
  const fail = (what: string): never => {
    throw malformed(`'${path}': '${operator}' takes ${what}`, path);
  };
  const scalar = (value: unknown) => {
    if (!fits(type, value)) fail(wanted[type]);
  };
  if (operator === 'empty') {
    if (typeof operand !== 'boolean') fail('true or false');
    return;
  }
  if (operator === 'within') {
    if (!isRange(operand)) fail('a range like today, thisWeek, last30Days');
    return;
  }
  if (operator === 'in' || operator === 'nin' || operator === 'hasAny' || operator === 'hasAll') {
    if (!Array.isArray(operand)) fail('a list');
    else if (operand.length > mostValues) fail(`at most ${mostValues} values`);
    else operand.forEach(scalar);
    return;
  }
  if (operator === 'between') {
    if (!Array.isArray(operand) || operand.length !== 2) fail('[from, to]');
    else operand.forEach(scalar);
    return;
  }
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    if (!fits('text', operand) || String(operand).length > 1000) fail('a text');
    return;
  }
  if ((operator === 'eq' || operator === 'ne') && (operand === null || operand === '')) return;
  scalar(operand);
}

/** Refuses what a part of a value never is. */
export function checkPart(part: Part, operator: Operator, operand: unknown, path: string): void {
  for (const one of Array.isArray(operand) ? operand : [operand])
    if (one !== null && one !== '' && !part.takes(one))
      throw malformed(`'${path}': '${operator}' takes ${part.wanted}`, path);
}

const wanted: Record<ScalarType, string> = {
  text: 'a text',
  decimal: 'a number',
  date: 'a date like 2026-11-22',
  time: 'a time like 2026-11-22T10:00:00Z',
  boolean: 'true or false',
  id: 'an id',
  user: 'an id, "@me" or "@myTeam"',
};

function fits(type: ScalarType, value: unknown): boolean {
  const tests: Record<ScalarType, () => boolean> = {
    text: () => typeof value === 'string' && value.length <= 10_000 && !value.includes('\u0000'),
    decimal: () => isDecimal(value) || (isPlainObject(value) && isDecimal(value['amount'])),
    date: () => typeof value === 'string' && isDay(value),
    time: () => typeof value === 'string' && (isDay(value) || toInstant(value) !== null),
    boolean: () => typeof value === 'boolean',
    id: () => isId(value),
    user: () => value === '@me' || value === '@myTeam' || isId(value),
  };
  return tests[type]();
}

const isDecimal = (value: unknown): boolean => toDecimal(value) !== null;

export const malformed = (message: string, field: string) =>
  new Refusal('malformed', message, {
    reason: 'filter',
    errors: [{ field, code: 'filter', message }],
  });
