import type { Engine } from '../engine.ts';

/** Events that have been handed over, with what followed from them. In days. */
const keptEvents = 7;
/** Answers to an `Idempotency-Key`, which counts for 24 hours. In days. */
const keptAnswers = 2;

const dayMs = 86_400_000;

/** Removes what nobody looks at any more, workspace by workspace. History is not among it. */
export async function forgetEvents({ database, clock }: Engine): Promise<void> {
  const before = (days: number) => new Date(clock.now().getTime() - days * dayMs);
  const { rows } = await database.query<{ id: string }>('select id from workspace');
  for (const { id } of rows) {
    // An event's id begins with its time, and leads the key.
    const oldest = firstIdOf(before(keptEvents));
    const { query } = database.of(id);
    await query(
      'delete from event where workspace_id = $1 and id < $2 and relayed_at is not null',
      [id, oldest],
    );
    await query('delete from event_effect where workspace_id = $1 and event_id < $2', [id, oldest]);
    await query('delete from idempotency_key where workspace_id = $1 and created_at < $2', [
      id,
      before(keptAnswers).toISOString(),
    ]);
  }
}

/** The smallest UUIDv7 (RFC 9562, 5.7) of a moment. */
function firstIdOf(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
