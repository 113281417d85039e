import { createMany } from '#engine/records/create.ts';
import type { Draft } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/**
 * Every tag that a record carries is one of the workspace's, as it is written there: `VIP` and `vip` are
 * one. What is new is made on the fly, in the same batch. One query for all drafts at once.
 */
export async function keepTags(work: Work, drafts: Draft[], field: string): Promise<void> {
  const wanted = new Map<string, string>();
  for (const draft of drafts) {
    const before = new Set(namesIn(draft.before?.[field]));
    for (const name of namesIn(draft.changes[field]))
      if (!before.has(name) && !wanted.has(name.toLowerCase()))
        wanted.set(name.toLowerCase(), name);
  }
  if (!wanted.size) return;
  const known = await knownTags(work, [...wanted.values()]);
  const missing = [...wanted].filter(([key]) => !known.has(key)).map(([, name]) => name);
  if (missing.length) for (const [key, name] of await addTags(work, missing)) known.set(key, name);
  for (const draft of drafts) {
    const names = namesIn(draft.changes[field]).map(
      (name) => known.get(name.toLowerCase()) ?? name,
    );
    if (names.length) draft.changes[field] = [...new Set(names)];
  }
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** How the workspace writes these tags, by the name in lower case. The database decides what is the same. */
async function knownTags(work: Work, names: string[]): Promise<Map<string, string>> {
  const { rows } = await work.connection.query<{ given: string; name: string }>(
    `select g.given, t.name from unnest($2::text[]) as g(given)
     join tag t on t.workspace_id = $1 and lower(t.name) = lower(g.given) and t.deleted_at is null`,
    [work.workspace.id, names],
  );
  return new Map(rows.map((row) => [row.given.toLowerCase(), row.name]));
}

/** Makes tags; of two who use the same new one at once, the second waits and takes the first's. */
async function addTags(work: Work, names: string[]): Promise<Map<string, string>> {
  const ordered = names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  await work.connection.query(
    `select pg_advisory_xact_lock(hashtextextended($1 || n.name, 0)) from (
       select lower(g.given) as name from unnest($2::text[]) with ordinality as g(given, place) order by g.place) n`,
    [`${work.workspace.id} tag `, ordered],
  );
  const known = await knownTags(work, ordered);
  const coming = await comingBack(work);
  const fresh = ordered.filter(
    (name) => !known.has(name.toLowerCase()) && !coming.has(name.toLowerCase()),
  );
  await createMany(
    work,
    'tag',
    fresh.map((name) => ({ name })),
  );
  for (const name of fresh) known.set(name.toLowerCase(), name);
  return known;
}

/** Names that the batch which is being undone took away from tags, and gives back in a moment. */
async function comingBack(work: Work): Promise<Set<string>> {
  if (work.undoes === null) return new Set();
  const { rows } = await work.connection.query<{ name: string }>(
    `select lower(coalesce(c.before ->> 'name', t.name)) as name
     from change c join tag t on t.workspace_id = $1 and t.id = c.record_id
     where c.workspace_id = $1 and c.batch = $2 and c.object = 'tag' and (c.action = 'delete' or c.before ? 'name')`,
    [work.workspace.id, work.undoes],
  );
  return new Set(rows.map((row) => row.name));
}
