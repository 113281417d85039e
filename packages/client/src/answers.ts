import type {
  Action,
  CatalogObject,
  FieldError,
  Language,
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

/** What a merge would do, before it is done. */
export interface MergePreview {
  /**
   * Fields in which they are not all alike. `filled`: only others have it. `united`: all entries, each once. `joined`:
   * all texts, one below the other. `choose`: one value must be chosen; `chosen`: it has been.
   */
  fields: { field: string; how: 'filled' | 'united' | 'joined' | 'choose' | 'chosen' }[];
  /** Why it cannot be yet. */
  conflicts: FieldError[];
  /** What the caller sees of all that will point to the one that stays. */
  moves: { object: string; count: number }[];
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

export type Theme = 'light' | 'dark' | 'auto';

export interface Me {
  user: {
    id: string;
    name: string;
    email: string;
    role: string;
    language: Language;
    /** BCP 47; null: the workspace's, or that of their language. */
    locale: string | null;
    /** IANA name; null: the workspace's. */
    timeZone: string | null;
    theme: Theme | null;
    signature: string | null;
    preferences: Record<string, unknown> | null;
    photo: string[] | null;
  };
  role: string;
  workspace: WorkspaceFacts;
  workspaces: { id: string; name: string }[];
  can: { administer: boolean };
  /** Name of the administrator who looks on as this person; null: they are here themselves. */
  viewedBy: string | null;
  /** Names of our roles and ids of the workspace's own: all that they have. */
  roles: string[];
  /** Ids of the teams in which they are. */
  teams: string[];
  /** Ids of the other people in these teams. */
  colleagues: string[];
}

/** What a firm says of itself. */
export interface Profile {
  /** Names a picture: id of a file, a dot, SHA-256 of the version. Set by the id of a file. */
  logo: string | null;
  address: string | null;
  phone: string | null;
  website: string | null;
  email: string | null;
  taxId: string | null;
  registrationNumber: string | null;
}

export interface WorkspaceFacts extends Profile {
  id: string;
  /** Who may give a record to somebody else. */
  ownerChange: 'everyone' | 'administrators';
  /** Rules by which fields are required or read-only do not bind administrators. */
  administratorsExempt: boolean;
  /** Deals may be lost for reasons outside of the list. */
  freeLostReasons: boolean;
  /** Superiors see what those below them see. */
  superiorsSee: boolean;
  /** How long its audit log is kept; null: for good. */
  auditYears: number | null;
  /** Who sees a new record, by object, where it is not everybody whose role lets them. */
  newAccess: Record<string, 'everyone' | 'restricted'>;
  /** Whoever makes what exists already, kept from them, is told that it does, and whom to ask. */
  tellOfKept: boolean;
  name: string;
  /** ISO 4217 */
  currency: string;
  language: Language;
  /** BCP 47; how dates and numbers are written for whoever speaks its language; null: as is usual in it. */
  locale: string | null;
  timeZone: string;
  /** Nobody gets in with a password alone. */
  requireSecondFactor: boolean;
  /** Units of the workspace's currency for one of each, as decimals. */
  rates: Record<string, string>;
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
  result: Record<string, number> | null;
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

export interface FieldChange {
  before: unknown;
  after: unknown;
}

export interface TimelineEntry {
  kind: 'note' | 'activity' | 'file' | 'change';
  id: string;
  at: string;
  by: { id: string; name: string } | null;
  record?: AnyRecord;
  change?: Pick<HistoryEntry, 'action' | 'fields' | 'batch' | 'of'> &
    ChangeMark & {
      /** Who wrote the remark last, and when. */
      remarkBy: { id: string; name: string } | null;
      remarkAt: string | null;
    };
}

/** What somebody has to say of a change, and whether it stands on top of the timeline. */
export interface ChangeMark {
  remark: string | null;
  pinned: boolean;
}

export interface TimelinePage {
  data: TimelineEntry[];
  /** On the first page: what somebody has pinned, newest first; it is in `data` as well. */
  pinned?: TimelineEntry[];
  /** On the first page: activities that are still to do, next first. */
  planned?: TimelineEntry[];
  page: PageInfo;
}

export interface HistoryEntry {
  id: string;
  at: string;
  by: { id: string; name: string } | null;
  /** Who it was where no user did it: `import`, `retention`. */
  actor: string;
  action: string;
  fields: Record<string, FieldChange>;
  batch: string;
  undone: boolean;
  /** Of a record that became part of this one: which. */
  of: { id: string; title: string } | null;
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

export interface Undone {
  batch: string;
  counts: { undone: number; refused: number };
  refused: Kept[];
}

export interface Named extends RecordRef {
  title: string;
}

export interface Found extends Named {
  subtitle: string | null;
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

/** Why two records may be the same; `value` is what they share, `how` two names are alike. */
export interface DuplicateReason {
  by: 'taxId' | 'id' | 'email' | 'phone' | 'domain' | 'name';
  field: string;
  value?: string;
  how?: 'same' | 'similar';
}

export type DuplicateStrength = 'strong' | 'likely' | 'weak';

/** Records that one about to be made may double, the most probable first. */
export interface PossibleDuplicates {
  records: (Named & { strength: DuplicateStrength; reasons: DuplicateReason[] })[];
  /** Kept from the caller: there is one, and this is whom to ask; null: an administrator. */
  kept: { fields: string[]; ask: { id: string; name: string } | null }[];
}

/** Records that may be the same, of those that the caller may change. */
export interface DuplicateGroup {
  strength: DuplicateStrength;
  records: Named[];
  /** Why, of the two that are most alike first. */
  reasons: DuplicateReason[];
}

export interface DuplicatePage {
  data: DuplicateGroup[];
  page: PageInfo;
  /** On the first page: how many pairs there are of each strength, 1,000 at most. */
  counts?: { [S in DuplicateStrength]: number };
  /** They are still being looked for. */
  searching: boolean;
}
