import { fold } from '@relata/model';
import { quoted } from './document.ts';
import { reversed } from './phone-parts.ts';
import { type Asked, spelledOut, wordsAsked } from './word-forms.ts';

/**
 * What somebody typed as a `tsquery`: every word by its beginning; an address or a phone number as a whole too.
 * Null where there is nothing to look for.
 */
export function searchQuery(typed: string, weights = ''): string | null {
  return searchForms(typed, weights)?.join(' | ') ?? null;
}

/**
 * The same as queries of which any may hold. Each alone the database answers from the index; of all in one it
 * believes that they hold for every twentieth record, and would rather read them all. `weights`: `AC` finds only
 * words of fields with these.
 */
export function searchForms(typed: string, weights = ''): string[] | null {
  const text = cut(typed);
  const phone = phoneForms(text, weights);
  if (phone) return phone;
  // The words of a whole address are whole: to join every record with a word that begins as `com` takes long.
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
  // As it was typed, and with ü as ue: so those are found who are written so.
  const forms = [text, spelledOut(text)].flatMap((one) => {
    const found = one === null ? [] : wordsAsked(one).slice(0, mostAsked);
    return found.length
      ? [found.map((word) => asked(isAddress ? ended(word) : word, weights)).join(' & ')]
      : [];
  });
  // An address whole, or its beginning; a part of one (`@firm.example`) by its words.
  if (/^[^\s@]+@\S*$/.test(text)) forms.unshift(`${quoted(fold(text))}:*${weights}`);
  return forms.length ? [...new Set(forms)] : null;
}

const ended = (word: Asked): Asked => ({ ...word, isWhole: true });

/** So much of what somebody typed is looked for. */
export const cut = (typed: string): string => typed.trim().slice(0, 200);
export const mostAsked = 8;

/** A word by its beginning; a pair of signs as it is. */
export const asked = ({ text, isWhole }: Asked, weights: string): string =>
  isWhole ? `${quoted(text)}${weights && `:${weights}`}` : `${quoted(text)}:*${weights}`;

/** Digits with the signs that people write between them: the same number in any notation, or its beginning. */
export function phoneForms(text: string, weights: string): string[] | null {
  // `+48 (0) 601…`: what is dialled only within the country.
  const digits = text.replace(/\(0\)/, '').replace(/\D/g, '');
  if (digits.length < 4 || !/^[\d\s()+./\p{Pd}]+$/u.test(text)) return null;
  const plain = digits.replace(/^00/, '');
  const withoutZero = plain.replace(/^0+/, '');
  // Zeros alone are no number without them, and a query for nothing is none.
  const forms = new Set(
    [plain, withoutZero].filter(Boolean).map((one) => `${quoted(one)}:*${weights}`),
  );
  const wholes: string[] = [];
  if (withoutZero.length >= 6) {
    forms.add(`${quoted(`~${reversed(withoutZero)}`)}:*${weights}`);
    forms.add(`${quoted(`~${reversed(plain)}`)}:*${weights}`);
    // Kept without its country, looked for with it: what is left after a calling code of 1 to 3 digits.
    if (/^\s*(\+|00)/.test(text))
      for (const length of [1, 2, 3])
        if (plain.length - length >= 6)
          wholes.push(`${quoted(`~${reversed(plain.slice(length))}`)}${weights && `:${weights}`}`);
  }
  return wholes.length ? [...forms, wholes.join(' | ')] : [...forms];
}
