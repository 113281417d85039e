import {
  type CatalogObject,
  type Field,
  type FormulaKind,
  formulaKinds,
  formulaType,
  usableInFormula,
} from '@relata/model';
import { languageOf, readTree } from './language.ts';

export const longestFormula = 2000;

/** Why a formula cannot be; translated as `invalid.formula_<code>`. */
export interface FormulaProblem {
  code: 'formula_syntax' | 'formula_field' | 'formula_part' | 'formula_type' | 'formula_result';
  message: string;
  /** Where in the text, counted in characters from 0. */
  at: { start: number; end: number };
  /** What stands there. */
  part: string;
}

export interface Formula {
  /** Fields of the record that it looks at. */
  uses: string[];
  /** Kinds of fields that can hold the result. */
  kinds: FormulaKind[];
  /** Gives the raw result; throws where the values do not allow one. */
  run(values: Record<string, unknown>): unknown;
}

const languages = new WeakMap<CatalogObject, ReturnType<typeof languageOf>>();

/** Reads a formula over the fields of an object, whose result a field of this kind will hold; null: of any. */
export function compile(
  object: CatalogObject,
  text: string,
  kind: Field['kind'] | null,
): Formula | FormulaProblem {
  let made = languages.get(object);
  if (!made) languages.set(object, (made = languageOf(object)));
  const whole = { start: 0, end: text.length };
  const problem = (code: FormulaProblem['code'], message: string, at = whole): FormulaProblem => ({
    code,
    message,
    at,
    part: text.slice(at.start, at.end).slice(0, 80),
  });
  try {
    const checked = made.checks.parse(text);
    const { names, strange } = readTree(checked.ast);
    if (strange) return problem('formula_part', 'this cannot be used in a formula', strange.range);
    const known = new Set(usableInFormula(object).map(([name]) => name));
    const { valid, type, error } = checked.check();
    if (!valid) {
      const at = error?.range;
      const isUnknown = error?.code === 'unknown_variable';
      return isUnknown
        ? problem('formula_field', 'there is no such field to count with', at)
        : problem('formula_type', 'this does not fit together', at);
    }
    const kinds = formulaKinds.filter((one) => formulaType(one) === type);
    if (!kinds.some((one) => kind === null || one === kind))
      return problem('formula_result', `a field of this kind holds no ${type}`);
    const run = made.values.parse(text);
    readTree(run.ast);
    return { uses: [...names].filter((name) => known.has(name)), kinds, run };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return problem('formula_syntax', summaryOf(error), rangeOf(error));
  }
}

const summaryOf = (error: Error): string =>
  'summary' in error && typeof error.summary === 'string' ? error.summary : error.message;

function rangeOf(error: Error): { start: number; end: number } | undefined {
  if (!('range' in error) || typeof error.range !== 'object' || error.range === null)
    return undefined;
  const { start, end } = { start: 0, end: 0, ...error.range };
  return { start, end };
}
