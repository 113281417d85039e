import {
  type Filter,
  type LeadTarget,
  objectOf,
  parseFilter,
  readTargets,
  Refusal,
} from '@relata/model';
import { matching } from '#engine/records/matching.ts';
import { statement, type Work } from '#engine/work.ts';

/** A rule as the processor reads it. */
export interface Rule {
  id: string;
  name: string;
  /** Null: it asks for what is no longer there, so it matches nothing and says so. */
  filter: Filter | null;
  targets: LeadTarget[];
  set: { priority?: string; campaign?: string; tags?: string[] };
}

interface Row {
  id: string;
  name: string;
  filter: unknown;
  targets: unknown;
  set: Rule['set'] | null;
}

/** The rules that are asked, in their order (EP-LPROC-12): all that are active, or the one that somebody executes. */
export async function rulesOf(work: Work, only: string | null): Promise<Rule[]> {
  const { rows } = await work.connection.query<Row>(
    `select id, name, filter, targets, set from lead_rule
     where workspace_id = $1 and deleted_at is null and (case when $2::uuid is null then active else id = $2 end)
     order by priority, created_at, id`,
    [work.workspace.id, only],
  );
  return rows.map((row): Rule => {
    const targets = readTargets(row.targets);
    return {
      id: row.id,
      name: row.name,
      filter: readable(work, row.filter),
      targets: typeof targets === 'string' ? [] : targets,
      set: row.set ?? {},
    };
  });
}

function readable(work: Work, filter: unknown): Filter | null {
  try {
    return parseFilter(filter ?? {}, 'lead', work.catalog);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return null;
  }
}

/** Which of the leads match, by the same language and the same SQL as in lists. */
export async function matchedBy(work: Work, rule: Rule, ids: string[]): Promise<Set<string>> {
  if (rule.filter === null || !ids.length) return new Set();
  const made = statement(work);
  const which = matching(work, objectOf(work.catalog, 'lead'), rule.filter, {}, made);
  const { rows } = await work.connection.query<{ id: string }>(
    `select t.id from lead t where ${which} and t.id = any(${made.parameters.add(ids, 'uuid[]')})`,
    made.parameters.values,
  );
  return new Set(rows.map((row) => row.id));
}
