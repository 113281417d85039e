import type { Work } from '../work.ts';
import { distance, oneOff } from './distance.ts';
import { quoted } from './document.ts';
import { isSpelled } from './known-words.ts';
import { asked, cut, mostAsked, phoneForms } from './query.ts';
import { type Asked, wordsAsked } from './word-forms.ts';

/** Shorter words are another one with every letter. */
const shortest = 4;
/** From here on the beginning of a word is enough to recognise it. */
const shortestStart = 5;
/** From here on two errors are borne. */
const shortestOfTwo = 8;

/** By weights of words: queries of which any may hold, the nearest first. */
export type Near = (weights: string) => string[];

/**
 * What somebody may have meant who mistyped, the nearest first: words with one error; then beginnings with one, and long
 * words with two. Each must be looked for only if nothing was found before it. All words that are near enough are asked
 * for, so what one finds does not depend on what records hold that one may not see.
 */
export async function* nearQueries(work: Work, typed: string): AsyncGenerator<Near> {
  const text = cut(typed);
  const words = phoneForms(text, '') ? [] : wordsAsked(text).slice(0, mostAsked);
  const unsure = words.filter(
    ({ text: word, isWhole }) => !isWhole && word.length >= shortest && isSpelled(word),
  );
  if (!unsure.length) return;
  const one = await oneError(work, unsure);
  yield (weights) => [allOf(words, [one], weights)];
  const [near, far] = await moreErrors(work, unsure);
  yield (weights) => [
    allOf(words, [one, near], weights),
    ...(far.size ? [allOf(words, [one, near, far], weights)] : []),
  ];
}

/** By word that was typed: which may have been meant. */
type Meant = ReadonlyMap<string, readonly string[]>;

const allOf = (words: Asked[], meant: Meant[], weights: string): string =>
  words
    .map((word) => {
      const others = meant.flatMap((one) => one.get(word.text) ?? []);
      const terms = others.map((other) => `${quoted(other)}${weights && `:${weights}`}`);
      // Alone it has found nothing; beside others it may be right.
      if (!terms.length || words.length > 1) terms.unshift(asked(word, weights));
      return terms.length > 1 ? `(${terms.join(' | ')})` : terms[0];
    })
    .join(' & ');

async function oneError(work: Work, unsure: Asked[]): Promise<Meant> {
  const pairs = unsure.flatMap(({ text }) => [...oneOff(text)].map((near) => ({ text, near })));
  const { rows } = await work.connection.query<{ typed: string; word: string }>(
    `select distinct r.typed, s.word from unnest($2::text[], $3::text[]) r(typed, near)
     join search_word s on s.workspace_id = $1 and s.word = r.near collate "C"`,
    [work.workspace.id, pairs.map(({ text }) => text), pairs.map(({ near }) => near)],
  );
  return grouped(rows);
}

/** Behind every text that begins with another one. */
const last = '\u{10ffff}';

async function moreErrors(work: Work, unsure: Asked[]): Promise<[Meant, Meant]> {
  const starts = unsure.flatMap(({ text }) => {
    const isLong = text.length >= shortestOfTwo;
    if (text.length < shortestStart) return [];
    // Of two errors in a long word at most one lies in its first half, or none in the second.
    const half = Math.floor(text.length / 2);
    const [head, tail] = [text.slice(0, half), text.slice(half)];
    const near = isLong ? [head, ...oneOff(head)] : [...oneOff(text)];
    return [
      ...near
        .filter((start) => start.length >= (isLong ? half : shortestStart))
        .map((start) => ({ typed: text, start, end: '' })),
      ...(isLong ? [{ typed: text, start: '', end: [...tail].toReversed().join('') }] : []),
    ];
  });
  const some = (list: typeof starts) => [
    list.map(({ typed }) => typed),
    list.map(({ start, end }) => start || end),
    list.map(({ start, end }) => (start || end) + last),
  ];
  const query = (expression: string) =>
    `select r.typed, s.word from unnest($2::text[], $3::text[], $4::text[]) r(typed, first, last)
     join search_word s on s.workspace_id = $1 and ${expression} >= r.first collate "C" and ${expression} < r.last collate "C"
     where length(s.word) >= length(r.typed) - 2`;
  const ends = starts.filter(({ end }) => end);
  const found = await Promise.all([
    work.connection.query<{ typed: string; word: string }>(query('s.word'), [
      work.workspace.id,
      ...some(starts.filter(({ start }) => start)),
    ]),
    work.connection.query<{ typed: string; word: string }>(query('reverse(s.word)'), [
      work.workspace.id,
      ...some(ends),
    ]),
  ]);
  const near: { typed: string; word: string }[] = [];
  const far: typeof near = [];
  for (const row of found.flatMap(({ rows }) => rows)) {
    const borne = row.typed.length >= shortestOfTwo ? 2 : 1;
    const { whole, start } = distance(row.typed, row.word);
    // What it begins with has been looked for, and so have words with one error.
    if (start === 0 || whole <= 1) continue;
    if (start === 1) near.push(row);
    else if (start <= borne) far.push(row);
  }
  return [grouped(near), grouped(far)];
}

function grouped(rows: { typed: string; word: string }[]): Meant {
  const found = new Map<string, string[]>();
  for (const [typed, some] of Map.groupBy(rows, (row) => row.typed))
    found.set(typed, [...new Set(some.map((row) => row.word))]);
  return found;
}
