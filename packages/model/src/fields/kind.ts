import type { Field } from '../field.ts';
import type { FilterContext, Operator, Scalar } from '../filter.ts';

/** How values are compared: the storage, the filter builder and `matches` go by it. */
export type ScalarType = 'text' | 'decimal' | 'date' | 'time' | 'boolean' | 'id' | 'user';

/** For printing: what the person reads. */
export interface PrintContext {
  /** BCP 47 */
  locale: string;
  timeZone: string;
  /** Label of an option of this field. */
  option: (value: string) => string;
  yes: string;
  no: string;
}

/** What a kind of field knows about its values. Storage is the server's, looks are the web's business. */
export interface Kind<V> {
  scalar: ScalarType;
  operators: readonly Operator[];
  /** Reads what a caller gave; null is empty. Throws `FieldProblem`. */
  parse(input: unknown, field: Field): V | null;
  /** Comparable forms; none where the value counts as empty. */
  scalars(value: unknown, context: FilterContext): Scalar[];
  /** Comparable form of what a condition names. */
  operand(value: unknown, context: FilterContext): Scalar;
  /** Text as `contains`, `startsWith` and `endsWith` compare it. */
  part(text: string): string;
  /** What conditions may ask of a value by itself, by name: the currency of an amount. */
  parts?: Readonly<Record<string, Part>>;
  /** For people: in exports, history, mails. */
  print(value: V, field: Field, context: PrintContext): string;
}

/** A part of a value, by which records are found as by a field. */
export interface Part {
  /** As a field of what kind it is compared and chosen. */
  field: Field;
  /** The part of a value that is not empty. */
  of(value: unknown): unknown;
  /** Can it be looked for? What is never there is more likely a mistake than a question. */
  takes(operand: unknown): boolean;
  /** What it takes, for refusals: `a currency code such as EUR`. */
  wanted: string;
}

/** Why a value does not fit a field. `code` names a translation `invalid.<code>`. */
export class FieldProblem extends Error {
  readonly code: string;
  readonly values: Record<string, string | number>;
  /** Path inside the value, for lists: `0.value`. */
  readonly at: string;

  constructor(
    code: string,
    message: string,
    values: Record<string, string | number> = {},
    at = '',
  ) {
    super(message);
    this.name = 'FieldProblem';
    this.code = code;
    this.values = values;
    this.at = at;
  }
}

export const operatorsOf = {
  text: ['eq', 'ne', 'in', 'nin', 'contains', 'startsWith', 'endsWith', 'empty'],
  longText: ['eq', 'ne', 'contains', 'startsWith', 'endsWith', 'empty'],
  number: ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'between', 'empty'],
  date: ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'between', 'within', 'empty'],
  boolean: ['eq', 'ne', 'empty'],
  choice: ['eq', 'ne', 'in', 'nin', 'empty'],
  list: ['has', 'hasAny', 'hasAll', 'eq', 'ne', 'in', 'nin', 'empty'],
  points: [
    'has',
    'hasAny',
    'hasAll',
    'eq',
    'ne',
    'in',
    'nin',
    'contains',
    'startsWith',
    'endsWith',
    'empty',
  ],
  none: ['empty'],
} as const satisfies Record<string, readonly Operator[]>;

/**
 * Without what the database cannot keep: NUL, and halves of characters (lone surrogates).
 * `at` is the path of the text inside the field's value.
 */
export function asText(input: unknown, max: number, at = ''): string | null {
  if (input === null) return null;
  if (typeof input !== 'string') throw new FieldProblem('text', 'must be a text', {}, at);
  const clean = input.replaceAll('\u0000', '').toWellFormed();
  if (clean.trim() === '') return null;
  if (clean.length > max)
    throw new FieldProblem('too_long', `at most ${max} characters`, { max }, at);
  return clean;
}

export function asList(input: unknown, max: number): unknown[] {
  if (input === null) return [];
  if (!Array.isArray(input)) throw new FieldProblem('list', 'must be a list');
  if (input.length > max) throw new FieldProblem('too_many', `at most ${max} entries`, { max });
  return input;
}
