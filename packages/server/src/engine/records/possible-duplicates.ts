import { type CatalogObject, fieldOf, FieldProblem, kinds, objectOf } from '@relata/model';
import { findByKeys } from '../import/duplicates.ts';
import { demand, type Work } from '../work.ts';
import { matchKeys } from './derive.ts';
import { refuseUnknown } from './parse-input.ts';
import { type KeptMatch, keptMatches } from './kept-matches.ts';

/** What a new record may double. */
export interface PossibleDuplicates {
  /** Those that the actor sees, with the fields in which they are alike. */
  records: { id: string; title: string; fields: string[] }[];
  /** Those that they do not see: no more than that there is one, and whom to ask. */
  kept: { fields: string[]; ask: KeptMatch['ask'] }[];
}

const most = 5;

/**
 * Looks for records that are like one about to be made. What cannot be read yet, because somebody is still typing it,
 * is left out. Both kinds are looked for whatever is found, so that time tells nothing.
 */
export async function possibleDuplicates(
  work: Work,
  objectName: string,
  values: Record<string, unknown>,
): Promise<PossibleDuplicates> {
  const object = objectOf(work.seen, objectName);
  demand(work, 'create', object);
  refuseUnknown(object.fields, values);
  const readable = legible(object, values);
  const keys = matchKeys(objectOf(work.catalog, objectName), readable, work.workspace.country);
  const [seen, kept] = await Promise.all([
    findByKeys(work, object, keys),
    keptMatches(work, object, keys),
  ]);
  return {
    records: grouped(seen, (one) => one.id)
      .map(({ one: { id, title }, fields }) => ({ id, title, fields }))
      .slice(0, most),
    kept: grouped(kept, (one) => one.ask?.id ?? '')
      .map(({ one: { ask }, fields }) => ({ fields, ask }))
      .slice(0, most),
  };
}

/** The values by which records are compared, as far as they can be read. */
function legible(object: CatalogObject, values: Record<string, unknown>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(values)) {
    const field = fieldOf(object, name);
    if (!field.matches) continue;
    try {
      read[name] = kinds[field.kind].parse(given ?? null, field);
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
    }
  }
  return read;
}

/** Once each, with the fields whose keys led to it. */
function grouped<T>(
  byKey: ReadonlyMap<string, T[]>,
  idOf: (one: T) => string,
): { one: T; fields: string[] }[] {
  const found = new Map<string, { one: T; fields: string[] }>();
  for (const [key, some] of byKey)
    for (const one of some) {
      const field = key.slice(0, key.indexOf(':'));
      const known = found.get(idOf(one));
      if (!known) found.set(idOf(one), { one, fields: [field] });
      else if (!known.fields.includes(field)) known.fields.push(field);
    }
  return [...found.values()];
}
