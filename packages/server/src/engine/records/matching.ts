import type { CatalogObject, Filter } from '@relata/model';
import { toSql } from '../filters/to-sql.ts';
import { searchQuery } from '../search/query.ts';
import { reachable, type Statement, type Work } from '../work.ts';

/** Which records a list is about, beside its filter. */
export interface Which {
  /** What somebody typed. */
  q?: string | undefined;
  /** `only`: the recycle bin instead of the live records. */
  deleted?: 'only' | undefined;
}

/** What the list is about, without its order: workspace, live or deleted, reach, filter, search. */
export function matching(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: Which,
  made: Statement,
): string {
  const conditions = [
    't.workspace_id = $1',
    query.deleted === 'only' ? 't.deleted_at is not null' : 't.deleted_at is null',
    reachable(work, object, 'read', 't', made),
    toSql(filter, object.name, 't', made),
  ];
  if (query.q?.trim()) {
    const wanted = searchQuery(query.q);
    conditions.push(
      wanted === null ? 'false' : `t.search @@ ${made.parameters.add(wanted, 'tsquery')}`,
    );
  }
  return conditions.filter((one) => one !== 'true').join(' and ');
}
