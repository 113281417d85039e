import type { AnyRecord, DescribedObject } from '@relata/client';
import { idOf } from '../fields/contract.ts';
import { client } from './client.ts';
import { forget, noteOwnBatch, patch } from './records.ts';

interface Person {
  id: string;
  title: string;
}

/** Those who are told of what happens to a record; none where the list is kept from whoever looks. */
const followersOf = (object: DescribedObject, record: AnyRecord): readonly unknown[] => {
  const list = record[object.followedBy ?? ''];
  return Array.isArray(list) ? list : [];
};

export const isFollowing = (object: DescribedObject, record: AnyRecord, user: string): boolean =>
  followersOf(object, record).some((one) => idOf(one) === user);

/** Has somebody told of what happens to a record, or no longer; shown at once. */
export async function setFollowing(
  object: DescribedObject,
  record: AnyRecord,
  me: Person,
  wanted: boolean,
): Promise<void> {
  const before = followersOf(object, record);
  const others = before.filter((one) => idOf(one) !== me.id);
  const show = (followers: readonly unknown[]) =>
    patch(object.name, record.id, { [object.followedBy ?? '']: followers });
  show(wanted ? [...others, me] : others);
  try {
    const { batch } = await client.action(object, record.id, wanted ? 'follow' : 'unfollow', {});
    noteOwnBatch(batch);
    forget(object.name, [record.id]);
  } catch (error) {
    show(before);
    throw error;
  }
}
