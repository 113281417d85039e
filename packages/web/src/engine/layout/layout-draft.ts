import type { DescribedObject } from '@relata/client';
import { type PageLayout, type PageLayouts, type Section, sectionsFor } from '@relata/model';

/** A layout as somebody is arranging it. The title of the record has its own place and is not among the fields. */
export interface LayoutDraft {
  sections: Section[];
  hidden: string[];
}

/** Of all pipelines that have no layout of their own. */
export const everyPipeline = '*';

/** As the page is now, for everybody or (with their layouts) for one person. */
export function draftFor(
  object: Pick<DescribedObject, 'sections' | 'fields' | 'layouts' | 'title'>,
  pipeline: string,
  personal: PageLayouts,
): LayoutDraft {
  const of = pipeline === everyPipeline ? null : pipeline;
  const { layouts, ...rest } = object;
  const shown = sectionsFor({ ...rest, ...(layouts && { layouts }) }, of, personal);
  const isFree = (name: string) => !object.title.includes(name);
  const placed = new Set(shown.flatMap((section) => section.fields));
  return {
    sections: shown.map((section) => ({ ...section, fields: section.fields.filter(isFree) })),
    hidden: object.sections
      .flatMap((section) => section.fields)
      .filter((name) => isFree(name) && !placed.has(name)),
  };
}

/** Without names that say nothing. */
export const layoutOf = ({ sections, hidden }: LayoutDraft): PageLayout => ({
  sections: sections.map(({ label = {}, ...section }) => {
    const said = Object.entries(label).flatMap(([language, text]) =>
      text.trim() ? [[language, text.trim()]] : [],
    );
    return { ...section, ...(said.length && { label: Object.fromEntries(said) }) };
  }),
  ...(hidden.length && { hidden }),
});

/** The field goes to a place of a section, from wherever it is. */
export function putField(
  draft: LayoutDraft,
  name: string,
  section: number,
  at: number,
): LayoutDraft {
  return {
    sections: draft.sections.map((one, i) => {
      const fields = one.fields.filter((field) => field !== name);
      return { ...one, fields: i === section ? fields.toSpliced(at, 0, name) : fields };
    }),
    hidden: draft.hidden.filter((field) => field !== name),
  };
}

/** One place up or down, over the edge of a section into the next one. */
export function shiftField(draft: LayoutDraft, name: string, by: 1 | -1): LayoutDraft {
  const section = draft.sections.findIndex((one) => one.fields.includes(name));
  const here = draft.sections[section];
  if (!here) return draft;
  const at = here.fields.indexOf(name) + by;
  if (at >= 0 && at < here.fields.length) return putField(draft, name, section, at);
  const next = draft.sections[section + by];
  return next ? putField(draft, name, section + by, by > 0 ? 0 : next.fields.length) : draft;
}

export const hideField = ({ sections, hidden }: LayoutDraft, name: string): LayoutDraft => ({
  sections: sections.map((one) => ({
    ...one,
    fields: one.fields.filter((field) => field !== name),
  })),
  hidden: [...hidden, name],
});

export function shiftSection(draft: LayoutDraft, at: number, by: 1 | -1): LayoutDraft {
  const section = draft.sections[at];
  if (!section || !draft.sections[at + by]) return draft;
  return { ...draft, sections: draft.sections.toSpliced(at, 1).toSpliced(at + by, 0, section) };
}

export function addSection(draft: LayoutDraft): LayoutDraft {
  const taken = new Set(draft.sections.map((one) => one.name));
  let n = 1;
  while (taken.has(`own${n}`)) n++;
  return { ...draft, sections: [...draft.sections, { name: `own${n}`, label: {}, fields: [] }] };
}

/** Its fields go to the section before it, or to the one behind it. */
export function removeSection(draft: LayoutDraft, at: number): LayoutDraft {
  const gone = draft.sections[at];
  if (!gone || draft.sections.length < 2) return draft;
  const heir = at ? at - 1 : 1;
  const sections = draft.sections.map((one, i) =>
    i === heir
      ? { ...one, fields: at ? [...one.fields, ...gone.fields] : [...gone.fields, ...one.fields] }
      : one,
  );
  return { ...draft, sections: sections.toSpliced(at, 1) };
}
