import type { ObjectLabel } from './custom-object.ts';
import type { Action } from './object-definition.ts';
import type { Field, Fields, Option } from './field.ts';
import { type Language, languages } from './languages.ts';

export type Words = NonNullable<Field['label']>;

/** What the workspace calls an object, by its name. */
export type Renamed = ReadonlyMap<string, Words>;

/** What one of them is called, by language. */
export const objectWords = (label: ObjectLabel): Words =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const one = label[language]?.one;
      return one ? [[language, one]] : [];
    }),
  );

/**
 * Our fields that are called as an object is: its title (`Deal` above its list), and references of the same name
 * (`deal` of a lead), and choices between objects. They follow when the workspace calls the object otherwise.
 */
export function calledAs(fields: Fields, { name }: { name: string }, renamed: Renamed): Fields {
  if (!renamed.size) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([field, definition]): [string, Field] => {
      const isCalledAs = field === 'title' ? name : definition.to === field ? field : null;
      const label = isCalledAs === null ? undefined : renamed.get(isCalledAs);
      const options =
        definition.ofObjects && definition.options?.map((one) => calledLike(one, renamed));
      return [field, { ...definition, ...(label && { label }), ...(options && { options }) }];
    }),
  );
}

/** Our actions whose name mentions an object that the workspace calls otherwise, and what they ask for by that name. */
export const actionsCalledAs = <A extends Pick<Action, 'input' | 'names' | 'called'>>(
  actions: Readonly<Record<string, A>>,
  renamed: Renamed,
): Record<string, A> =>
  renamed.size
    ? Object.fromEntries(
        Object.entries(actions).map(([name, action]): [string, A] => {
          const called = action.names === undefined ? undefined : renamed.get(action.names);
          const input = calledAs(action.input, { name: '' }, renamed);
          return [name, { ...action, input, ...(called && { called }) }];
        }),
      )
    : { ...actions };

const calledLike = (option: Option, renamed: Renamed): Option => {
  const label = renamed.get(option.value);
  return label ? { ...option, label } : option;
};

/**
 * What something is called in a language: as the workspace says it there; else what we ship as it always was; else
 * in English, or in whatever language the workspace has said it.
 *
 * @param shipped what we call it in this language; undefined for what the workspace has added
 */
export const nameIn = <T>(
  label: Partial<Record<Language, T>> | undefined,
  language: Language,
  shipped: T | undefined,
): T | undefined =>
  label?.[language] ?? shipped ?? label?.en ?? (label ? Object.values<T>(label)[0] : undefined);
