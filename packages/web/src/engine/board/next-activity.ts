import type { AnyRecord, DescribedObject, RecordPage } from '@relata/client';
import { byHundreds } from '../../data/by-hundreds.ts';
import { client } from '../../data/client.ts';
import { change, changeMany, create } from '../../data/writes.ts';
import { idOf } from '../../fields/contract.ts';

/** What is next to do about each of some records: of the open activities about it the one that is due first. */
async function nearest(
  activity: DescribedObject,
  ids: readonly string[],
): Promise<Map<string, AnyRecord>> {
  const found = new Map<string, AnyRecord>();
  for (const some of byHundreds(ids)) {
    const missing = new Set(some);
    let after: string | null = null;
    do {
      const { data, page }: RecordPage<AnyRecord> = await client.list(activity, {
        filter: { about: { hasAny: some }, done: { ne: true }, due: { empty: false } },
        sort: 'due',
        limit: ids.length === 1 ? 1 : 200,
        total: 'none',
        ...(after === null ? {} : { after }),
      });
      for (const one of data)
        for (const id of aboutOf(one)) if (missing.delete(id)) found.set(id, one);
      after = missing.size ? page.next : null;
    } while (after !== null);
  }
  return found;
}

const aboutOf = ({ about }: AnyRecord): string[] =>
  Array.isArray(about) ? about.map((one: unknown) => idOf(one) ?? '') : [];

/** Puts what is next to do about records at another time; where nothing is, it is planned. All of it is undone together. */
export async function planAnew(
  activity: DescribedObject,
  object: DescribedObject,
  ids: readonly string[],
  due: string,
  subject: string,
  text: (count: number) => string,
): Promise<void> {
  const next = await nearest(activity, ids);
  const [only] = ids;
  const [known] = next.values();
  if (ids.length === 1 && known) await change(activity, known, { due });
  else if (ids.length === 1 && only) await plan(activity, object, only, due, subject);
  else
    await changeMany(
      activity,
      {
        update: [...new Set(next.values())].map(({ id }) => ({ id, due })),
        create: ids
          .filter((id) => !next.has(id))
          .map((id) => ({ subject, due, about: [{ object: object.name, id }] })),
      },
      text,
    );
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
  const next = (await nearest(activity, [record.id])).get(record.id);
  if (next) await change(activity, next, { done: true });
}
