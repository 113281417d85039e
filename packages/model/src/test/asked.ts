import { shipped } from '../build-catalog.ts';
import { type Filter, type FilterContext, matches } from '../filter.ts';

export const [me, other, acme] = [
  '0199a000-0000-7000-8000-00000000000a',
  '0199a000-0000-7000-8000-00000000000b',
  '0199a000-0000-7000-8000-00000000000c',
];
const rates: Record<string, string> = { PLN: '1', EUR: '4.30' };
export const context: FilterContext = {
  me,
  now: '2026-05-14T10:00:00.000Z',
  timeZone: 'Europe/Warsaw',
  rate: (code) => rates[code] ?? null,
};

export const finds = (record: Record<string, unknown>, filter: Filter, object = 'deal') =>
  matches(filter, record, object, shipped, context);
export const eur = (amount: string) => ({ amount, currency: 'EUR' });

type Asked = [condition: Record<string, unknown>, found: boolean];

/** One record against many conditions on one field: those that do not answer as said. */
export function mistaken(object: string, field: string, value: unknown, asked: Asked[]): Asked[] {
  return asked.filter(
    ([condition, found]) => finds({ [field]: value }, { [field]: condition }, object) !== found,
  );
}
