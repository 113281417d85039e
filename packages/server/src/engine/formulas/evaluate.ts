import { Big } from 'big.js';
import { type CatalogObject, type Field, FieldProblem, kinds, type Money } from '@relata/model';
import { compile, type Formula } from './compile.ts';
import { Amount, variable } from './language.ts';

interface FormulaField {
  name: string;
  field: Field;
  formula: Formula;
}

const known = new WeakMap<CatalogObject, FormulaField[]>();

/** The formulas of an object, each after those that it uses. One that cannot be read any more is left alone. */
export function formulasOf(object: CatalogObject): FormulaField[] {
  let found = known.get(object);
  if (!found) {
    const all = new Map(
      Object.entries(object.fields).flatMap(([name, field]) => {
        const formula = field.formula && compile(object, field.formula, field.kind);
        return formula && 'run' in formula ? [[name, { name, field, formula }] as const] : [];
      }),
    );
    const ordered = new Set<FormulaField>();
    const place = (one: FormulaField, above: readonly string[]): void => {
      if (above.includes(one.name)) return;
      for (const use of one.formula.uses) {
        const before = all.get(use);
        if (before) place(before, [...above, one.name]);
      }
      ordered.add(one);
    };
    for (const one of all.values()) place(one, []);
    known.set(object, (found = [...ordered]));
  }
  return found;
}

type Evaluation = [
  formula: Formula,
  field: Field,
  object: CatalogObject,
  record: Record<string, unknown>,
];

/** What a formula makes of a record; null where it makes nothing of it that fits: something is empty, a division by zero. */
export function evaluate(...given: Evaluation): unknown {
  try {
    return evaluateToFit(...given);
  } catch (error) {
    if (error instanceof FieldProblem) return null;
    throw error;
  }
}

/** The same. Throws {@link FieldProblem} where there is a result and the field does not hold it. */
export function evaluateToFit(...[formula, field, object, record]: Evaluation): unknown {
  const values = Object.fromEntries(
    formula.uses.map((name) => [
      variable(name),
      counted(object.fields[name], record[name] ?? null),
    ]),
  );
  try {
    return kept(formula.run(values), field);
  } catch (error) {
    // The library refuses in many ways what the values of this one record do not allow; none is the writer's fault.
    if (error instanceof Error && !(error instanceof FieldProblem)) return null;
    throw error;
  }
}

/** A value as formulas count with it; days are their first moment in UTC. */
function counted(field: Field | undefined, value: unknown): unknown {
  if (value === null || !field) return null;
  if (field.kind === 'money') {
    const { amount, currency } = value as Money;
    return new Amount(Number(amount), currency);
  }
  if (field.kind === 'date' || field.kind === 'dateTime') {
    const at = new Date(String(value));
    // A birthday without a year is no moment.
    return String(value).startsWith('--') || Number.isNaN(at.getTime()) ? null : at;
  }
  if (['number', 'integer', 'percent', 'rating', 'duration'].includes(field.kind))
    return Number(value);
  return value;
}

/** Without what counting in binary adds behind the fifteenth digit; `0.1 + 0.2` is `0.3`. */
const decimal = (value: number, digits: number): string => {
  const text = new Big(value.toPrecision(15)).round(digits, Big.roundHalfUp).toFixed();
  return Number(text) === 0 ? '0' : text;
};

/** Digits behind the point that are kept of a result. */
const digits: Partial<Record<Field['kind'], number>> = {
  ...{ number: 10, percent: 2, integer: 0, duration: 0 },
};

/** A result as the field stores it. */
function kept(result: unknown, field: Field): unknown {
  if (result === null || result === undefined) return null;
  const read = (value: unknown): unknown => kinds[field.kind].parse(value, field);
  if (result instanceof Amount)
    return read({ amount: decimal(result.amount, 10), currency: result.currency });
  if (result instanceof Date)
    return read(field.kind === 'date' ? result.toISOString().slice(0, 10) : result.toISOString());
  if (typeof result === 'number') return read(decimal(result, digits[field.kind] ?? 10));
  if (typeof result === 'string') return read(result.slice(0, field.max));
  return read(result);
}
