import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Address, ContactPoint } from '../kind-values.ts';
import type { Field } from '../field.ts';
import { fold, phoneDigits } from '../fold.ts';
import { asList, asText, FieldProblem, type Kind, operatorsOf } from './kind.ts';

/** Reads a list of `{value, label, primary}`; a bare text is a value. Exactly one entry ends up primary, and first. */
function points(
  input: unknown,
  field: Field,
  clean: (text: string, at: string) => string,
): ContactPoint[] | null {
  const list = asList(typeof input === 'string' ? [input] : input, field.max ?? 30);
  const found: ContactPoint[] = [];
  for (const [i, entry] of list.entries()) {
    const { value, label, primary, ...rest } = (
      typeof entry === 'object' && entry !== null ? entry : { value: entry }
    ) as Partial<ContactPoint>;
    if (Object.keys(rest).length)
      throw new FieldProblem('unknown_part', 'takes value, label and primary', {}, String(i));
    const given = asText(value ?? null, 500, `${i}.value`)?.trim();
    if (!given) continue;
    const kept = clean(given, `${i}.value`);
    const named = asText(label ?? null, 50, `${i}.label`)?.trim();
    const twin = found.find((one) => one.value.toLowerCase() === kept.toLowerCase());
    const point: ContactPoint = twin ?? { value: kept };
    if (named) point.label ??= named;
    if (primary === true) point.primary = true;
    if (!twin) found.push(point);
  }
  return primaryFirst(found);
}

/** The primary entry is the first one marked, else the first; it leads the list. */
export function primaryFirst<P extends { primary?: boolean }>(list: P[]): P[] | null {
  if (!list.length) return null;
  const lead = Math.max(
    0,
    list.findIndex((one) => one.primary),
  );
  const ordered = [...list.slice(lead, lead + 1), ...list.slice(0, lead), ...list.slice(lead + 1)];
  return ordered.map((one, i) => {
    const copy: P = { ...one };
    delete copy.primary;
    return i === 0 ? { ...copy, primary: true } : copy;
  });
}

/** One `@`, no blanks, a domain with a dot; longer checks refuse addresses that work (RFC 5321 limits lengths only). */
const address =
  /^[^\s@<>(),;:\\"[\]]{1,64}@(?=.{4,255}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

export const isEmail = (text: string): boolean => address.test(text) && !/^\.|\.\.|\.@/.test(text);

const valuesOf = (value: unknown) => (value as ContactPoint[]).map((point) => point.value);

/** Addresses are kept in lower case: mailboxes that differ by case do not exist in practice. */
export const emails: Kind<ContactPoint[]> = {
  scalar: 'text',
  operators: operatorsOf.points,
  parse: (input, field) =>
    points(input, field, (given, at) => {
      if (!isEmail(given))
        throw new FieldProblem(
          'email',
          `'${given}' is not an e-mail address`,
          { value: given },
          at,
        );
      return given.toLowerCase();
    }),
  scalars: valuesOf,
  operand: (value) => String(value).trim().toLowerCase(),
  part: fold,
  print: (value) => valuesOf(value).join(', '),
};

/** Kept as typed; compared by digits, so that notations do not matter. */
export const phones: Kind<ContactPoint[]> = {
  ...emails,
  parse: (input, field) =>
    points(input, field, (given, at) => {
      if (!/\d/.test(given))
        throw new FieldProblem('phone', `'${given}' is not a phone number`, { value: given }, at);
      return given;
    }),
  scalars: (value) => valuesOf(value).map(phoneDigits),
  operand: (value) => phoneDigits(String(value)),
  part: (text) => text.replace(/\D/g, ''),
};

/** E.164 where the number is one, given the country of whoever typed it; else its digits. */
export const normalPhone = (text: string, country?: string): string =>
  e164(text, country) ?? phoneDigits(text);

/** `+5511901234567` where the text is a possible number of the country, or of the one that it names itself. */
export function e164(text: string, country?: string): string | null {
  const key = text.startsWith('+') ? text : `${country ?? ''} ${text}`;
  const before = numbers.get(key);
  if (before !== undefined) return before;
  const parsed = parsePhoneNumberFromString(
    text,
    country ? { defaultCountry: country as 'BR' } : undefined,
  );
  const number = parsed?.isPossible() ? parsed.number : null;
  if (numbers.size >= mostRemembered) numbers.clear();
  numbers.set(key, number);
  return number;
}

/** Reading a number costs more than anything else of a person, and is asked for by search, keys and import. */
const numbers = new Map<string, string | null>();
const mostRemembered = 10_000;

const domain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u;

const completed = (given: string): string => (domain.test(given) ? `https://${given}` : given);

/** Web addresses; `firm.example` is completed to `https://firm.example`. Only http and https become links. */
export const urls: Kind<ContactPoint[]> = {
  ...emails,
  parse: (input, field) => points(input, field, completed),
  operand: (value) => completed(String(value).trim()),
};

const parts = ['street', 'city', 'region', 'postalCode', 'country', 'label'] as const;

export const addresses: Kind<Address[]> = {
  scalar: 'text',
  operators: ['contains', 'startsWith', 'endsWith', 'empty'],
  parse(input, field) {
    const found: Address[] = [];
    for (const [i, entry] of asList(input, field.max ?? 30).entries()) {
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
        throw new FieldProblem('address', `takes ${parts.join(', ')}`, {}, String(i));
      const given = entry as Record<string, unknown>;
      const one: Address = {};
      for (const key of Object.keys(given)) {
        if (key === 'primary') {
          if (given[key] === true) one.primary = true;
          continue;
        }
        const part = parts.find((known) => known === key);
        if (!part)
          throw new FieldProblem('unknown_part', `takes ${parts.join(', ')}`, {}, `${i}.${key}`);
        const value = asText(given[key] ?? null, 500, `${i}.${key}`)?.trim();
        if (value) one[part] = value;
      }
      if (parts.some((part) => part !== 'label' && one[part])) found.push(one);
    }
    return primaryFirst(found);
  },
  scalars: (value) => (value as Address[]).map(line),
  operand: (value) => String(value),
  part: fold,
  print: (value) => value.map(line).join('; '),
};

/** One address as one line. The storage builds the same for filters. */
export const line = (one: Address): string =>
  [one.street, one.postalCode, one.city, one.region, one.country].filter(Boolean).join(' ');
