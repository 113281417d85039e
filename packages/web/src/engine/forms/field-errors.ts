import { ApiProblem } from '@relata/client';
import type { Labels } from '../../app/language.ts';

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
