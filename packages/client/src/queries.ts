import type { Filter, JoinedColumn, Language } from '@relata/model';
import type { Theme } from './me.ts';

export interface Selection {
  filter?: Filter | null;
  /** Words that must be found in the record. */
  q?: string;
}

export interface ListQuery extends Selection {
  /** `-value,title` */
  sort?: string;
  fields?: readonly string[];
  /** `company.title` gives `{id, title}`, `company` the whole record. */
  include?: readonly string[];
  /** 50 unless given; 200 at most. */
  limit?: number;
  after?: string | null;
  total?: 'exact' | 'capped' | 'none';
  view?: string;
  /** The recycle bin instead of what is live. */
  deleted?: 'only';
}

export interface AggregateQuery extends Selection {
  groupBy?: string;
  /** `count`, `sum(value)`, `avg(…)`, `min(…)`, `max(…)`, `weighted(value)` */
  measures: readonly string[];
}

export interface BoardQuery extends Selection {
  groupBy: string;
  sort?: string;
  fields?: readonly string[];
  include?: readonly string[];
  limit?: number;
  pipeline?: string;
  /** Columns that hold several values. */
  joined?: readonly JoinedColumn[] | undefined;
  /** What the headers add up, instead of what the object says. */
  sum?: string | undefined;
  /** A day in the first period of a board by dates, and how many there are. */
  from?: string | undefined;
  periods?: number;
}

export interface CalendarQuery extends Selection {
  /** Names of the fields in which records begin, and end. */
  from: string;
  to?: string | undefined;
  /** The first day: `2026-11-01`. */
  day: string;
  days: number;
  sort?: string;
  fields?: readonly string[];
  include?: readonly string[];
  /** So many records of each day. */
  limit?: number;
}

/** One change to many records, named or matched. */
export interface ManyChange {
  ids?: readonly string[];
  where?: Filter;
  /** Narrows `where` down to what holds these words. */
  q?: string;
  set?: Record<string, unknown>;
  /** Only where there is nothing yet. */
  fill?: Record<string, unknown>;
  /** By field, what becomes of which value: the stages of one pipeline those of another. */
  replace?: Record<string, Record<string, unknown>>;
  /** A domain action, done with each of them; 1,000 at once at most. */
  act?: { action: string; input?: Record<string, unknown> };
  /** A record about each of them: an activity, a note. Stands alone. */
  make?: { object: string; values: Record<string, unknown> };
  addTags?: readonly string[];
  removeTags?: readonly string[];
  delete?: true;
  /** What of it companies share with their people is changed in all of them (OO-CON-17). */
  group?: 'all';
}

export interface BatchBody extends Omit<ManyChange, 'delete'> {
  create?: readonly Record<string, unknown>[];
  update?: readonly (Record<string, unknown> & { id: string })[];
  delete?: true | readonly string[];
  restore?: readonly string[];
}

/** Only a clash on the same field is refused (`base`), or any change at all since then (`match`). */
export interface WriteGuard {
  base?: number | undefined;
  match?: number;
  /** Refuse with `losing_access` where the caller would not see the record afterwards. */
  losing?: 'refuse';
  /** What the record shares with its group is changed in all of it: a company and its people. */
  group?: 'all';
}

export interface SetUp {
  workspace: string;
  name: string;
  email: string;
  password: string;
  language: Language;
  locale: string;
  currency: string;
  timeZone: string;
}

export type MyChanges = Partial<{
  name: string;
  language: Language;
  locale: string | null;
  timeZone: string | null;
  theme: Theme;
  signature: string | null;
  preferences: Record<string, unknown>;
  photo: string[] | null;
}>;

export type ExportFormat = 'csv' | 'xlsx' | 'vcf';

export const selection = (query: Selection) => ({
  filter:
    query.filter && Object.keys(query.filter).length ? JSON.stringify(query.filter) : undefined,
  q: query.q,
});

export const listParameters = (query: ListQuery) => ({
  ...selection(query),
  sort: query.sort,
  fields: query.fields?.join(','),
  include: query.include?.join(','),
  limit: query.limit,
  after: query.after,
  total: query.total,
  view: query.view,
  deleted: query.deleted,
});

export const guardHeaders = ({
  base,
  match,
  losing,
  group,
}: WriteGuard): Record<string, string> => ({
  ...(match !== undefined && { 'if-match': `"${match}"` }),
  ...(match === undefined && base !== undefined && { 'x-base-version': String(base) }),
  ...(losing && { 'x-losing-access': losing }),
  ...(group && { 'x-change-group': group }),
});

/** Which records become part of another one. */
export interface MergeBody {
  others: readonly string[];
  /** Field → id of the record whose value counts. */
  choose?: Record<string, string>;
  /** Refused unless they still have these versions. */
  versions?: Record<string, number>;
}
