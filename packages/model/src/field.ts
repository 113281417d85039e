import type { Filter } from './filter.ts';
import type { Language } from './languages.ts';

/** Every kind of field. A kind is one file in `fields/`, one in the server's `engine/fields/`, one folder in the web's `fields/`. */
export const fieldKinds = [
  'text',
  'longText',
  'number',
  'integer',
  'money',
  'percent',
  'date',
  'dateTime',
  'boolean',
  'select',
  'multiSelect',
  'emails',
  'phones',
  'urls',
  'addresses',
  'link',
  'links',
  'user',
  'files',
  'rating',
  'autonumber',
  'duration',
  'json',
  'tags',
  'audience',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What fills a field that the caller left out when creating. */
export type Default =
  | { value: unknown }
  /** The user who creates. */
  | 'me'
  | 'today'
  | 'now'
  /** The first record of the linked object by position (within `of`, where the field has one). */
  | 'first'
  /** Copied from another field, or from a linked record: `name`, `stage.probability`. */
  | { from: string };

export interface Option {
  value: string;
  /** Mantine colour name or hex; shown beside the label, never alone. */
  colour?: string;
  /** Only of options that a workspace added or renamed; ours are named in `locales`. */
  label?: Partial<Record<Language, string>>;
  /** No longer offered; records that have it keep it, and files and the API may still bring it. */
  hidden?: boolean;
}

/** Weight of a field in search: A names the record, D is merely found. */
export type SearchWeight = 'A' | 'B' | 'C' | 'D';

/** A field as data. What a kind does with the options stands in `fields/<kind>.ts`. */
export interface Field<
  K extends FieldKind = FieldKind,
  V = unknown,
  Required extends boolean = boolean,
> {
  kind: K;
  /** Never empty, which storage and orders rely on; what a workspace asks for is `requiredWhen`. */
  required?: Required;
  /** Must be filled while the record matches; an empty filter: always. */
  requiredWhen?: Filter;
  /** Must be filled from a stage on: one of each pipeline, and `reached`, all to which that extends. */
  requiredFrom?: { stage: readonly string[]; reached?: readonly string[] };
  /** Not changed while the record matches (EP-SET-08). */
  readOnlyWhen?: Filter;
  /** Who sees it, beside administrators: ids of users, teams and roles, names of our roles. Missing: everybody (EP-ACC-22). */
  seenBy?: readonly string[];
  /** Who changes it, of those who see it; said in the same way. */
  changedBy?: readonly string[];
  default?: Default;
  /** The same for records that are made along with another one, where it is something else. */
  defaultAlong?: { value: unknown };
  /** Its choices are objects: they are called as the workspace calls those. */
  ofObjects?: true;
  /** No two live records of a workspace may share the value (ignoring case). */
  unique?: boolean;
  /** The same among those that share the value of this other text; where that is empty, it may repeat. */
  uniqueWithin?: string;
  /** `actions`: only domain actions write it; `system`: only the engine does. */
  writtenBy?: 'actions' | 'system';
  /** Shown only while the record matches. */
  showWhen?: Filter;
  /** Found by global search and by `q`. */
  search?: SearchWeight;
  /** Shipped with an index; others get theirs when a view needs it. */
  index?: boolean;
  /**
   * Two records that share the value may be the same: e-mails, phones, external id, names of companies; a web domain but
   * for those of free mailboxes, a tax number whatever its notation.
   */
  matches?: boolean | 'domain' | 'taxId';
  /** Removed when the record is anonymised. */
  personal?: boolean;
  /** Largest number of characters, entries or bytes (by kind). */
  max?: number;
  min?: number;
  options?: readonly Option[];
  /** The values in the order of what they say, lowest first: lists are sorted by it rather than by the words. */
  ranked?: readonly string[];
  /** Values outside `options` are taken and kept as they are (sources, industries: lists that an import extends). */
  open?: boolean;
  /** Fields that name the same list share its entries: what a workspace changes of one, it changes of all. */
  list?: string;
  /** Object that a link points to; `*`: any object. */
  to?: string;
  /** Which records may be chosen. */
  among?: Filter;
  /** Which records are offered to people; a file, a rule and the API may name any. */
  offers?: Filter;
  /** Name under which the other object shows these records: `deals` on a company. */
  inverse?: string;
  /** Of a link: what the record to which it leads and all that lead there may have in common (OO-CON-17). */
  shares?: readonly string[];
  /** What happens here when the other record is deleted. `clear` unless said otherwise. */
  onDelete?: 'clear' | 'refuse';
  /** A link whose targets depend on another link of the record: a stage is one of the deal's pipeline. */
  of?: string;
  /** A date whose year may be unknown: birthdays. */
  yearless?: boolean;
  /** Follows from the primary entry of an address list. */
  partOf?: { field: string; part: 'city' | 'region' | 'country' };
  /** Where one of these is shown, it is put together from those that are, and not asked for (EP-ACC-05). */
  composedOf?: readonly string[];
  /** Of the title, for whoever does not see all that may stand in for a missing name: what is left to them. */
  madeOf?: SeenTitle;
  /** Only images are taken. */
  images?: boolean;
  /** Of workspace fields: names and help by language. */
  label?: Partial<Record<Language, string>>;
  help?: Partial<Record<Language, string>>;
  /** Section of the page in which a workspace has put it. */
  section?: string;
  /** Stored in the `custom` column rather than in one of its own. */
  custom?: boolean;
  /** What fills it: an expression (CEL) over fields of the same record. */
  formula?: string;
  /** While the record matches `when`, it is counted by an expression (CEL) and nobody writes it; otherwise people do. */
  counted?: { by: string; when: Filter };
  /** The fields that the formula looks at: who does not see all of them does not see this one either. */
  uses?: readonly string[];
  /** It gives these fields away: who does not see all of them does not see this one either. */
  tells?: readonly string[];
  /** History does not show it: it follows from what else it shows, and says nothing to people. */
  untold?: true;
  /** There only where the workspace has switched this on. */
  onlyWith?: Switch;
  /** In the input of an action: where this is filled, the other field need not be. */
  insteadOf?: string;
  /** Carries the type of the value; never set. */
  readonly $value?: V;
}

/** What a workspace may switch on. */
export type Switch = 'freeLostReasons';

/** A title without what is hidden: as it is where one of `names` is filled, else the first filled of `others`. */
export interface SeenTitle {
  names: readonly string[];
  others: readonly { name: string; isList: boolean }[];
}

export type Fields = Record<string, Field>;
