import type { CatalogObject } from './catalog.ts';
import type { Field } from './field.ts';
import type { Section } from './object-definition.ts';

/** Which fields a page and a form show, in which sections and order. What it does not name comes last. */
export interface PageLayout {
  sections: readonly Section[];
  /** Fields that are not shown, as long as nobody is asked for them. */
  hidden?: readonly string[];
}

/** By pipeline; `*` counts for those that are not named, and for objects that have none. */
export type PageLayouts = Readonly<Record<string, PageLayout>>;

export const mostSections = 30;

/** Whom a rule asks for a field must find it. */
const isAsked = ({ required, requiredWhen, requiredFrom }: Field): boolean =>
  Boolean(required ?? requiredWhen ?? requiredFrom);

/**
 * The sections of an object's page for somebody: their own layout before the common one, that of the pipeline before
 * the general one. Names of fields that are gone or kept from this person are passed over; fields that came later
 * stand in the last section.
 */
export function sectionsFor(
  object: Pick<CatalogObject, 'sections' | 'fields' | 'layouts' | 'layoutForAll'>,
  pipeline: string | null,
  personal: PageLayouts = {},
): readonly Section[] {
  const layout =
    (object.layoutForAll ? undefined : layoutIn(personal, pipeline)) ??
    layoutIn(object.layouts ?? {}, pipeline);
  return layout ? laidOut(object, layout) : object.sections;
}

const layoutIn = (layouts: PageLayouts, pipeline: string | null): PageLayout | undefined =>
  (pipeline === null ? undefined : layouts[pipeline]) ?? layouts['*'];

function laidOut(
  { sections, fields }: Pick<CatalogObject, 'sections' | 'fields'>,
  layout: PageLayout,
): readonly Section[] {
  const left = new Set(sections.flatMap((section) => section.fields));
  const placed = layout.sections.map((section) => ({
    ...section,
    // Whatever is taken is no longer there for the next section.
    fields: section.fields.filter((name) => left.delete(name)),
  }));
  for (const name of layout.hidden ?? []) {
    const field = fields[name];
    if (field && !isAsked(field)) left.delete(name);
  }
  const last = placed.pop();
  return last ? [...placed, { ...last, fields: [...last.fields, ...left] }] : sections;
}

/** A layout without the fields that are kept from somebody. */
export const layoutWithout = (
  { sections, hidden, ...rest }: PageLayout,
  shown: (name: string) => boolean,
): PageLayout => ({
  ...rest,
  sections: sections.map((one) => ({ ...one, fields: one.fields.filter(shown) })),
  ...(hidden && { hidden: hidden.filter(shown) }),
});
