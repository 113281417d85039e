import { customKinds, languages, type Option } from '@relata/model';
import { z } from 'zod';

const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
  .pipe(z.string().min(1).max(100));

/** By language; who reads another sees the English one. */
const label = z.strictObject(
  Object.fromEntries(languages.map((language) => [language, words.optional()])),
);

const colour = z.string().regex(/^(#[0-9a-f]{6}|[a-z]{2,20})$/i);
const option = z.union([
  words.transform((value): Option => ({ value })),
  z.strictObject({ value: words, label: label.optional(), colour: colour.optional() }),
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

export const newField = z.strictObject({
  object: z.string(),
  name: z.string(),
  kind: z.enum(customKinds),
  label: filled,
  /** Of choices: texts, or `{value, label?, colour?}`. */
  options: options.optional(),
  required: z.boolean().optional(),
  /** Of references: the object that they lead to. */
  to: z.string().optional(),
});

export const fieldChanges = z.strictObject({
  label: filled.optional(),
  options: options.optional(),
  required: z.boolean().optional(),
});

/** As the API shows a field of the workspace. */
export interface ShownField {
  /** `{object}.{name}`, as in its address. */
  id: string;
  object: string;
  name: string;
  kind: string;
  label: unknown;
  required: boolean;
  options?: unknown;
  to?: string;
}
