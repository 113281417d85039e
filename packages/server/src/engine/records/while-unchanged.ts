import { isPlace } from '#platform/db.ts';
import type { Work } from '../work.ts';

interface Answer {
  /** What the database had committed when it answered; null where it gave no row to say so. */
  snapshot: string | null;
  rows: Record<string, unknown>[];
  askedAt: number;
}

const answers = new Map<string, Promise<Answer>>();
const mostAnswers = 500;
/** A server that is put back to an earlier state gives its snapshots again: nobody believes an answer for long. */
const keptMs = 60_000;

// Asking for the transaction's own id beside it would forbid that several processes share the adding up.
const snapshot = 'pg_current_snapshot()::text';

/**
 * The rows of a statement that takes long for few rows: totals, counts. As long as nothing at all has been written
 * since somebody asked the same, they are what they were: the database sees the same transactions as committed. So
 * the answer is never older than the question, and when a change has everybody's boards read anew, it is worked out
 * once. Within a transaction everybody asks for themselves: they may have written something that only they see.
 */
export async function whileUnchanged<R extends Record<string, unknown>>(
  work: Work,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  const { query } = work.connection;
  if (!isPlace(work.connection)) return (await query<R>(text, values)).rows;
  const security = await work.engine.database.rowSecurity();
  // What other nodes of a cluster write shows in no snapshot of this one.
  if (!security.on && security.lacks === 'citus') return (await query<R>(text, values)).rows;
  const key = JSON.stringify([text, values]);
  const known = answers.get(key);
  if (known) {
    const [now, answer] = await Promise.all([snapshotOf(work), known.catch(() => null)]);
    const isFresh = answer !== null && Date.now() - answer.askedAt < keptMs;
    if (isFresh && now !== null && answer.snapshot === now) return answer.rows as R[];
  }
  const asked = ask(work, text, values);
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(key, asked);
  return (await asked).rows as R[];
}

async function ask(work: Work, text: string, values: readonly unknown[]): Promise<Answer> {
  const askedAt = Date.now();
  const { rows } = await work.connection.query<Record<string, unknown> & { seen: string }>(
    `select a.*, ${snapshot} as seen from (${text}) a`,
    values,
  );
  return {
    snapshot: rows[0]?.seen ?? null,
    rows: rows.map(({ seen: _, ...row }) => row),
    askedAt,
  };
}

async function snapshotOf(work: Work): Promise<string | null> {
  const { rows } = await work.connection.query<{ seen: string }>(`select ${snapshot} as seen`);
  return rows[0]?.seen ?? null;
}
