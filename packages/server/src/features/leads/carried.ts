import { type CatalogObject, objectOf, Refusal, startAlong } from '@relata/model';
import { readJson } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';

export type Values = Record<string, unknown>;

/** What is hidden from the actor does not come to light elsewhere. */
export const seenOf = (work: Work, name: string, record: Values): Values => {
  const { fields } = objectOf(work.seen, name);
  return Object.fromEntries(Object.keys(fields).map((field) => [field, record[field] ?? null]));
};

/** What is filled and theirs to write; fields of the workspace's own go to those of the same name and kind. */
export function carried(
  work: Work,
  from: { object: string; values: Values },
  to: string,
  values: Values,
): Values {
  const target = objectOf(work.seen, to);
  const own = Object.fromEntries(customIn(objectOf(work.seen, from.object), target, from.values));
  const told = Object.entries({ ...own, ...values }).filter(([, value]) => value !== null);
  return Object.fromEntries(
    Object.entries({ ...startAlong(target), ...Object.fromEntries(told) }).filter(
      ([field, value]) => {
        const known = target.fields[field];
        return known && !known.writtenBy && value !== null && value !== undefined && filled(value);
      },
    ),
  );
}

const customIn = (source: CatalogObject, target: CatalogObject, values: Values) =>
  Object.entries(target.fields).flatMap(([name, field]) =>
    field.custom &&
    !field.formula &&
    source.fields[name]?.custom &&
    source.fields[name].kind === field.kind
      ? [[name, values[name]] as const]
      : [],
  );

export const filled = (value: unknown): boolean => !Array.isArray(value) || value.length > 0;

/** A record, as far as the actor may see it; with `fields` only these of it. */
export async function readIfSeen(
  work: Work,
  name: string,
  id: unknown,
  fields?: string,
): Promise<Values | null> {
  if (typeof id !== 'string') return null;
  try {
    return JSON.parse(await readJson(work, name, id, { fields })) as Values;
  } catch (problem) {
    if (problem instanceof Refusal && unseen.has(problem.code)) return null;
    throw problem;
  }
}

const unseen = new Set<string>(['not_found', 'forbidden']);
