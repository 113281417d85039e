import { type CatalogObject, isAlwaysRequired, mentions, type Section } from '@relata/model';
import { isWritable } from '../../fields/check.ts';
import type { LaidOut } from '../record/use-laid-out.ts';

/**
 * What a new record is asked for first: its type where that decides how it is named, its name, by what it is told from others and reached, what it cannot be without,
 * and what its lists show; where somebody has arranged the page, the first section of that.
 */
export function mainFields(object: CatalogObject, laid?: LaidOut): string[] {
  const writable = (name: string) => {
    const field = object.fields[name];
    return (
      field !== undefined &&
      isWritable(field) &&
      (laid?.isArranged === true || !field.showWhen || naming.includes(name))
    );
  };
  const naming = object.title.flatMap((name) => partsOf(object, name));
  const required = Object.entries(object.fields).flatMap(([name, field]) =>
    isAlwaysRequired(field) ? [name] : [],
  );
  const parents = required.flatMap((name) => object.fields[name]?.of ?? []);
  const columns = laid?.isArranged
    ? (laid.sections[0]?.fields ?? [])
    : object.columns.filter((name) => name !== 'title');
  const order = [
    ...deciding(object),
    ...object.title.flatMap((name) => [...partsOf(object, name), name]),
    ...(laid?.isArranged ? [] : standingIn(object)),
    ...columns.flatMap((name) => (required.includes(name) ? withParent(object, name) : name)),
    ...parents,
    ...required,
  ];
  return [...new Set(order)].filter(writable);
}

const partsOf = (object: CatalogObject, name: string): readonly string[] =>
  object.fields[name]?.composedOf ?? [];

/** What names a record without a name, and says whether it is there already: addresses and numbers. */
const standingIn = (object: CatalogObject): readonly string[] =>
  (object.titleElse ?? []).filter((name) => object.fields[name]?.matches);

/** What decides whether a record has one name or a first and a last one: its type, chosen before them (EP-ACC-02). */
export const deciding = (object: CatalogObject): string[] =>
  object.title
    .flatMap((name) => partsOf(object, name))
    .flatMap((part) => mentions(object.fields[part]?.showWhen ?? {}))
    .filter((name) => Object.hasOwn(object.fields, name));

/** The rest, in the sections of the record page. */
export function furtherSections(object: CatalogObject, laid?: LaidOut): Section[] {
  const first = new Set(mainFields(object, laid));
  return (laid?.sections ?? object.sections)
    .map((section) => ({
      ...section,
      fields: section.fields.filter((name) => {
        const field = object.fields[name];
        return field !== undefined && isWritable(field) && !first.has(name);
      }),
    }))
    .filter((section) => section.fields.length > 0);
}

/** A stage is chosen after its pipeline. */
function withParent(object: CatalogObject, name: string): string[] {
  const parent = object.fields[name]?.of;
  return parent ? [parent, name] : [name];
}

/** Spreads a typed name over the fields that make the title: the last word is the family name. */
export function titleFrom(object: CatalogObject, typed: string): Record<string, string> {
  const writable = object.title.filter(
    (name) => object.fields[name]?.kind === 'text' || object.fields[name]?.kind === 'longText',
  );
  const [first] = writable;
  const last = writable.at(-1);
  const words = typed.trim().split(/\s+/);
  if (!first || !words[0]) return {};
  if (!last || last === first || words.length === 1) return { [first]: words.join(' ') };
  return { [first]: words.slice(0, -1).join(' '), [last]: words.at(-1) ?? '' };
}
