import { type CatalogObject, fold, may, Refusal } from '@relata/model';
import { rowJson } from '../records/row.ts';
import { tableOf, titleSql } from '../tables/table.ts';
import { reachable, type Statement, statement, type Work } from '../work.ts';
import { nearQueries } from './near-words.ts';
import { searchForms } from './query.ts';
import { seenWeights } from './seen-weights.ts';

interface Named {
  object: string;
  id: string;
  title: string;
}

export interface Found extends Named {
  /** What tells it from others of the same name: company, domain, job title, address. */
  subtitle: string;
  /** Of what has no page of its own, a note or a file: the first record that it is about and the actor sees. */
  about: Named | null;
  /** Nothing has what was typed: it has something like it. */
  similar: boolean;
}

/** So many candidates of an object are ranked; more would not change what is seen first. */
const candidates = 200;

/**
 * Records of any object that somebody may mean, best first: the title as typed, then its beginning, then anything else.
 * What has no page of its own is among them where there is a record to find it on. Where nothing is found, those that
 * have something like it.
 */
export async function searchEverything(
  work: Work,
  query: { q?: string | undefined; objects?: string | undefined; limit?: number | undefined },
): Promise<Found[]> {
  const named = query.objects ? new Set(query.objects.split(',')) : null;
  for (const name of named ?? [])
    if (!Object.hasOwn(work.catalog.objects, name))
      throw new Refusal('malformed', `there is no object '${name}'`, {
        errors: [
          {
            field: 'objects',
            code: 'option',
            message: `there is no object '${name}'`,
            values: { value: name },
          },
        ],
      });
  const typed = query.q?.trim() ?? '';
  if (!searchForms(typed)) return [];
  const limit = query.limit ?? 20;
  const objects = Object.values(work.seen.objects).filter(
    (object) =>
      (named ? named.has(object.name) : object.place === 'main' || standsOn(object)) &&
      may(work.actor, 'read', object) &&
      Object.values(object.fields).some((field) => field.search),
  );
  const search = async (queries: Queries, similar: boolean): Promise<Found[]> => {
    const found = await Promise.all(
      objects.map((object) => searchOne(work, object, { typed, limit, queries, similar })),
    );
    return found
      .flat()
      .filter(
        ({ object, about }) => named !== null || about || !standsOn(work.seen.objects[object]),
      )
      .toSorted((a, b) => b.rank - a.rank || a.title.localeCompare(b.title, work.actor.locale))
      .slice(0, limit)
      .map(({ rank: _, ...one }) => ({ ...one, similar }));
  };
  const exact = await search((weights) => searchForms(typed, weights), false);
  if (exact.length) return exact;
  for await (const near of nearQueries(work, typed)) {
    const similar = await search(near, true);
    if (similar.length) return similar;
  }
  return [];
}

/** The field by which a note or a file, which has no page, stands on the timelines of others. */
const standsOn = (object: CatalogObject | undefined): string | undefined =>
  object?.place === 'none' && object.follows && Object.hasOwn(object.fields, object.follows)
    ? object.follows
    : undefined;

/** Queries of which any may hold, by the weights that the actor may see; null where there is nothing to look for. */
type Queries = (weights: string) => string[] | null;

interface Search {
  typed: string;
  limit: number;
  queries: Queries;
  /** Of two queries that find the same the first is the nearer one. */
  similar: boolean;
}

async function searchOne(
  work: Work,
  object: CatalogObject,
  { typed, limit, queries: wanted, similar }: Search,
): Promise<(Omit<Found, 'similar'> & { rank: number })[]> {
  const made = statement(work);
  const weights = seenWeights(work, object);
  const forms = weights === null ? null : wanted(weights);
  if (!forms) return [];
  const plain = made.parameters.add(fold(typed), 'text');
  const start = made.parameters.add(
    `${fold(typed).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
    'text',
  );
  const queries = forms.map((form) => made.parameters.add(form, 'tsquery'));
  const title = titleSql('t', object);
  const seen = reachable(work, object, 'read', 't', made);
  const found = queries.map(
    (query, i) =>
      `(select t.*, ts_rank(t.search, ${query})${similar ? ` - ${i}` : ''} as likeness from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is null and t.search @@ ${query} and ${seen} limit ${candidates})`,
  );
  const link = standsOn(object);
  const about = link
    ? `${rowJson(object, 't', { fields: [link], include: new Map([[link, ['title']]]) }, made)} -> '${link}' -> 0`
    : 'null';
  const { rows } = await work.connection.query<{
    id: string;
    title: string;
    subtitle: string | null;
    about: Named | null;
    rank: string;
  }>(
    `select t.id, ${title} as title, ${subtitleOf(object, made)} as subtitle, ${about} as about,
       (case when fold(${title}) = ${plain} then 4 when fold(${title}) like ${start} then 2 else 0 end + t.likeness) as rank
     from (select distinct on (t.id) t.* from (${found.join(' union all ')}) t order by t.id, t.likeness desc) t
     order by rank desc, t.id desc limit ${limit}`,
    made.parameters.values,
  );
  return rows.map((row) => ({
    object: object.name,
    id: row.id,
    title: row.title,
    subtitle: row.subtitle ?? '',
    about: row.about,
    rank: Number(row.rank),
  }));
}

/** The most telling of what the object has. */
function subtitleOf(object: CatalogObject, made: Statement): string {
  const parts: string[] = [];
  const has = (name: string) => Object.hasOwn(object.fields, name);
  if (has('company'))
    parts.push(
      `(select c.title from company c where c.workspace_id = $1 and c.id = t.company_id and c.deleted_at is null and ${made.visible('company', 'c')})`,
    );
  if (has('emails')) parts.push("t.emails -> 0 ->> 'value'");
  if (has('domain')) parts.push('t.domain');
  if (has('email')) parts.push('t.email');
  if (has('city')) parts.push('t.city');
  return parts.length
    ? `concat_ws(' · ', ${parts.map((part) => `nullif(${part}, '')`).join(', ')})`
    : "''";
}
