import type { CatalogObject } from './catalog.ts';
import { defineObject, text, user } from './define.ts';
import type { Field } from './field.ts';
import type { Language } from './languages.ts';
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
