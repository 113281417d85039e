import type { CatalogObject, Filter } from '@relata/model';
import { toSql } from '../filters/to-sql.ts';
import { searchForms, searchQuery } from '../search/query.ts';
import { seenWeights } from '../search/seen-weights.ts';
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
  const typed = query.q?.trim();
  const weights = seenWeights(work, object);
  const forms = typed ? [weights === null ? null : searchQuery(typed, weights)] : undefined;
  return allOf(work, object, filter, query, made, forms)[0] ?? 'false';
}

/** The same as alternatives, each of which an index of words answers by itself; a record may fulfil several. */
export function matchingAnyOf(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: Which,
  made: Statement,
): string[] {
  const typed = query.q?.trim();
  const weights = seenWeights(work, object);
  const forms = typed
    ? ((weights === null ? null : searchForms(typed, weights)) ?? [null])
    : undefined;
  return allOf(work, object, filter, query, made, forms);
}

function allOf(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: Which,
  made: Statement,
  forms: (string | null)[] | undefined,
): string[] {
  const conditions = [
    't.workspace_id = $1',
    query.deleted === 'only' ? 't.deleted_at is not null' : 't.deleted_at is null',
    reachable(work, object, 'read', 't', made),
    // By the caller's catalog: a title does not tell what is hidden from them.
    toSql(filter, object.name, 't', { ...made, catalog: work.seen }),
  ].filter((one) => one !== 'true');
  if (!forms) return [conditions.join(' and ')];
  return forms.map((form) => {
    const found = form === null ? 'false' : `t.search @@ ${made.parameters.add(form, 'tsquery')}`;
    return [...conditions, found].join(' and ');
  });
}
