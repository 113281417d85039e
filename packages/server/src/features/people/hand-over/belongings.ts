import { type CatalogObject, type Filter, objectOf } from '@relata/model';
import { matchingIds } from '#engine/records/batch.ts';
import { countMatching } from '#engine/records/count.ts';
import type { Work } from '#engine/work.ts';

/** What somebody leaves behind when they go, and others must go on with. Closed deals stay with who closed them. */
const left: Record<string, Filter> = {
  deal: { status: { eq: 'open' } },
  person: {},
  company: {},
  activity: { done: { ne: true } },
  view: {},
};

export interface Belonging {
  object: string;
  count: number;
}

const ownedBy = (user: string, filter: Filter): Filter => ({
  and: [{ owner: { eq: user } }, filter],
});

const objects = (work: Work): [CatalogObject, Filter][] =>
  Object.entries(left).map(([name, filter]) => [objectOf(work.catalog, name), filter]);

/** How much of it there is, as far as whoever asks can see it: views of one's own stay one's own. */
export async function countBelongings(work: Work, user: string): Promise<Belonging[]> {
  const counted: Belonging[] = [];
  for (const [object, filter] of objects(work)) {
    const { total } = await countMatching(work, object, ownedBy(user, filter), {}, 'exact');
    counted.push({ object: object.name, count: total });
  }
  return counted;
}

/** The same as ids. */
export async function listBelongings(
  work: Work,
  user: string,
): Promise<{ object: CatalogObject; ids: string[] }[]> {
  const listed: { object: CatalogObject; ids: string[] }[] = [];
  for (const [object, filter] of objects(work)) {
    const most = Number.MAX_SAFE_INTEGER - 1;
    const ids = await matchingIds(work, object, ownedBy(user, filter), {}, 'update', most);
    listed.push({ object, ids });
  }
  return listed;
}
