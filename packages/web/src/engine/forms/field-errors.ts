import { ApiProblem } from '@relata/client';
import { type Labels, useLabels } from '../../app/language.ts';

/** What the server says about each field, in the person's language; `''` holds what concerns none of those shown. */
export function fieldErrors(
  error: unknown,
  labels: Labels,
  shown: readonly string[],
): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const one of error.errors) {
    const [name = ''] = one.field.split('.');
    const key = shown.includes(name) ? name : '';
    found[key] ??= labels.invalid(one);
  }
  return found;
}

/** Finds the first thing that the server says about any of some fields, parts of them included. */
export function useFieldErrors(problem: unknown): (...fields: string[]) => string | undefined {
  const labels = useLabels();
  return (...fields) => {
    if (!(problem instanceof ApiProblem)) return undefined;
    const found = problem.errors.find((one) => fields.includes(one.field.split('.', 1)[0] ?? ''));
    return found && labels.invalid(found);
  };
}
