import { type Field, FieldProblem, isAlwaysRequired, kinds } from '@relata/model';
import type { FieldError } from '@relata/model';
export { isWritable } from '@relata/model';
import { isEmpty } from './contract.ts';

export type Checked =
  | { value: unknown; error?: undefined }
  | { error: Pick<FieldError, 'code' | 'message' | 'values'> };

/** Reads a value as the server will: what it becomes, or why it is not taken. */
export function checked(field: Field, given: unknown): Checked {
  try {
    const value = kinds[field.kind].parse(
      field.kind === 'files' ? idsOf(given) : (given ?? null),
      field,
    );
    if (isAlwaysRequired(field) && isEmpty(value))
      return { error: { code: 'required', message: 'is required' } };
    return { value };
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    return { error: { code: problem.code, message: problem.message, values: problem.values } };
  }
}

/** Files may carry their names while they are edited. */
const idsOf = (given: unknown): unknown =>
  Array.isArray(given)
    ? given.map((one: unknown) =>
        typeof one === 'object' && one !== null && 'id' in one ? one.id : one,
      )
    : null;
