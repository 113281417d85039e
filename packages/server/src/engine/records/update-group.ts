import { type CatalogObject, type Group, groupsOf, isId, objectOf } from '@relata/model';
import type { Work } from '../work.ts';
import { changeAll, matchingIds, mostAtOnce } from './batch.ts';
import { lockRecords } from './read.ts';
import { type Update, updateMany } from './update.ts';

/**
 * Changes a record, and what it shares with its group in all of it that the actor may change: the temperature of a
 * company and its people (OO-CON-17). Of tags, what is added is added everywhere, and what goes goes. Takes the right to
 * change many.
 */
export async function updateGroup(work: Work, name: string, one: Update): Promise<void> {
  const groups = groupsOf(work.seen, name).filter(({ fields }) =>
    fields.some((field) => field in one.changes),
  );
  const before = isId(one.id) ? await asItWas(work, name, one.id.toLowerCase(), groups) : undefined;
  await updateMany(work, name, [one]);
  if (!before) return;
  for (const group of groups) {
    const leader = group.leader === name ? one.id.toLowerCase() : before[group.link];
    if (typeof leader !== 'string') continue;
    await follow(work, group.leader, { id: { eq: leader } }, one, group, before);
    await follow(work, group.members, { [group.link]: { eq: leader } }, one, group, before);
  }
}

async function asItWas(
  work: Work,
  name: string,
  id: string,
  groups: readonly Group[],
): Promise<Record<string, unknown> | undefined> {
  const object = objectOf(work.catalog, name);
  const fields = groups
    .flatMap(({ link, fields: shared }) => [link, ...shared])
    .filter((field) => field in object.fields);
  return (await lockRecords(work, object, { ids: [id], verb: 'update', fields })).get(id);
}

async function follow(
  work: Work,
  name: string,
  where: Record<string, unknown>,
  { id, changes }: Update,
  { fields }: Group,
  before: Record<string, unknown>,
): Promise<void> {
  const object = objectOf(work.catalog, name);
  const found = await matchingIds(work, object, where, {}, 'update', mostAtOnce);
  const others = found.filter((other) => other !== id.toLowerCase());
  if (!others.length) return;
  const shared = fields.filter((field) => field in changes && field in object.fields);
  const [tags, values] = [
    shared.filter((field) => isTags(object, field)),
    shared.filter((field) => !isTags(object, field)),
  ];
  const set = Object.fromEntries(values.map((field) => [field, changes[field]]));
  await changeAll(work, object, others, {
    ...(values.length && { set }),
    ...(tags.length && {
      addTags: without(changes['tags'], before['tags']),
      removeTags: without(before['tags'], changes['tags']),
    }),
  });
}

const isTags = (object: CatalogObject, field: string): boolean =>
  object.fields[field]?.kind === 'tags';

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Tags are the same whatever their capitals. */
function without(all: unknown, taken: unknown): string[] {
  const known = new Set(textsOf(taken).map((tag) => tag.toLowerCase()));
  return textsOf(all).filter((tag) => !known.has(tag.toLowerCase()));
}
