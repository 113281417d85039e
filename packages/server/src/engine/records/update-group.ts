import {
  type CatalogObject,
  type Group,
  groupsOf,
  isId,
  listChangeBetween,
  listChangeIn,
  objectOf,
  withListChange,
} from '@relata/model';
import type { Work } from '../work.ts';
import { type BulkChange, type BulkDone, changeAll, matchingIds, mostAtOnce } from './batch.ts';
import { lockRecords } from './read.ts';
import { type Update, updateMany } from './update.ts';

/** How many leaders' groups are looked up in one statement. */
const portion = 500;

/**
 * Changes a record, and what it shares with its group in all of it that the actor may change: the temperature of a
 * company and its people (OO-CON-17). Of tags, what is added is added everywhere, and what goes goes. Takes the right to
 * change many.
 */
export async function updateGroup(work: Work, name: string, one: Update): Promise<void> {
  const groups = sharing(work, name, Object.keys(one.changes));
  const id = one.id.toLowerCase();
  const before = isId(id) ? (await asTheyWere(work, name, [id], groups)).get(id) : undefined;
  await updateMany(work, name, [one]);
  if (!before) return;
  const { tags, ...set } = one.changes;
  const kind = { kind: 'tags' } as const;
  const said = listChangeIn(kind, tags);
  // Where the record itself stays as it is, so do the others.
  const after = said ? withListChange(kind, before['tags'], said) : tags;
  const { add, remove } = listChangeBetween(kind, before['tags'], after) ?? {};
  const change = {
    set,
    ...('tags' in one.changes && { addTags: textsOf(add), removeTags: textsOf(remove) }),
  };
  await followAll(work, name, {
    ...{ groups, changed: new Map([[id, before]]), change, most: mostAtOnce },
  });
}

/**
 * The same for one change of many: those that were changed, then the others of their groups.
 *
 * @param progress hears of the chosen ones
 */
export async function changeWithGroups(
  work: Work,
  object: CatalogObject,
  ids: string[],
  { group, ...change }: BulkChange & { group?: 'all' | undefined },
  most: number,
  progress?: (done: number) => Promise<void>,
): Promise<BulkDone> {
  if (group !== 'all') return changeAll(work, object, ids, change, progress);
  const { set = {}, addTags = [], removeTags = [] } = change;
  const isTagged = addTags.length > 0 || removeTags.length > 0;
  const groups = sharing(work, object.name, [...Object.keys(set), ...(isTagged ? ['tags'] : [])]);
  const changed = await asTheyWere(work, object.name, groups.length ? ids : [], groups);
  const done = await changeAll(work, object, ids, change, progress);
  const shared = { set, addTags, removeTags };
  await followAll(work, object.name, { groups, changed, change: shared, most });
  return done;
}

const sharing = (work: Work, name: string, names: string[]): Group[] =>
  groupsOf(work.seen, name).filter(({ fields }) => fields.some((field) => names.includes(field)));

/** Of those that the actor may change: whom they belong to, and what they share. */
function asTheyWere(
  work: Work,
  name: string,
  ids: string[],
  groups: readonly Group[],
): Promise<Map<string, Record<string, unknown>>> {
  const object = objectOf(work.catalog, name);
  const fields = groups
    .flatMap(({ link, fields: shared }) => [link, ...shared])
    .filter((field) => field in object.fields);
  return lockRecords(work, object, { ids, verb: 'update', fields });
}

interface Following {
  groups: readonly Group[];
  changed: ReadonlyMap<string, Record<string, unknown>>;
  change: { set: Record<string, unknown>; addTags?: string[]; removeTags?: string[] };
  /** So many others of a portion of groups at most. */
  most: number;
}

async function followAll(
  work: Work,
  name: string,
  { groups, changed, change, most }: Following,
): Promise<void> {
  for (const group of groups) {
    const leaders =
      group.leader === name
        ? [...changed.keys()]
        : [...new Set([...changed.values()].map((record) => record[group.link]))].filter(
            (leader) => typeof leader === 'string',
          );
    for (let at = 0; at < leaders.length; at += portion) {
      const some = { in: leaders.slice(at, at + portion) };
      const rest: Rest = { group, but: changed, change, most };
      await follow(work, group.leader, { id: some }, rest);
      await follow(work, group.members, { [group.link]: some }, rest);
    }
  }
}

type Rest = Pick<Following, 'change' | 'most'> & { group: Group; but: Following['changed'] };

async function follow(
  work: Work,
  name: string,
  where: Record<string, unknown>,
  { group: { fields }, but, change, most }: Rest,
): Promise<void> {
  const object = objectOf(work.catalog, name);
  const found = await matchingIds(work, object, where, {}, 'update', most);
  const others = found.filter((other) => !but.has(other));
  if (!others.length) return;
  const shared = fields.filter((field) => field in object.fields);
  const set = Object.fromEntries(
    Object.entries(change.set).filter(([field]) => shared.includes(field)),
  );
  const { addTags = [], removeTags = [] } = change;
  const isTagged = shared.includes('tags') && addTags.length + removeTags.length > 0;
  if (!isTagged && !Object.keys(set).length) return;
  await changeAll(work, object, others, { set, ...(isTagged && { addTags, removeTags }) });
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
