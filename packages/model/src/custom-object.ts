import type { CatalogObject } from './catalog.ts';
import { defineObject, text, user } from './define.ts';
import type { Field, FieldKind, Fields } from './field.ts';
import { type Language, languages } from './languages.ts';
import type { Section } from './object-definition.ts';
import type { PageLayouts } from './page-layout.ts';

/** What an object is called by language: in the singular, in the plural, on the button that makes a record. */
export type ObjectLabel = Partial<Record<Language, { one: string; many: string; new?: string }>>;

/** An object that a workspace has made, as it is stored. */
export interface OwnObject {
  /** In addresses, kebab case: `properties`. */
  plural: string;
  /** Tabler icon. */
  icon: string;
  label: ObjectLabel;
  /** Which of the tables that such objects share keeps its records: 1, 2, 3 … */
  slot: number;
  /** What its boards begin with: a field with options or a reference, and what is added up. */
  board?: { by: string; sum?: string };
  /** Place in the navigation, from 0; missing: behind those that have one. */
  order?: number;
  /** Its fields in the order in which forms, pages and lists show them, each within its section; others follow. */
  fieldOrder?: readonly string[];
  layouts?: PageLayouts;
  /** Nobody arranges pages of their own. */
  layoutForAll?: boolean;
  /** The field that leads to the record above, so that pages show what belongs to those below; empty: they do not. */
  below?: string;
  /** Its pages show no activities and offer none to be planned (EP-SET-23). */
  withoutActivities?: boolean;
}

/** What a workspace says of an object that we ship. */
export type ObjectShape = Partial<Omit<OwnObject, 'plural' | 'slot'>> & {
  /** Nobody works with it here: it is neither in the navigation nor found, and its records stay. */
  off?: boolean;
};

export const mostOwnObjects = 50;

const owner: Field = user({ required: true, default: 'me', index: true });

/** A workspace's object, complete: it has a name, an owner, a timeline, access, and whatever fields are added. */
export const ownObject = (
  name: string,
  { plural, icon, label, slot, ...more }: OwnObject,
): CatalogObject => ({
  ...defineObject(name, {
    plural,
    icon,
    title: ['name'],
    alike: { names: ['name'] },
    fields: { name: text({ required: true, search: 'A' }), owner },
    columns: ['title', 'owner', 'nextActivityAt', 'createdAt'],
  }),
  ...more,
  label,
  table: `own${slot}`,
});

/** What a list is too narrow for. */
const wide: ReadonlySet<FieldKind> = new Set<FieldKind>(['longText', 'json', 'files', 'addresses']);
const mostColumns = 5;

/**
 * Where the fields stand that a workspace has given to an object of its own: as those of ours do, in its first section
 * and in its list, hence on cards and in the form of a new record. Ours get a section behind the others for them.
 */
export function withOwnFields(
  { sections, columns, fieldOrder = [] }: CatalogObject,
  custom: readonly string[],
  fields: Fields,
): { sections: Section[]; columns: readonly string[] } {
  const [first, ...rest] = sections;
  if (!custom.length || !first) return { sections: [...sections], columns };
  const place = (name: string) => (fieldOrder.includes(name) ? fieldOrder.indexOf(name) : 1000);
  const listed = custom
    .filter((name) => fields[name] && !wide.has(fields[name].kind) && !fields[name].showWhen)
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, mostColumns);
  const last = first.fields.filter((name) => name === 'owner');
  const before = first.fields.filter((name) => name !== 'owner');
  return {
    sections: [{ ...first, fields: [...before, ...custom, ...last] }, ...rest],
    columns: listed.length ? ['title', ...listed, 'owner', 'nextActivityAt'] : columns,
  };
}

/** What an object of a workspace's own is called in every language, where it has a name in one at least. */
export const wordsOfOwn = (label: ObjectLabel): NonNullable<Field['label']> => {
  const any = label.en?.one ?? Object.values(label)[0]?.one;
  return Object.fromEntries(
    languages.flatMap((language) => {
      const one = label[language]?.one ?? any;
      return one === undefined ? [] : [[language, one]];
    }),
  );
};
