import { Big } from 'big.js';

import { cleanText } from './text.ts';
import { problem, type DecimalMark, type Parsed } from './parsed.ts';

/** Beyond this many digits a number is no amount but an identifier. */
const maxDigits = 38;

/** Digits of any script, and the marks that stand for minus, decimal mark and grouping in it. */
function plainDigits(text: string): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => (digit < '\u0080' ? digit : String(digitValue(digit))))
    .replace(/[\u2212\u2013\ufe63\uff0d]/g, '-')
    .replace(/\u2019/g, "'");
}

/** Decimal digits of a script follow each other in Unicode, from 0 to 9. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

interface NumberText {
  negative: boolean;
  /** Digits with their marks; no sign, no blanks around. */
  digits: string;
}

/** Takes sign, brackets and percent sign off: `(1.234,56)`, `1.234,56-`, `12,5%`. */
function unsigned(text: string): NumberText | undefined {
  const bare = plainDigits(cleanText(text)).replace(/\s*%$/, '');
  const found =
    /^([-+]?)\s*(\()?\s*([-+]?)\s*([\d.,' \u066b\u066c]*\d[\d.,' \u066b\u066c]*?|[\d.,]*\d(?:e[-+]?\d{1,3}))\s*(\))?\s*(-?)$/i.exec(
      bare,
    );
  if (!found) return undefined;
  const [, sign = '', open, inner = '', digits = '', close, trailing = ''] = found;
  if ((open === undefined) !== (close === undefined)) return undefined;
  const minuses = [sign, inner, trailing].filter((mark) => mark === '-').length + (open ? 1 : 0);
  return minuses > 1 ? undefined : { negative: minuses === 1, digits };
}

/**
 * A number as decimal text: `1234.56`, exact to the last digit, never a float.
 *
 * @param decimal the decimal mark of the column; the other one, blanks and apostrophes may group thousands. A cell
 * that does not fit is a problem (`number_unreadable`), never read the other way round.
 */
export function parseNumber(text: string, decimal: DecimalMark): Parsed<string> {
  if (cleanText(text) === '') return { value: null };
  const bad = (): Parsed<string> =>
    problem('number_unreadable', 'This is no number', cleanText(text));
  const found = unsigned(text);
  if (!found) return bad();
  const plain = toPlain(found.digits, decimal);
  if (plain === undefined || plain.replace(/\D/g, '').length > maxDigits) return bad();
  const value = plain.replace(/^0+(?=\d)/, '');
  return { value: found.negative && /[1-9]/.test(value) ? `-${value}` : value };
}

function toPlain(digits: string, decimal: DecimalMark): string | undefined {
  if (/e/i.test(digits)) {
    const scientific = digits.replace(decimal, '.');
    return /^\d+(\.\d+)?e[-+]?\d{1,2}$/i.test(scientific)
      ? new Big(scientific).toFixed()
      : undefined;
  }
  // Arabic script has marks of its own, which mean the same everywhere.
  const arabic = /[\u066b\u066c]/.test(digits);
  const mark = arabic ? '\u066b' : decimal;
  const [whole = '', fraction, ...more] = digits.split(mark);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return undefined;
  const ungrouped = ungroup(whole, arabic ? ['\u066c'] : [decimal === ',' ? '.' : ',', ' ', "'"]);
  if (ungrouped === undefined || (ungrouped === '' && !fraction)) return undefined;
  return fraction ? `${ungrouped === '' ? '0' : ungrouped}.${fraction}` : ungrouped;
}

/** `1.234.567`, `12 345`; with commas also India's `1,23,456`. One kind of mark, groups of the right length. */
function ungroup(whole: string, marks: string[]): string | undefined {
  if (/^\d*$/.test(whole)) return whole;
  const mark = marks.find((one) => whole.includes(one)) ?? '';
  const groups = whole.split(mark);
  const [first = '', ...rest] = groups;
  if (![first, ...rest].every((group) => /^\d+$/.test(group))) return undefined;
  const thousands =
    first.length <= 3 && !first.startsWith('0') && rest.every((group) => group.length === 3);
  const indian =
    mark === ',' &&
    first.length <= 2 &&
    rest.at(-1)?.length === 3 &&
    rest.slice(0, -1).every((group) => group.length === 2);
  return thousands || indian ? groups.join('') : undefined;
}

/** What cells say about the decimal mark of their column. */
export type DecimalFound = DecimalMark | 'ambiguous' | 'contradicting' | 'none';

/** Collects evidence over a whole column: `1.234` alone could be both, `0,5` further down settles it. */
export function decimalDetector(): { add(text: string): void; result(): DecimalFound } {
  const seen = { ',': 0, '.': 0, either: 0 };
  return {
    add(text) {
      const found = evidence(text);
      if (found) seen[found] += 1;
    },
    result() {
      if (seen[','] > 0 && seen['.'] > 0) return 'contradicting';
      if (seen[','] > 0) return ',';
      if (seen['.'] > 0) return '.';
      return seen.either > 0 ? 'ambiguous' : 'none';
    },
  };
}

export function detectDecimal(samples: Iterable<string>): DecimalFound {
  const detector = decimalDetector();
  for (const text of samples) detector.add(text);
  return detector.result();
}

function evidence(text: string): DecimalMark | 'either' | undefined {
  const number = unsigned(withoutCurrency(text))?.digits;
  if (!number || /[e\u066b\u066c]/i.test(number)) return undefined;
  const asComma = toPlain(number, ',');
  const asPoint = toPlain(number, '.');
  if (asComma === undefined || asPoint === undefined)
    return asComma === asPoint ? undefined : asComma === undefined ? '.' : ',';
  return asComma === asPoint ? undefined : 'either';
}

/** The number in a text with a currency before or behind it. */
export function withoutCurrency(text: string): string {
  return cleanText(text)
    .replace(/^(?:[^\d\s.,()'+\u2212-]+\s?)(?=[-+(\u2212]?\s?[\d.,])/u, '')
    .replace(/(?<=[\d)-])\s?[^\d\s.,()'%-]+\.?$/u, '');
}
