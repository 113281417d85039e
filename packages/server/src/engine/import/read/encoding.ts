import chardet from 'chardet';
import iconv from 'iconv-lite';

import { refuseFile } from './refuse-file.ts';
import type { EncodingChoice, FileProblem } from './rows.ts';
import type { Scan } from './scan.ts';

export interface EncodingFound {
  encoding: string;
  encodings: EncodingChoice[];
  /** Another of them gives a text that is nearly as plausible: somebody has to look. */
  unsure: boolean;
  problems: FileProblem[];
}

/** Code pages that a file without a mark may be in, the likelier first where nothing else decides. */
const codePages = ['windows-1252', 'windows-1250', 'iso-8859-2', 'macintosh', 'ibm852'];

/**
 * The encoding of a text file: a byte order mark counts if the content agrees, UTF-8 is proven over the whole
 * file, UTF-16 without a mark shows by its zero bytes, and of the old code pages the one that gives the more
 * plausible text wins; the others are offered with an example.
 */
export function detectEncoding(head: Buffer, scan: Scan): EncodingFound {
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, encodings: [], unsure: false, problems: [] };

  if (scan.invalidLines === 0) {
    const problems = looksDoubleEncoded(scan.highSample) ? [doubleEncoded(scan.highSample)] : [];
    return { encoding: 'utf-8', encodings: [], unsure: false, problems };
  }
  if (scan.multibyteLines >= scan.invalidLines) {
    return {
      encoding: 'utf-8',
      encodings: choices(scan.highSample, ['utf-8', ...codePages]),
      unsure: false,
      problems: [mixed(scan)],
    };
  }
  const { encoding, unsure } = guessCodePage(scan.highSample);
  const encodings = choices(scan.highSample, [
    encoding,
    ...codePages.filter((page) => page !== encoding),
  ]);
  const problems = hasUtf8Mark(head) ? [wrongMark(encoding)] : [];
  return { encoding, encodings, unsure, problems };
}

/** @throws Refusal 'invalid' `unknown_encoding` */
export function assertEncoding(encoding: string): void {
  if (!iconv.encodingExists(encoding))
    throw refuseFile('unknown_encoding', { encoding: String(encoding).slice(0, 40) });
}

export function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

function hasUtf8Mark(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function wideEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe)
    return head[2] === 0 && head[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 4) return undefined;
  const pairs = Math.floor(Math.min(head.length, 65536) / 2);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  // A quarter of the characters (delimiters, line ends, digits, addresses) are ASCII in any script's tables.
  if (odd > pairs / 4 && even < odd / 10) return 'utf-16le';
  if (even > pairs / 4 && odd < even / 10) return 'utf-16be';
  return undefined;
}

function mixed(scan: Scan): FileProblem {
  const lines = scan.firstInvalid.join(', ');
  return {
    code: 'mixed_encodings',
    line: scan.firstInvalid[0] ?? 1,
    message: `The file is UTF-8, but ${scan.invalidLines} line(s) are not and were read as windows-1252: ${lines}`,
    values: { lines, count: scan.invalidLines },
  };
}

function wrongMark(encoding: string): FileProblem {
  return {
    code: 'encoding_mark_is_wrong',
    message: `The file says that it is UTF-8, but it is not; it was read as ${encoding}`,
    values: { encoding },
  };
}

/** UTF-8 that was taken for windows-1252 and written as UTF-8 again: `JosÃ©`. */
function looksDoubleEncoded(sample: Buffer): boolean {
  const text = sample.toString('utf8');
  const twice = text.match(/[ÃÅÄ][\u0080-\u00bf‚-™ŒœŽžŠšŸ]|Â[\u00a0-\u00bf]|â€/g)?.length ?? 0;
  const once = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  return twice > 0 && twice * 2 >= once * 0.8;
}

function doubleEncoded(sample: Buffer): FileProblem {
  const example = exampleOf(sample, 'utf-8');
  return {
    code: 'looks_double_encoded',
    message: `Letters look damaged by an earlier conversion: ${example}`,
    values: { example },
  };
}

function choices(sample: Buffer, encodings: string[]): EncodingChoice[] {
  return encodings.map((encoding) => ({ encoding, example: exampleOf(sample, encoding) }));
}

/** The first lines with letters outside ASCII, at most 80 characters. */
function exampleOf(sample: Buffer, encoding: string): string {
  const lines = iconv.decode(sample.subarray(0, 8192), encoding).split(/[\r\n]+/);
  const telling = lines.filter((line) => /[^\u0000-\u007f]/.test(line));
  return telling.join(' … ').slice(0, 80);
}

/** Letters that texts in the languages of a code page are made of, and how much each speaks for it. */
const letters: Record<string, Map<string, number>> = {
  'windows-1252': weights([
    [1, 'áàâãäåçéèêëíîïñóôõöúûüßÁÀÂÃÄÅÇÉÈÊËÍÎÏÑÓÔÕÖÚÛÜæœÆŒ'],
    [0.6, 'ìòùÌÒÙøØ'],
    // `nº 7`, `1ª`: in the languages that are written in this page.
    [0.8, 'ªº'],
    [0.2, 'ýÿÝŸðþšžŠŽ'],
  ]),
  'windows-1250': centralEuropean(),
  'iso-8859-2': centralEuropean(),
  macintosh: weights([[0.9, 'áàâãäåçéèêëíîïñóôõöúûüßÁÀÂÃÄÅÇÉÈÊËÍÎÏÑÓÔÕÖÚÛÜ']]),
  ibm852: centralEuropean(0.8),
};

function centralEuropean(share = 1): Map<string, number> {
  return weights([
    [share, 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻáéíöüäúÁÉÍÖÜÄÚß'],
    [0.7 * share, 'čďěňřšťůýžČĎŘŠŤŽőűŐŰçëôâîÇ'],
    [0.4 * share, 'ľĺŕňŇĚŮăşţđĂŞŢĐŔĽĹ'],
  ]);
}

function weights(groups: [number, string][]): Map<string, number> {
  return new Map(
    groups.flatMap(([weight, chars]) =>
      Array.from(chars).map((char): [string, number] => [char, weight]),
    ),
  );
}

/** A page is a rival from this share of the best one's plausibility on. */
const rivalShare = 0.75;

function guessCodePage(sample: Buffer): { encoding: string; unsure: boolean } {
  const exotic = otherScript(sample);
  if (exotic) return { encoding: exotic, unsure: false };
  const candidates = codePages.map((encoding) => {
    const text = iconv.decode(sample, encoding);
    return { encoding, text, score: plausibility(text, letters[encoding] ?? new Map()) };
  });
  const best = candidates.reduce((top, next) => (next.score > top.score ? next : top));
  // Only what the two read differently tells them apart; most letters stand in the same place in both.
  const unsure = candidates.some(({ encoding, text }) => {
    if (text === best.text) return false;
    const own = plausibility(text, letters[encoding] ?? new Map(), best.text);
    const bests = plausibility(best.text, letters[best.encoding] ?? new Map(), text);
    return own > 0 && own >= bests * rivalShare;
  });
  return { encoding: best.encoding, unsure };
}

/** Greek, Cyrillic or East Asian text: there letters above 127 stand in rows, in Latin text they stand alone. */
function otherScript(sample: Buffer): string | undefined {
  const text = sample.toString('latin1');
  const high = text.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  const inRows = text.match(/[\u0080-\u00ff]{3,}/g)?.reduce((sum, run) => sum + run.length, 0) ?? 0;
  if (high === 0 || inRows / high < 0.5) return undefined;
  const guess = chardet.detect(sample);
  return guess &&
    iconv.encodingExists(guess) &&
    !/^(iso-8859-1|windows-125[02]|utf-8|ascii)$/i.test(guess)
    ? guess.toLowerCase()
    : undefined;
}

const fine = new Set('\u00a0–—‘’“”„…€«»ºª°§•·´');

/** @param other a reading of the same bytes: only characters that are others there count */
function plausibility(text: string, known: Map<string, number>, other?: string): number {
  let score = 0;
  for (const { 0: char, index } of text.matchAll(/[^\u0000-\u007f]/g)) {
    if (other?.[index] === char) continue;
    const before = text[index - 1] ?? ' ';
    const after = text[index + 1] ?? ' ';
    const weight = known.get(char);
    if (weight !== undefined) {
      // 'łĄka': a capital inside a word is a sign of the wrong page; 'città', 'Forlì' of the right one.
      const finalAccent = 'àèìòùÀÈÌÒÙ'.includes(char) && !isLetter(after);
      score += isLower(before) && isUpper(char) ? -1 : finalAccent ? 1 : weight;
    } else if (/\p{L}/u.test(char)) score -= 0.5;
    else if (/[\u0080-\u009f\ufffd]/.test(char)) score -= 3;
    else if (isLetter(before) || isLetter(after)) score -= fine.has(char) ? 0 : 1.5;
    else score += fine.has(char) ? 0.3 : -0.2;
  }
  return score;
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}

function isLower(char: string): boolean {
  return /\p{Ll}/u.test(char);
}

function isUpper(char: string): boolean {
  return /\p{Lu}/u.test(char);
}
