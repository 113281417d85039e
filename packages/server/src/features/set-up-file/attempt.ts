import { isAtFault } from '#engine/records/save-each.ts';
import type { Work } from '#engine/work.ts';
import type { Step } from './file.ts';
import { Unknown } from './names.ts';

/**
 * Makes a part of a change, and takes this part alone back where it is refused; gives why, or null. What the database
 * cannot do just now is no fault of the part: the whole is tried again, or refused.
 */
export async function attempt(
  { connection, notices }: Work,
  task: () => Promise<unknown>,
): Promise<NonNullable<Step['why']> | null> {
  const told = notices.length;
  await connection.query('savepoint part');
  try {
    await task();
    await connection.query('release savepoint part');
    return null;
  } catch (problem) {
    const why = reasonOf(problem);
    if (!why) throw problem;
    await connection.query('rollback to savepoint part');
    notices.length = told;
    return why;
  }
}

function reasonOf(problem: unknown): Step['why'] | undefined {
  if (problem instanceof Unknown)
    return { code: 'set_up_unknown', values: { value: problem.missing } };
  if (!isAtFault(problem)) return undefined;
  const [first] = problem.errors;
  if (first) return { code: first.code, field: first.field, values: { ...first.values } };
  return { code: problem.code, ...(problem.reason && { reason: problem.reason }) };
}
