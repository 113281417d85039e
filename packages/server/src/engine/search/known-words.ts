import { type CatalogObject, fold } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { isUnspaced, wordsKept } from './word-forms.ts';

/** Words in which somebody may mistype: long enough to be recognised, of letters that stand for sounds. */
export const isSpelled = (word: string): boolean =>
  /^[a-z]{3,30}$/.test(word) || (/^\p{L}{3,30}$/u.test(word) && !isUnspaced(word));

/** Remembers words that records hold from now on. */
export async function noteWords(work: Work, documents: Iterable<Iterable<string>>): Promise<void> {
  const found = new Set<string>();
  for (const words of documents) for (const word of words) if (isSpelled(word)) found.add(word);
  if (!found.size) return;
  // Asked word by word: most are known, and nobody waits for another who brings the same one.
  await work.connection.query(
    `insert into search_word (workspace_id, word, id) select $1, r.word, $3 from unnest($2::text[]) r(word)
     where (select true from search_word s where s.workspace_id = $1 and s.word = r.word collate "C" limit 1) is null`,
    [work.workspace.id, [...found], work.batch],
  );
}

/** Words that some records hold, or have held as far as their history says: before these go for good. */
export async function wordsSaid(
  work: Work,
  object: CatalogObject,
  ids: string[],
): Promise<Set<string>> {
  const place = [work.workspace.id, ids];
  const { rows: now } = await work.connection.query<{ word: string }>(
    `select distinct w.lexeme as word from ${tableOf(object)} t, unnest(t.search) w
     where t.workspace_id = $1 and t.id = any($2)`,
    place,
  );
  const { rows: before } = await work.connection.query<{ before: unknown; after: unknown }>(
    'select before, after from change where workspace_id = $1 and record_id = any($2) and object = $3',
    [...place, object.name],
  );
  const found = new Set(now.map((row) => row.word));
  for (const text of texts(before)) for (const word of wordsKept(text)) found.add(word);
  return new Set([...found].filter(isSpelled));
}

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const one of Object.values(value)) yield* texts(one);
}

/** Forgets those of the words that no record holds any more. */
export async function forgetUnsaid(work: Work, words: ReadonlySet<string>): Promise<void> {
  if (!words.size) return;
  const list = [...words];
  const nowhere = Object.values(work.catalog.objects).map(
    (object) =>
      `(select true from ${tableOf(object)} t where t.workspace_id = $1 and t.search @@ r.query limit 1) is null`,
  );
  await work.connection.query(
    `delete from search_word s using unnest($2::text[], $3::tsquery[]) r(word, query)
     where s.workspace_id = $1 and s.word = r.word collate "C" and ${nowhere.join(' and ')}`,
    [work.workspace.id, list, list.map((word) => `'${fold(word)}'`)],
  );
}
