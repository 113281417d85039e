import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import type { SealedColumn } from '#platform/seal-anew.ts';
import { lookAtDatabase } from './database.ts';
import { type Finding, wrong } from './finding.ts';
import { lookAtMachine, type Machine, thisMachine } from './machine.ts';
import { lookAtSettings } from './settings.ts';
import { lookAtWork } from './work.ts';

export interface Examined {
  config: Config;
  /** A string: why it cannot be used. */
  database: Pick<Database, 'query'> | string;
  /** Where secrets are kept. */
  sealed: SealedColumn[];
  now: Date;
  machine?: Machine;
}

/** Looks an installation over and changes nothing (T30 of the security targets). What is wrong comes first. */
export async function examine({
  config,
  database,
  sealed,
  now,
  machine = thisMachine,
}: Examined): Promise<Finding[]> {
  const found = [...lookAtSettings(config), ...lookAtMachine(config.dataDir, now, machine)];
  if (typeof database === 'string')
    found.push(wrong('no_database', database, 'Relata does not start before that is mended.'));
  else {
    const isOwn = config.databaseUrl !== undefined;
    const seen = await lookAtDatabase(database, { now, secrets: config, sealed, isOwn });
    found.push(...seen);
    // The tables of work come with the migrations.
    if (!seen.some(({ name }) => name === 'pending_migrations'))
      found.push(...(await lookAtWork(database.query, now)));
  }
  return found.toSorted((a, b) => Number(a.level === 'advice') - Number(b.level === 'advice'));
}

/** Nothing has to be done at once: the exit code is 0. */
export const isWell = (found: Finding[]): boolean => found.every(({ level }) => level !== 'wrong');

/** Said to a person, or as one line of JSON: `{"well":false,"findings":[{"name","level","what","todo"}]}`. */
export function report(found: Finding[], { asJson }: { asJson: boolean }): string {
  if (asJson) return JSON.stringify({ well: isWell(found), findings: found });
  if (found.length === 0) return 'Nothing is wrong.';
  const parts = found.map(
    ({ name, level, what, todo }) => `${level}: ${name}\n  ${what}\n  → ${todo}`,
  );
  const count = found.filter(({ level }) => level === 'wrong').length;
  return `${parts.join('\n\n')}\n\n${count} wrong, ${found.length - count} to consider.`;
}
