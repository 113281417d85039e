import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { Form } from './form.ts';

/**
 * What became of a post. `again`: its ticket had made a lead before; `confirm`: sent by a plain form, and asked to
 * confirm; `unasked`: taken, but the letter for the second consent was one too many; the rest was refused: by the trap for programs, too soon, without proof, too often, from another site, with
 * answers that are wrong, to a form that is off.
 */
export type Outcome =
  | 'taken'
  | 'again'
  | 'confirm'
  | 'unasked'
  | 'trap'
  | 'fast'
  | 'proof'
  | 'often'
  | 'site'
  | 'answers'
  | 'off';

/** Counts in memory and writes now and then: thousands of refused posts cost no write each. */
export interface Tally {
  count(form: Form, outcome: Outcome): void;
  /** Writes what has been counted since. */
  flush(): Promise<void>;
}

export function openTally(database: Database, clock: Clock): Tally {
  let counted = new Map<string, { form: Form; outcome: Outcome; n: number }>();
  return {
    count(form, outcome) {
      const name = `${form.id} ${outcome}`;
      const entry = counted.get(name);
      if (entry) entry.n++;
      else counted.set(name, { form, outcome, n: 1 });
    },
    async flush() {
      const entries = [...counted.values()];
      counted = new Map();
      const at = clock.now().toISOString();
      for (const { form, outcome, n } of entries)
        await database.of(form.workspace).query(
          // The form may be gone for good by now.
          `insert into form_tally (workspace_id, form_id, outcome, n, last_at)
           select $1, f.id, $3, $4, $5 from form f where f.workspace_id = $1 and f.id = $2
           on conflict (workspace_id, form_id, outcome) do update set n = form_tally.n + excluded.n, last_at = excluded.last_at`,
          [form.workspace, form.id, outcome, n, at],
        );
    },
  };
}
