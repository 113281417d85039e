import { type CatalogObject, isRequired, may, objectOf } from '@relata/model';
import { fillDefaults } from '#engine/records/defaults.ts';
import type { Draft } from '#engine/records/draft.ts';
import {
  type PossibleDuplicate,
  possibleDuplicates,
} from '#engine/duplicates/possible-duplicates.ts';
import { read } from '#engine/records/read.ts';
import { filterContext, type Work } from '#engine/work.ts';
import { groupIn, settingsOf } from './settings.ts';
import type { Values } from './carried.ts';
import { startingValues } from './starting-values.ts';

/** One of the records that a lead becomes, before it is made. */
export interface Part {
  /** Those that are there already and may be meant, best first. */
  found: (PossibleDuplicate & { fields: string[] })[];
  /** What the lead says of it. */
  values: Values;
  /** Fields for which the form asks: its name and what must be filled (EP-LEAD-09, EP-CORN-02), and a chosen group. */
  asks: string[];
}

export interface Qualification {
  company: Part | null;
  person: Part | null;
  deal: Part;
}

/** What qualifying a lead would make of it, for the form that asks. */
export async function qualificationOf(work: Work, id: string): Promise<Qualification> {
  const lead = await read(work, 'lead', id);
  const { company, person, deal } = await startingValues(work, lead);
  return {
    company: await partOf(work, 'company', company ?? (lead['company'] ? null : {})),
    person: await partOf(work, 'person', person),
    deal: (await partOf(work, 'deal', deal)) ?? { found: [], values: {}, asks: [] },
  };
}

async function partOf(work: Work, name: string, values: Values | null): Promise<Part | null> {
  if (!values) return null;
  const object = objectOf(work.seen, name);
  const found = may(work.actor, 'create', object)
    ? (await possibleDuplicates(work, name, values)).records.filter((one) => one.object === name)
    : [];
  const alike = found.map((one) => ({
    ...one,
    fields: [...new Set(one.reasons.map(({ field }) => field))],
  }));
  const draft: Draft = {
    object,
    id: '',
    before: null,
    changes: { ...values },
    given: new Set(Object.keys(values)),
  };
  await fillDefaults(work, object, [draft]);
  const asks = await asked(work, object, draft.changes);
  // Of one about which the lead says nothing, the form begins empty.
  const isKnown = Object.keys(values).length > 0;
  const shown = isKnown ? asks.filter((one) => one in draft.changes) : [];
  const start = Object.fromEntries(shown.map((one) => [one, draft.changes[one]]));
  return { found: alike, values: { ...start, ...values }, asks };
}

async function asked(work: Work, object: CatalogObject, values: Values): Promise<string[]> {
  // Of a name the first and the last, and what else of it is known.
  const ends = [object.title[0], object.title.at(-1)];
  const rules = { catalog: work.seen, context: filterContext(work) };
  const group = object.name === 'company' ? groupIn(object, await settingsOf(work)) : [];
  return Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        !field.writtenBy &&
        ((object.title.includes(name) && (ends.includes(name) || name in values)) ||
          group.includes(name) ||
          isRequired(object, name, values, rules)),
    )
    .map(([name]) => name);
}
