import { words } from '@relata/model';

/** Written without spaces between words, or with few: any part of a name may be what somebody looks for. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]+/gu;

const spelling: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/**
 * `Müller` as those write it who have no ü: `Mueller`. The other way round nobody can tell: `Manuel` has none.
 * Null where there is nothing to spell out.
 */
export function spelledOut(text: string): string | null {
  if (/^[\u0000-\u007f]*$/.test(text)) return null;
  const whole = text.normalize('NFC').toLowerCase();
  const spelled = whole.replace(/[äöüøå]/g, (letter) => spelling[letter] ?? letter);
  return spelled === whole ? null : spelled;
}

/** A word cut where its script changes; of `東京電力` every two signs that stand together, and the last alone. */
function* pieces(word: string): Generator<{ text: string; isPair: boolean }> {
  let at = 0;
  for (const { 0: run, index } of word.matchAll(unspaced)) {
    if (index > at) yield { text: word.slice(at, index), isPair: false };
    const signs = [...run];
    for (const [i, sign] of signs.entries())
      yield { text: sign + (signs[i + 1] ?? ''), isPair: i + 1 < signs.length };
    at = index + run.length;
  }
  if (at < word.length) yield { text: word.slice(at), isPair: false };
}

export const isUnspaced = (text: string): boolean => text.search(unspaced) >= 0;

/** The words under which a text is found. */
export function wordsKept(text: string): string[] {
  const spelled = spelledOut(text);
  const found = spelled === null ? words(text) : [...words(text), ...words(spelled)];
  return isUnspaced(text)
    ? found.flatMap((word) => [...pieces(word)].map((piece) => piece.text))
    : found;
}

/** A word that somebody typed. */
export interface Asked {
  text: string;
  /** A pair of signs, which is no beginning of anything. */
  isWhole: boolean;
}

/** What somebody typed as words to look for: by their beginnings, but for pairs of signs. */
export function wordsAsked(typed: string): Asked[] {
  return words(typed).flatMap((word) => {
    const all = [...pieces(word)];
    // The last sign of several has been asked for with the one before it.
    return all
      .filter(({ isPair }, i) => isPair || !all[i - 1]?.isPair)
      .map(({ text, isPair }) => ({ text, isWhole: isPair }));
  });
}
