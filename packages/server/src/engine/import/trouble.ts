import type { Language } from '@relata/model';
import { filled, textIn } from '../wording.ts';
import type { RowProblem } from './read/index.ts';
import type { Problem } from './values/index.ts';

/**
 * Something about a row. `error`: it cannot be imported; `warning`: it can, and somebody should look at it;
 * `note`: said once for the whole file (an owner who is not known), not row by row.
 *
 * `code` names a translation `import.<code>`, or `invalid.<code>` where a rule of the field says no.
 */
export interface Trouble {
  code: string;
  level: 'error' | 'warning' | 'note';
  message: string;
  /** API name of the field, as a mapping writes it. */
  field?: string;
  /** Name of the column. */
  column?: string;
  values?: Record<string, string | number>;
}

export function trouble(
  level: Trouble['level'],
  { code, message, values }: Problem,
  at: { field?: string; column?: string } = {},
): Trouble {
  return { code, level, message, ...at, ...(values ? { values } : {}) };
}

export function ofRow(problem: RowProblem, header: string[]): Trouble {
  const column = problem.column === undefined ? undefined : header[problem.column];
  return trouble(
    problem.severity === 'warning' ? 'warning' : 'error',
    problem,
    column === undefined ? {} : { column },
  );
}

/** In the language of whoever reads it. */
export function wordingOf(one: Trouble, language: Language): string {
  const text = textIn(language, `import.${one.code}`) ?? textIn(language, `invalid.${one.code}`);
  return text === undefined ? one.message : filled(text, one.values);
}

/** The same, with the column that it is about. */
export function wordingWithPlace(one: Trouble, language: Language): string {
  const about = one.column ?? one.field;
  return about ? `${about}: ${wordingOf(one, language)}` : wordingOf(one, language);
}
