import { type FieldError, Refusal } from '@relata/model';

/** Of many records: which one an error is about, counted from 0. Kept aside, because it means nothing with one alone. */
const places = new WeakMap<FieldError, number>();

/** Notes that the error is about the nth of several records. */
export function ofRecord(error: FieldError, nth: number | undefined): FieldError {
  if (nth !== undefined) places.set(error, nth);
  return error;
}

/** Runs what concerns one of several records; its refusals know which. */
export function forRecord<T>(nth: number, task: () => T): T {
  try {
    return task();
  } catch (problem) {
    if (problem instanceof Refusal) for (const error of problem.errors) ofRecord(error, nth);
    throw problem;
  }
}

/** Names the line of a batch in front of the field: `create.3.emails.0.value`. */
export async function inBatch<T>(part: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    for (const error of problem.errors) {
      const nth = places.get(error);
      if (nth !== undefined) error.field = `${part}.${nth}${error.field ? `.${error.field}` : ''}`;
    }
    throw problem;
  }
}
