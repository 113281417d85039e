import { comesFromOutside, invalid, objectOf } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** A mapping leads to fields that are filled from outside; what ids are known under stays when a source is renamed. */
export async function checkSources(work: Work, drafts: Draft[]): Promise<void> {
  const lead = objectOf(work.seen, 'lead');
  for (const draft of drafts) {
    if (draft.before === null) draft.changes['origin'] = willBe(draft, 'name');
    for (const [name, field] of Object.entries(mappingOf(draft.changes['mapping'])))
      if (typeof field !== 'string' || !(field === 'campaign' || comesFromOutside(lead, field)))
        throw invalid(`mapping.${name}`, 'unknown_field', 'this is not filled from outside');
  }
}

function mappingOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw invalid('mapping', 'mapping', 'takes {name: field}');
  return { ...value };
}
