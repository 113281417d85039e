import type { Field, Fields, Option } from './field.ts';
import type { Section } from './object-definition.ts';

/** What a workspace may say of a field, ours or its own. */
export const shapeParts = [
  'label',
  'help',
  'required',
  'requiredWhen',
  'requiredFrom',
  'readOnlyWhen',
  'showWhen',
  'default',
  'defaultAlong',
  'unique',
  'options',
  'seenBy',
  'changedBy',
  'personal',
  'section',
] as const satisfies (keyof Field)[];

export type FieldShape = Partial<Pick<Field, (typeof shapeParts)[number]>>;

/** Our field as a workspace has it. */
export function shaped(ours: Field, { required, options, ...shape }: FieldShape): Field {
  return asked({
    ...ours,
    ...shape,
    ...(required && !ours.required && { requiredWhen: {} }),
    ...(options && ours.options && { options: shapedOptions(ours.options, options) }),
  });
}

/**
 * What a workspace calls required is a rule without a condition: records from before it are empty, so nothing that
 * relies on stored values may take it for what we call required.
 */
export function asked({ required, ...field }: Field): Field {
  if (!required) return field;
  return field.custom ? { ...field, requiredWhen: {} } : { ...field, required };
}

/** In the workspace's order, with its words and colours; ours that it does not name follow. */
function shapedOptions(ours: readonly Option[], own: readonly Option[]): Option[] {
  const known = new Map(ours.map((one) => [one.value, one]));
  const named = new Set(own.map((one) => one.value));
  return [
    ...own.map((one) => ({ ...known.get(one.value), ...one })),
    ...ours.filter((one) => !named.has(one.value)),
  ];
}

/** Fields in the sections in which the workspace has put them, in its order; one that names no section there stays where it was. */
export function inSections(
  sections: readonly Section[],
  fields: Fields,
  order: readonly string[] = [],
): Section[] {
  const places = new Set(sections.map((one) => one.name));
  const moved = Object.entries(fields).flatMap(([name, { section }]) =>
    section !== undefined && places.has(section) ? [{ name, section }] : [],
  );
  if (!moved.length && !order.length) return [...sections];
  const gone = new Set(moved.map((one) => one.name));
  const at = new Map(order.map((name, i) => [name, i]));
  const place = (name: string) => at.get(name) ?? order.length;
  return sections
    .map((section) => ({
      ...section,
      fields: [
        ...section.fields.filter((name) => !gone.has(name)),
        ...moved.filter((one) => one.section === section.name).map((one) => one.name),
      ].toSorted((one, other) => place(one) - place(other)),
    }))
    .filter((section) => section.fields.length > 0);
}
