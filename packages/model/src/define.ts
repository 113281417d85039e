import type { Alike } from './alike.ts';
import type { Filter } from './filter.ts';
import type { Address, ContactPoint, Money, RecordRef } from './kind-values.ts';

export type { Address, ContactPoint, KindValues, Money, RecordRef } from './kind-values.ts';

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
  /** Copied from a linked record: `stage.probability`. */
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

export const languages = ['en', 'pt-BR', 'it', 'pl'] as const;
export type Language = (typeof languages)[number];

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
  /** In the input of an action: which records may be chosen. */
  among?: Filter;
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
  /** The fields that the formula looks at: who does not see all of them does not see this one either. */
  uses?: readonly string[];
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

/** What may be done with a record beyond changing its fields. The behaviour is a function in the server. */
export interface Action {
  needs: 'read' | 'update' | 'delete';
  availableWhen?: Filter;
  input: Fields;
  /** Shown as a main button of the record page. */
  primary?: boolean;
  /** No undo brings back what it does: it is asked for once more. */
  irreversible?: true;
  /** Also possible with records that the actor sees and may not change: what is nobody's is taken by whoever comes first. */
  ofSeen?: true;
}

export interface Section {
  /** Key of its label: `sections.<name>`. */
  name: string;
  /** As a workspace or a person calls it. */
  label?: Partial<Record<Language, string>>;
  fields: readonly string[];
}

export interface ObjectDefinition<
  N extends string = string,
  F extends Fields = Fields,
  A extends Record<string, Action> = Record<string, Action>,
> {
  name: N;
  /** Name in the API and in addresses, kebab case: `lost-reasons`. */
  plural: string;
  /** Tabler icon, e.g. `building`. */
  icon: string;
  /** Fields that make the title, joined by a blank. The first non-empty of `titleElse` where all are empty. */
  title: readonly string[];
  titleElse?: readonly string[];
  fields: F;
  actions: A;
  /** Has notes, activities, files and the timeline of them. */
  timeline: boolean;
  /** Records may be put aside: `archive`, `unarchive`. */
  archives?: true;
  /** Has its own page and an entry in the navigation, `settings` (only there) or `none`. */
  place: 'main' | 'settings' | 'none';
  sections: readonly Section[];
  /** Columns of its first view. */
  columns: readonly string[];
  /** Order of its first view: `-createdAt`. */
  sort: string;
  /** Boards group by this field unless the view says otherwise. */
  board?: {
    by: string;
    sum?: string;
    weight?: string;
    /** The date by which periods are foreseen: `expectedClose`. */
    date?: string;
    /** Records that are still to be worked on: boards by when something is due, and by `date`, show them apart. */
    open?: Filter;
    /** What has come true: on a board by `date` it stands at the day in `on`. The rest of what is not open is not on it. */
    done?: { when: Filter; on: string };
  };
  /** Which roles may write: everyone with reach (`records`), administrators only (`settings`), nobody directly (`system`). */
  writtenBy: 'records' | 'settings' | 'system';
  /**
   * Its records shape the workspace, so that they are in the file of its set-up: those that match `where`, known again by
   * the fields in `by` (its title, unless said otherwise). Missing: all of what settings write, none of the rest.
   */
  setUp?: { by?: readonly string[]; where?: Filter };
  /**
   * Only their owner finds them, whatever the roles of others: one's own imports; views, `unless` they are for all,
   * or where they are for some: for those whom the fields `people` and `roles` name.
   */
  ownersAlone?: {
    unless?: Filter;
    named?: { where: Filter; people: string; roles: string };
  };
  /** The fields that say where on its way a record is: roles give rights by them, and say what leads where. */
  stages?: { stage: string; pipeline?: string };
  /** The list of people who are told of what happens to a record. */
  followedBy?: string;
  /** Since when nothing has happened to a record, and what happened last: kept on it. */
  idle?: { since: string; because: string };
  /** By which of its records may be the same beside fields that match. */
  alike?: Alike;
  /** A list of records of any object: whoever sees none of those that it names does not see this either. */
  follows?: string;
}

type Given<O> = { [K in keyof O]: O[K] };
type FieldOptions = Omit<Field, 'kind' | '$value' | 'required'>;

function make<K extends FieldKind, V>(kind: K, fixed: Partial<Field> = {}) {
  return <const O extends FieldOptions & { required?: boolean }>(
    options: Given<O> = {} as Given<O>,
  ): Field<K, V, O['required'] extends true ? true : false> =>
    ({ ...fixed, ...options, kind }) as Field<K, V, O['required'] extends true ? true : false>;
}

export const text = make<'text', string>('text', { max: 250 });
export const longText = make<'longText', string>('longText', { max: 100_000 });
/** @public No shipped object has such a field yet; workspaces do. */
export const number = make<'number', string>('number');
export const integer = make<'integer', number>('integer');
export const money = make<'money', Money>('money');
export const percent = make<'percent', number>('percent', { min: 0, max: 100 });
export const date = make<'date', string>('date');
export const dateTime = make<'dateTime', string>('dateTime');
export const boolean = make<'boolean', boolean>('boolean');
export const emails = make<'emails', ContactPoint[]>('emails', { max: 30 });
export const phones = make<'phones', ContactPoint[]>('phones', { max: 30 });
export const urls = make<'urls', ContactPoint[]>('urls', { max: 30 });
export const addresses = make<'addresses', Address[]>('addresses', { max: 30 });
export const files = make<'files', string[]>('files', { max: 50 });
export const rating = make<'rating', number>('rating', { min: 1, max: 5 });
export const autonumber = make<'autonumber', number>('autonumber', { writtenBy: 'system' });
export const duration = make<'duration', number>('duration', { min: 0 });
export const json = make<'json', unknown>('json');
export const tags = make<'tags', string[]>('tags', { max: 100 });
export const user = make<'user', string>('user', { to: 'user' });
export const audience = make<'audience', string[]>('audience', { max: 200 });

type SelectOptions = Omit<FieldOptions, 'options'> & {
  required?: boolean;
  colours?: readonly string[];
};

type RankedOptions = Omit<SelectOptions, 'ranked'> & { ranked?: true };

const optionsOf = (values: readonly string[], colours?: readonly string[]): Option[] =>
  values.map((value, i) => (colours?.[i] ? { value, colour: colours[i] } : { value }));

/** One of a list. Values are meanings in code; people see the labels of `locales`. */
export function select<const V extends readonly string[], const O extends RankedOptions>(
  values: V,
  options?: Given<O>,
): Field<'select', V[number], O['required'] extends true ? true : false> {
  const { colours, ranked, ...rest } = (options ?? {}) as RankedOptions;
  const ranks = ranked ? { ranked: values } : {};
  return { ...rest, ...ranks, kind: 'select', options: optionsOf(values, colours) } as Field<
    'select',
    V[number],
    O['required'] extends true ? true : false
  >;
}

export function multiSelect<const V extends readonly string[]>(
  values: V,
  options: SelectOptions = {},
): Field<'multiSelect', V[number][], false> {
  const { colours, ...rest } = options;
  return { ...rest, kind: 'multiSelect', options: optionsOf(values, colours) } as Field<
    'multiSelect',
    V[number][],
    false
  >;
}

export function link<const O extends FieldOptions & { required?: boolean }>(
  to: string,
  options: Given<O> = {} as Given<O>,
): Field<'link', string, O['required'] extends true ? true : false> {
  return { ...options, kind: 'link', to } as Field<
    'link',
    string,
    O['required'] extends true ? true : false
  >;
}

/** Many to many, kept in the `link` table and indexed both ways. */
export function links(
  to: string,
  options: FieldOptions = {},
): Field<'links', (string | RecordRef)[], false> {
  return { max: 1000, ...options, kind: 'links', to };
}

type Definable<N extends string, F extends Fields, A extends Record<string, Action>> = Omit<
  ObjectDefinition<N, F, A>,
  'name' | 'actions' | 'timeline' | 'place' | 'sections' | 'columns' | 'sort' | 'writtenBy'
> &
  Partial<
    Pick<
      ObjectDefinition<N, F, A>,
      'actions' | 'timeline' | 'place' | 'sections' | 'columns' | 'sort' | 'writtenBy'
    >
  >;

/** Checks and completes a definition: what it leaves out, every object has. */
export function defineObject<
  const N extends string,
  const F extends Fields,
  const A extends Record<string, Action> = Record<never, Action>,
>(name: N, definition: Definable<N, F, A>): ObjectDefinition<N, F, A> {
  const defined: ObjectDefinition<N, F, A> = {
    actions: {} as A,
    timeline: true,
    place: 'main',
    sections: [{ name: 'details', fields: Object.keys(definition.fields) }],
    columns: [],
    sort: '-createdAt',
    writtenBy: 'records',
    ...definition,
    name,
  };
  const { title, titleElse = [], sections } = defined;
  for (const field of [...title, ...titleElse, ...sections.flatMap((one) => one.fields)])
    if (!(field in defined.fields)) throw new Error(`${name}: no field '${field}'`);
  return defined;
}
