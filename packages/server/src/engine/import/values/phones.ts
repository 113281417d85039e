import { e164 } from '@relata/model';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Problem } from './parsed.ts';
import { cleanText } from './text.ts';

export interface PhoneFound {
  /** As typed, without the damage of its way here. */
  value: string;
  /** `+5511901234567`: the same for every notation of a number; missing where it is no number. */
  e164?: string;
  extension?: string;
}

export interface PhonesFound {
  values: PhoneFound[];
  warnings: Problem[];
}

/**
 * The phone numbers of a cell. A number that cannot be understood is kept as typed, with a warning: somebody may
 * still be able to call it.
 *
 * @param country ISO 3166 code for numbers without country code: that of the row's address, or of the workspace
 */
export function parsePhones(text: string, country: string): PhonesFound {
  const found: PhonesFound = { values: [], warnings: [] };
  for (const piece of pieces(cleanText(text, true))) {
    const phone = readPhone(piece, country);
    if (!phone.e164) found.warnings.push(unreadable(piece));
    const key = phoneKey(phone);
    if (!found.values.some((known) => phoneKey(known) === key)) found.values.push(phone);
  }
  return found;
}

function phoneKey(phone: PhoneFound): string {
  return phone.e164 ? `${phone.e164}x${phone.extension ?? ''}` : phone.value;
}

/** Parts a cell where every part has the digits of a number of its own: `02 123456/8` is one number. */
function pieces(text: string): string[] {
  let parts = text.split(/\s*(?:;|\||\n|:::)\s*/).filter((part) => part !== '');
  for (const mark of [/\s*,\s*/, /\s*\/\s*/, /\s+(?:ou|or|oder|lub|o|e|and)\s+/i]) {
    parts = parts.flatMap((part) => {
      const smaller = part.split(mark);
      return smaller.every((one) => (one.match(/\p{Nd}/gu)?.length ?? 0) >= 6) ? smaller : [part];
    });
  }
  return parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
}

const extensionMark =
  /\s*(?:;ext=|,{1,2}|\b(?:ext(?:ension)?|extn|ramal|r|interno|int|wew(?:n|nętrzny)?|dw|durchwahl|poste|x|#)\b\.?:?)\s*(\d{1,6})\s*$/iu;

function readPhone(typed: string, country: string): PhoneFound {
  const value = typed.replace(/^(?:tel|phone|fone|cel|mob)[.:]+\s*/i, '');
  if (/^[\d.,]+e\+?\d+$/i.test(value)) return { value };
  const extension = extensionMark.exec(value)?.[1];
  const number = value
    .replace(extensionMark, '')
    .replace(/\s*\([^)\d]*\)\s*$/, '')
    .replace(/^\s*00(?=[1-9])/, '+')
    .replace(/[A-Z]/gi, letterDigit);
  const region = isSupportedCountry(country) ? country : undefined;
  const known = /\p{Nd}/u.test(value) ? understood(number, region) : undefined;
  if (!known) return { value };
  return extension ? { value, e164: known, extension } : { value, e164: known };
}

/** A number of the country, or a foreign one that lost its plus on the way. */
function understood(number: string, region: string | undefined): string | undefined {
  const known = e164(number, region);
  if (known) return known;
  const foreign = /^[1-9][\d\s.-]{9,}$/.test(number)
    ? parsePhoneNumberFromString(`+${number}`)
    : undefined;
  return foreign?.isValid() ? foreign.number : undefined;
}

/** `555-CRM-TEST`: the letters of a phone's keys. Used only where digits stand before them. */
function letterDigit(letter: string, at: number, whole: string): string {
  if ((whole.slice(0, at).match(/\d/g)?.length ?? 0) < 3) return letter;
  return '22233344455566677778889999'[letter.toUpperCase().charCodeAt(0) - 65] ?? letter;
}

function unreadable(text: string): Problem {
  const shown = text.slice(0, 80);
  return {
    code: 'phone_unreadable',
    message: `This phone number was kept as it is: ${shown}`,
    values: { text: shown },
  };
}
