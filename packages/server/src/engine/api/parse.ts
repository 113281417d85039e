import { type FieldError, Refusal } from '@relata/model';
import { z } from 'zod';

export const text = z.string().max(100_000).optional();

/** Reads a query or body by its shape; unknown members are refused, not ignored. */
export function parse<S extends z.ZodType>(shape: S, given: unknown): z.infer<S> {
  const result = shape.safeParse(given ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue): FieldError => ({
    field: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    code: issue.code === 'unrecognized_keys' ? 'unknown_field' : 'malformed',
    message: issue.message,
  }));
  throw new Refusal('malformed', errors.map((one) => `${one.field}: ${one.message}`).join('; '), {
    errors,
  });
}

/** JSON inside a query parameter. */
export function parseJson(given: string | undefined, name: string): unknown {
  if (given === undefined || given === '') return undefined;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    throw new Refusal('malformed', `'${name}' is not JSON`, {
      errors: [{ field: name, code: 'malformed', message: 'is not JSON' }],
    });
  }
}
