import { isId, languages, mostSections, type PageLayouts } from '@relata/model';
import { z } from 'zod';

const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
  .pipe(z.string().min(1).max(60));

const named = z.strictObject({ one: words, many: words, new: words.optional() });

/** By language; who reads another sees the English one, or the first. */
const label = z
  .strictObject(Object.fromEntries(languages.map((language) => [language, named.optional()])))
  .refine((names) => Object.values(names).some(Boolean), 'a name in one language at least');

const icon = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const board = z.strictObject({ by: z.string().max(40), sum: z.string().max(40).optional() });

const names = z.array(z.string().max(40)).max(400);
const section = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
  label: z
    .strictObject(Object.fromEntries(languages.map((language) => [language, words.optional()])))
    .optional(),
  fields: names,
});
const layout = z.strictObject({
  sections: z.array(section).min(1).max(mostSections),
  hidden: names.optional(),
});
const layouts = z.record(
  z.string().refine((key) => key === '*' || isId(key), 'a pipeline, or *'),
  layout,
);

export const newObject = z.strictObject({
  name: z.string(),
  plural: z.string(),
  label,
  icon: icon.default('box'),
});

/** What is named changes; null takes it back. */
export const objectChanges = z.strictObject({
  label: label.nullish(),
  icon: icon.nullish(),
  board: board.nullish(),
  /** Of ours: nobody works with it here. */
  off: z.boolean().nullish(),
  /** By pipeline, `*` for all others: sections in their order, and what is hidden. */
  layouts: layouts.nullish(),
  /** Its fields in the order in which forms, pages and lists show them, each within its section; others follow. */
  fieldOrder: names.nullish(),
  /** Nobody arranges pages of their own. */
  layoutForAll: z.boolean().nullish(),
  /** The field that leads to the record above, so that pages show what belongs to those below; empty: they do not. */
  below: z.string().max(40).nullish(),
  /** Its pages show no activities and offer none to be planned (EP-SET-23). */
  withoutActivities: z.boolean().nullish(),
  /** In the navigation, from 0. */
  position: z.number().int().min(0).max(1000).optional(),
});

/** As the API shows an object that can be shaped. */
export interface ShownObject {
  name: string;
  plural: string;
  icon: string;
  /** The workspace's own; else one that we ship. */
  custom: boolean;
  label: unknown;
  off: boolean;
  board: unknown;
  layouts: PageLayouts;
  layoutForAll: boolean;
  below: string;
  withoutActivities: boolean;
  fieldOrder: readonly string[];
}
