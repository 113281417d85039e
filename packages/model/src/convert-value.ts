import type { ContactPoint, Money } from './kind-values.ts';
import type { Field, FieldKind } from './field.ts';
import { kinds } from './fields/index.ts';
import { FieldProblem } from './fields/kind.ts';
import { toDecimal } from './fields/number.ts';

/** Kinds whose values can be read as another kind's. */
export const convertibleKinds = [
  'text',
  'longText',
  'number',
  'integer',
  'money',
  'percent',
  'date',
  'dateTime',
  'boolean',
  'select',
  'multiSelect',
  'emails',
  'phones',
  'urls',
  'rating',
  'duration',
] as const satisfies FieldKind[];
export type ConvertibleKind = (typeof convertibleKinds)[number];

const yes = new Set(['true', 'yes', 'y', '1', 'x', 'sim', 'sì', 'si', 'tak']);
const no = new Set(['false', 'no', 'n', '0', 'não', 'nao', 'nie']);

/** What a value says, entry by entry, in the notation of the API. */
export function textsOf(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object') {
    const { amount } = value as Partial<Money>;
    return textsOf(amount ?? (value as Partial<ContactPoint>).value);
  }
  return [String(value)];
}

const plain = (text: string): string => {
  const digits = text.replaceAll(/\s/g, '').replace(/[%€$]|zł|R\$/g, '');
  return toDecimal(digits) ?? toDecimal(digits.replace(',', '.')) ?? text;
};
const whole = (text: string): unknown => {
  const decimal = plain(text);
  return Number.isFinite(Number(decimal)) ? Number(decimal) : text;
};
const joined = (texts: string[]): unknown => texts.join(', ');
/** Of several entries none can be told from the others: such a value is lost. */
const alone =
  (read: (text: string) => unknown) =>
  (texts: string[]): unknown =>
    texts.length === 1 ? read(texts[0] ?? '') : undefined;
const points = (texts: string[]): unknown => texts.map((value) => ({ value }));

const candidates: Record<ConvertibleKind, (texts: string[], currency: string) => unknown> = {
  text: joined,
  longText: (texts) => texts.join('\n'),
  number: alone(plain),
  integer: alone(whole),
  money: (texts, currency) => alone((text) => ({ amount: plain(text), currency }))(texts),
  percent: alone(whole),
  date: alone((text) => text.slice(0, 10)),
  dateTime: alone((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text)),
  boolean: alone((text) => {
    const word = text.trim().toLowerCase();
    return yes.has(word) ? true : no.has(word) ? false : undefined;
  }),
  select: alone((text) => text.trim()),
  multiSelect: (texts) => texts.map((text) => text.trim()),
  emails: points,
  phones: points,
  urls: points,
  rating: alone(whole),
  duration: alone(whole),
};

/**
 * A value of one field as another kind of field holds it; null where it says nothing there, and would be lost.
 *
 * @param currency ISO 4217, of amounts that say none
 */
export function convertValue(value: unknown, to: Field, currency: string): unknown {
  const texts = textsOf(value);
  const kind = convertibleKinds.find((one) => one === to.kind);
  if (!texts.length || !kind) return null;
  const own = typeof value === 'object' && value !== null && 'currency' in value;
  const candidate = candidates[kind](texts, own ? String(value.currency) : currency);
  if (candidate === undefined) return null;
  try {
    return kinds[kind].parse(candidate, to);
  } catch (problem) {
    if (problem instanceof FieldProblem) return null;
    throw problem;
  }
}
