import type { AnyRecord, DescribedObject } from '@relata/client';
import { client } from '../../data/client.ts';
import { change, create } from '../../data/writes.ts';

/** What is next to do about a record: the one of its open activities that is due first. */
async function nearest(activity: DescribedObject, record: AnyRecord): Promise<AnyRecord | null> {
  const { data } = await client.list(activity, {
    filter: { about: { has: record.id }, done: { ne: true }, due: { empty: false } },
    sort: 'due',
    limit: 1,
    total: 'none',
  });
  return data[0] ?? null;
}

/** Puts what is next to do at another time; where nothing is, it is planned. */
export async function planAnew(
  activity: DescribedObject,
  object: DescribedObject,
  record: AnyRecord,
  due: string,
  subject: string,
): Promise<void> {
  const next = await nearest(activity, record);
  if (next) await change(activity, next, { due });
  else await plan(activity, object, record.id, due, subject);
}

export const plan = (
  activity: DescribedObject,
  object: DescribedObject,
  id: string,
  due: string,
  subject: string,
): Promise<AnyRecord> => create(activity, { subject, due, about: [{ object: object.name, id }] });

/** Notes that what was next has been done. */
export async function finishNext(activity: DescribedObject, record: AnyRecord): Promise<void> {
  const next = await nearest(activity, record);
  if (next) await change(activity, next, { done: true });
}
