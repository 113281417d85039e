import { type CatalogObject, isId, objectOf, parseFilter, Refusal } from '@relata/model';
import { z } from 'zod';
import { type BulkDone, mostActs, mostAtOnce, tooMany } from '../records/batch.ts';
import { changeMatching } from '../records/change-matching.ts';
import { parseInput } from '../records/parse-input.ts';
import { notThere } from '../records/read.ts';
import type { Update } from '../records/update.ts';
import { demand, type Work } from '../work.ts';
import { text } from './parse.ts';

/** One change for many records, named or matched. */
export const bulkBody = z.strictObject({
  ids: z.array(z.string()).optional(),
  where: z.record(z.string(), z.unknown()).optional(),
  q: text,
  set: z.record(z.string(), z.unknown()).optional(),
  /** Only where there is nothing yet. */
  fill: z.record(z.string(), z.unknown()).optional(),
  /** By field, what becomes of which value. */
  replace: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  /** A domain action, done with each of them. */
  act: z
    .strictObject({ action: z.string(), input: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  /** A record about each of them, with these values. */
  make: z
    .strictObject({ object: z.string(), values: z.record(z.string(), z.unknown()) })
    .optional(),
  addTags: z.array(z.string()).optional(),
  removeTags: z.array(z.string()).optional(),
  delete: z.literal(true).optional(),
  /** What of it companies share with their people is changed in all of them (OO-CON-17). */
  group: z.literal('all').optional(),
});

/** Many changes, each for its own record. */
export const batchBody = z.strictObject({
  create: z.array(z.unknown()).optional(),
  update: z.array(z.looseObject({ id: z.string(), version: z.number().optional() })).optional(),
  delete: z.array(z.string()).optional(),
  restore: z.array(z.string()).optional(),
});

type Wanted = NonNullable<z.infer<typeof batchBody>['update']>[number];

export const updateOf = ({ id, version, ...changes }: Wanted): Update => ({
  id,
  changes,
  ...(version === undefined ? {} : { version }),
});

/** What is wrong with a bulk change is said at once, not when the work is under way. */
export function readBulk(
  work: Work,
  object: CatalogObject,
  body: z.infer<typeof bulkBody>,
): z.infer<typeof bulkBody> {
  demand(work, 'bulk', object);
  if ((body.ids === undefined) === (body.where === undefined))
    throw new Refusal('malformed', "takes either 'ids' or 'where'");
  if (body.ids?.some((id) => !isId(id))) throw notThere();
  if (body.where) parseFilter(body.where, object.name, work.seen);
  const { set, fill, replace, act, make, addTags, removeTags } = body;
  const changed = set ?? fill ?? replace ?? act ?? addTags ?? removeTags;
  if (body.delete && (make ?? changed)) throw new Refusal('malformed', "'delete' stands alone");
  if (make && changed) throw new Refusal('malformed', "'make' stands alone");
  if (make) demand(work, 'create', objectOf(work.seen, make.object));
  parseInput(object, { ...fill, ...set }, null, work);
  for (const [field, values] of Object.entries(replace ?? {}))
    for (const value of Object.values(values)) parseInput(object, { [field]: value }, null, work);
  return body;
}

/** At once: all that the actor may change, or none where a rule refuses one. */
export async function bulkNow(
  work: Work,
  object: CatalogObject,
  body: z.infer<typeof bulkBody>,
): Promise<BulkDone> {
  const { ids, where, q, ...change } = readBulk(work, object, body);
  const most = change.act ? mostActs : mostAtOnce;
  if (ids && ids.length > most) throw tooMany(most);
  return changeMatching(work, object, { ids, where, q }, change, most);
}
