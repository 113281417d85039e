import { type CatalogObject, type FieldError, objectOf, parseFilter } from '@relata/model';
import { tableOf, titleSql } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';
import { matching, type Which } from './matching.ts';
import { notThere } from './read.ts';

/** A record that a change of many leaves as it is. */
export interface Kept {
  object: string;
  id: string;
  title: string;
  /** The fields that stay; none where all of it does. */
  fields: string[];
  /** Why; missing where it has been changed again since. */
  error?: FieldError;
}

/** What a change of many leaves alone; without it, one that is refused takes all others along. */
export interface Keeping {
  count: number;
  named: Kept[];
}

/** How many of them are named one by one. */
const mostNamed = 200;

export function keep(keeping: Keeping, one: Kept): void {
  keeping.count++;
  if (keeping.named.length < mostNamed) keeping.named.push(one);
}

export const notYours: FieldError = {
  field: '',
  code: 'not_yours',
  message: 'you may see this record but not change it',
};

/** Of what matches, what the actor sees and may not change. */
export async function keepMatching(
  work: Work,
  object: CatalogObject,
  filter: unknown,
  which: Which,
  verb: 'read' | 'update' | 'delete',
): Promise<Keeping> {
  if (verb === 'read') return { count: 0, named: [] };
  const made = statement(work);
  const parsed = parseFilter(filter ?? {}, object.name, work.seen);
  const matched = matching(work, object, parsed, which, made);
  const { rows } = await work.connection.query<Titled & { count: string }>(
    `select t.id, ${titleSql('t', objectOf(work.seen, object.name))} as title, count(*) over () as count
     from ${tableOf(object)} t where ${matched} and (${reachable(work, object, verb, 't', made)}) is not true
     order by t.id limit ${mostNamed}`,
    made.parameters.values,
  );
  const keeping: Keeping = { count: 0, named: [] };
  keepAll(keeping, object, rows, notYours);
  return { ...keeping, count: Number(rows[0]?.count ?? 0) };
}

/** Keeps records that the actor sees and may not change; of those that they do not see it refuses all, as if none were there. */
export async function keepMissing(
  work: Work,
  object: CatalogObject,
  missing: string[],
  keeping: Keeping,
): Promise<void> {
  const rows = await titlesOf(work, object, missing);
  if (rows.length < missing.length) throw notThere();
  keepAll(keeping, object, rows, notYours);
}

/** Keeps records for a reason, of those that the actor sees. */
export async function keepThese(
  work: Work,
  object: CatalogObject,
  ids: string[],
  keeping: Keeping,
  error: FieldError,
): Promise<void> {
  keepAll(keeping, object, await titlesOf(work, object, ids), error);
}

interface Titled {
  id: string;
  title: string;
}

function keepAll(
  keeping: Keeping,
  object: CatalogObject,
  rows: readonly Titled[],
  error: FieldError,
): void {
  for (const { id, title } of rows)
    keep(keeping, { object: object.name, id, title, fields: [], error });
}

async function titlesOf(work: Work, object: CatalogObject, ids: string[]): Promise<Titled[]> {
  if (!ids.length) return [];
  const made = statement(work);
  const { rows } = await work.connection.query<Titled>(
    `select t.id, ${titleSql('t', objectOf(work.seen, object.name))} as title from ${tableOf(object)} t where t.workspace_id = $1 and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)} order by t.id`,
    made.parameters.values,
  );
  return rows;
}
