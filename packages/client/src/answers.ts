import type {
  Action,
  CatalogObject,
  FieldError,
  ObjectDefinition,
  PlacedRights,
  RecordBase,
  RecordOf,
  RecordRef,
  Verb,
} from '@relata/model';

/** A record of whatever object: what each has, and its fields by name. */
export type AnyRecord = RecordBase & { tags: string[] | null; [field: string]: unknown };

/** The record of a definition where that is known when compiling, else any record. */
export type RecordFor<D> =
  D extends ObjectDefinition<string, infer F, Record<string, Action>>
    ? string extends keyof F
      ? AnyRecord
      : RecordOf<D> & { tags: string[] | null }
    : AnyRecord;

export interface PageInfo {
  /** Passed as `after` for the page that follows; null at the end. */
  next: string | null;
  /** How many match; up to 10,000 unless asked for exactly. */
  total?: number;
  totalIsLowerBound?: boolean;
  /** An index for this sort or filter is being built in the background. */
  slow?: boolean;
}

export interface RecordPage<R> {
  data: R[];
  page: PageInfo;
}

/** A change that was done: its batch can be undone. */
export interface Changed<R> {
  data: R;
  batch: string;
  /** The caller does not see the record any more; of it there is the id alone. */
  gone?: true;
  /** What an action has made of it: the record to go on with. */
  became?: RecordRef;
}

export interface BatchDone {
  batch: string;
  counts: {
    created?: number;
    updated?: number;
    deleted?: number;
    restored?: number;
    refused?: number;
  };
  /** Of one change for many records: those that the caller sees and may not change so; 200 at most. */
  refused?: Kept[];
  /** Records that were there and of which the same fields were changed, by id the version that each has since; none of what was done in the background. */
  changed: { fields: string[]; versions: Record<string, number> }[];
}

/** A record that stays as it is while others are changed. */
export interface Kept {
  object: string;
  id: string;
  title: string;
  fields: string[];
  /** Why; missing where somebody has changed it since. */
  error?: FieldError;
}

export type Rights = { [V in Exclude<Verb, 'bulk'>]: boolean } & { bulk: boolean };

/** What points to an object, as its record page shows it. */
export interface InverseRelation {
  name: string;
  object: string;
  field: string;
}

export type DescribedObject = CatalogObject & {
  can: Rights;
  /** What differs by pipeline and stage; missing: nothing does. */
  placed?: PlacedRights;
  relations: InverseRelation[];
};

export interface DescribedCatalog {
  version: string;
  objects: DescribedObject[];
}

/** What came of work, as far as it counts that. */
export interface WorkResult {
  updated?: number;
  deleted?: number;
  made?: number;
  undone?: number;
  /** How many stay as they were, and the first of them by name. */
  refused?: number;
  kept?: Kept[];
}

/** Work that goes on in the background, with its progress. */
export interface WorkItem {
  id: string;
  kind:
    | 'bulk'
    | 'change'
    | 'undo'
    | 'import'
    | 'sampleData'
    | 'handOver'
    | 'replace'
    | 'recompute'
    | 'leadRules';
  object: string | null;
  status: 'running' | 'done' | 'failed' | 'cancelled';
  progress: { done: number; total: number | null };
  result: WorkResult | null;
  error: string | null;
  /** Undoes it; null where it changed nothing. */
  batch: string | null;
  /** It has been taken back. */
  undone: boolean;
  /** Of an undo: the batch that it takes back. */
  undoes: string | null;
  createdAt: string;
  finishedAt: string | null;
  importId?: string | null;
}

/** Sum of amounts in the workspace's currency, and what it is made of. */
export interface MoneySum {
  amount: string;
  currency: string;
  parts: { currency: string; amount: string }[];
  unconverted: { currency: string; amount: string }[];
}

export interface AggregateRow {
  key: unknown;
  count?: number;
  /** A `MoneySum` for sums of money, else a number or a decimal as text. */
  [measure: string]: unknown;
}

export interface CalendarDay<R> {
  /** `2026-11-01` */
  day: string;
  total: number;
  totalIsLowerBound?: true;
  /** The first of them. */
  records: R[];
}

/** How many there are, and what they add up to where the caller may see that. */
export interface Counted {
  count: number;
  countIsLowerBound?: true;
  /** Of money, or of another number as decimal text. */
  sum?: MoneySum | string | null;
  weighted?: MoneySum | string | null;
}

export interface BoardColumn<R> extends Counted {
  /** Id of the stage, value of the option, first day of the period, or when it is due; null where the field is empty. */
  key: string | null;
  /** All values that it holds, where it is for several; its key is the one that a card gets in it. */
  values?: string[];
  title: string | null;
  colour: string | null;
  means?: 'open' | 'won' | 'lost';
  records: R[];
  next: string | null;
  /** What has come true in a period; the rest of the column tells of what is open. */
  done?: Counted & { records: R[]; next: string | null };
  /** Both together; what has come true weighs in full. */
  total?: Counted;
}

export interface RelatedRecords {
  name: string;
  object: string;
  field: string;
  count: number;
  countIsLowerBound?: boolean;
  /** The record and those below it, to which these belong; missing: to the record alone. */
  of?: string[];
  records: AnyRecord[];
}

export interface Named extends RecordRef {
  title: string;
}

export interface Found extends Named {
  subtitle: string | null;
  /** Of what has no page of its own, a note or a file: the record on whose timeline it stands. */
  about: Named | null;
  /** Nothing has what was asked for: this has something like it. */
  similar: boolean;
}

/** A record in the recycle bin. */
export interface Deleted extends Named {
  deletedAt: string;
  deletedBy: { id: string; name: string } | null;
  /** The record of which it is a part now. */
  mergedInto: string | null;
}

/** News for the person. `owner`: records were handed to them; `work`: long work has ended. */
export interface Notice {
  id: string;
  kind: 'owner' | 'access' | 'work' | 'form' | 'followed';
  at: string;
  read: boolean;
  object?: string;
  record?: string;
  title?: string;
  /** Name of whoever did it. */
  by?: string;
  /** `count`: how many records it is about. */
  values: Record<string, unknown>;
  /** Fields of the record that it lists, in words. */
  lists?: { label: string; value: string }[];
}

/** What `GET /events` tells: something changed, of what the caller may see. */
export interface ChangeEvent {
  object: string;
  /** Left out where there are many. */
  ids?: string[];
  batch: string;
  action: string;
  /** Id of the user who did it. */
  by: string | null;
  /** It follows from what the batch did to something else: whoever did that has not heard of it yet. */
  follows?: true;
}
