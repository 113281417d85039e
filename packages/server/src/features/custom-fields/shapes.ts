import { convertibleKinds, customKinds, formulaKinds, languages, type Option } from '@relata/model';
import { z } from 'zod';
import { longestFormula } from '#engine/formulas/compile.ts';

const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
  .pipe(z.string().min(1).max(100));

const byLanguage = <T extends z.ZodType>(text: T) =>
  z.strictObject(Object.fromEntries(languages.map((language) => [language, text.optional()])));

/** By language; who reads another sees the English one. */
const label = byLanguage(words);
const help = byLanguage(
  z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
    .pipe(z.string().min(1).max(500)),
);

const colour = z.string().regex(/^(#[0-9a-f]{6}|[a-z]{2,20})$/i);
const option = z.union([
  words.transform((value): Option => ({ value })),
  z.strictObject({
    value: words,
    label: label.optional(),
    colour: colour.optional(),
    hidden: z.boolean().optional(),
  }),
]);
const options = z
  .array(option)
  .min(1)
  .max(500)
  .refine(
    (all) => new Set(all.map(({ value }) => value)).size === all.length,
    'two options have the same value',
  );

const filled = label.refine(
  (names) => Object.values(names).some(Boolean),
  'a label in one language at least',
);

/** A filter over the record itself; checked where the object is known. */
const condition = z.record(z.string(), z.unknown());
const audience = z.array(z.string().min(1).max(100)).max(200);
const stage = z.string().max(100);

const parts = {
  /** Shown below the input. */
  help: help.nullish(),
  /** In every record. */
  required: z.boolean().nullish(),
  /** While the record matches. */
  requiredWhen: condition.nullish(),
  /** From this stage of its pipeline on; a list names one of each pipeline. */
  requiredFrom: z
    .strictObject({ stage: z.union([stage, z.array(stage).min(1).max(100)]) })
    .nullish(),
  /** Kept as it is while the record matches. */
  readOnlyWhen: condition.nullish(),
  /** Shown while the record matches. */
  showWhen: condition.nullish(),
  /** `{value}`, the person who creates, the day, the moment. */
  default: z
    .union([z.enum(['me', 'today', 'now']), z.strictObject({ value: z.unknown() })])
    .nullish(),
  /** Of records made along with another one: by qualifying a lead, by a name in a file, from the form of a deal. */
  defaultAlong: z.strictObject({ value: z.unknown() }).nullish(),
  /** No two live records share a value. */
  unique: z.boolean().nullish(),
  /** Ids of users, teams and roles, or names of our roles; empty: everybody. */
  seenBy: audience.nullish(),
  /** Who of them may change it. */
  changedBy: audience.nullish(),
  /** Removed when the record is anonymised. */
  personal: z.boolean().nullish(),
  /** Section of the page that it stands in. */
  section: z.string().max(60).nullish(),
};

const formula = z.string().trim().min(1).max(longestFormula);

export const newField = z.strictObject({
  object: z.string(),
  name: z.string(),
  kind: z.enum(customKinds),
  label: filled,
  /** Of choices: texts, or `{value, label?, colour?, hidden?}`. */
  options: options.optional(),
  /** Of references: the object that they lead to. */
  to: z.string().optional(),
  /** What fills it: an expression (CEL) over fields of the same record. */
  formula: formula.optional(),
  ...parts,
});

/** A formula that is being written; `name` of the field that it is for; without a `kind`, of any that can hold the result. */
export const formulaCheck = z.strictObject({
  object: z.string(),
  name: z.string().optional(),
  kind: z.enum(formulaKinds).optional(),
  formula,
});

/** Another kind for a field of the workspace's own. */
export const conversion = z.strictObject({
  kind: z.enum(convertibleKinds),
  /** Of choices; made of what stands in the records where they are left out. */
  options: options.optional(),
  /** Only says what would become of the values. */
  preview: z.boolean().optional(),
});

/** What is named changes; null takes it back. */
export const fieldChanges = z.strictObject({
  label: filled.nullish(),
  options: options.nullish(),
  /** Of a field that a formula fills: another one. */
  formula: formula.optional(),
  ...parts,
});

export type FieldWish = Omit<z.infer<typeof fieldChanges>, 'formula'>;

/** As the API shows a field that the workspace has added or shaped. */
export interface ShownField {
  /** `{object}.{name}`, as in its address. */
  id: string;
  object: string;
  name: string;
  kind: string;
  /** The workspace's own; else one that we ship and the workspace has changed. */
  custom: boolean;
  label: unknown;
  required: boolean;
  [part: string]: unknown;
}
