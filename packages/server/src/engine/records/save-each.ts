import { Refusal } from '@relata/model';
import { codeOf } from '../../platform/error-facts.ts';
import type { Work } from '../work.ts';

/**
 * Saves all items at once; where one of them is refused, the halves, down to the one at fault. The others
 * are saved, and what is refused leaves nothing behind. Gives the refused with the reason.
 */
export async function saveEach<T>(
  work: Work,
  items: T[],
  save: (some: T[]) => Promise<void>,
): Promise<Map<T, Refusal>> {
  const refused = new Map<T, Refusal>();
  const attempt = async (some: T[], depth: number): Promise<void> => {
    if (!some.length) return;
    const point = `each_${depth}`;
    const notices = work.notices.length;
    await work.connection.query(`savepoint ${point}`);
    try {
      await save(some);
      await work.connection.query(`release savepoint ${point}`);
    } catch (error) {
      const reason = faultOf(error);
      if (!reason) throw error;
      await work.connection.query(`rollback to savepoint ${point}`);
      work.notices.length = notices;
      const [first] = some;
      if (some.length === 1 && first !== undefined) {
        refused.set(first, reason);
        return;
      }
      const half = Math.ceil(some.length / 2);
      await attempt(some.slice(0, half), depth + 1);
      await attempt(some.slice(half), depth + 1);
    }
  };
  await attempt(items, 0);
  return refused;
}

const ours = new Set<string>([
  'invalid',
  'conflict',
  'malformed',
  'not_found',
  'forbidden',
  'too_large',
]);

/** What is asked is wrong, as against what the surroundings cannot do just now. */
export const isAtFault = (error: unknown): error is Refusal =>
  error instanceof Refusal && ours.has(error.code);

/** What is wrong with a row, as against what is wrong with the surroundings; undefined for that. */
function faultOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return isAtFault(error) ? error : undefined;
  // Values that the database cannot keep: wrong form (22), broken constraint (23), beyond its limits (54).
  if (!/^(22|23|54)/.test(codeOf(error) ?? '')) return undefined;
  const refusal = new Refusal('invalid', 'the database cannot keep it', {
    errors: [{ field: '', code: 'malformed', message: 'the database cannot keep it' }],
  });
  refusal.cause = error;
  return refusal;
}
