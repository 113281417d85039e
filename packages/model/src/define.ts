import type { Field, FieldKind, Fields, Option } from './field.ts';
import type { Action, ObjectDefinition } from './object-definition.ts';
import type { Address, ContactPoint, Money, RecordRef } from './kind-values.ts';

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

/** What a record was called when it was made, so that whoever renames it finds back (plug-bitrix24-pipedrive §5.3). */
export const firstNamed = () => text({ max: 100, writtenBy: 'system', default: { from: 'name' } });

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

/** An object that a page of the settings keeps, each of its records known by its name: pipelines, reasons, teams. */
export const defineSetting = <const N extends string, const F extends Fields>(
  name: N,
  definition: Omit<
    Definable<N, F, Record<never, Action>>,
    'title' | 'timeline' | 'place' | 'writtenBy'
  >,
): ObjectDefinition<N, F> =>
  defineObject(name, {
    ...definition,
    title: ['name'],
    timeline: false,
    place: 'settings',
    writtenBy: 'settings',
  });
