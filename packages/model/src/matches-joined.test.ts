import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shipped } from './build-catalog.ts';
import { type Filter, matches } from './filter.ts';
import { acme, context, eur, finds, me, other } from './test/asked.ts';

describe('conditions are joined', () => {
  const deal = { name: 'Acme', rating: 4, owner: me };

  test('by and, unless they say or', () => {
    expect(finds(deal, { name: { eq: 'Acme' }, rating: { gte: 4, lt: 5 } })).toBe(true);
    expect(finds(deal, { name: { eq: 'Acme' }, rating: { gte: 4, lt: 4 } })).toBe(false);
    expect(finds(deal, { or: [{ name: { eq: 'x' } }, { rating: { eq: 4 } }] })).toBe(true);
    expect(finds(deal, { name: { eq: 'x' }, or: [{ rating: { eq: 4 } }] })).toBe(false);
    expect(finds(deal, { and: [{ name: { eq: 'Acme' } }, { rating: { eq: 5 } }] })).toBe(false);
  });

  test('and nothing asked finds everything, no alternative finds nothing', () => {
    expect([
      finds(deal, {}),
      finds(deal, { and: [] }),
      finds(deal, { or: [] }),
      finds(deal, { not: {} }),
    ]).toEqual([true, true, false, false]);
  });

  test('so that a filter and its opposite share all records', () => {
    const condition = fc.constantFrom<Filter>(
      { name: { contains: 'a' } },
      { name: { empty: true } },
      { rating: { gt: 2 } },
      { owner: { eq: '@me' } },
      { value: { lte: 100 } },
    );
    const filter = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3 },
        condition,
        fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      ),
    })).filter;
    const record = fc.record({
      name: fc.option(fc.constantFrom('', 'Acme', 'Łódź')),
      rating: fc.option(fc.integer({ min: 1, max: 5 })),
      owner: fc.constantFrom(me, other, null),
      value: fc.option(
        fc.constantFrom(eur('10.00'), eur('1000.00'), { amount: '5.00', currency: 'USD' }),
      ),
    });
    fc.assert(
      fc.property(filter, record, (one, of) => {
        expect(finds(of, { not: one })).toBe(!finds(of, one));
        expect(finds(of, { and: [one, { not: one }] })).toBe(false);
      }),
    );
  });
});

describe('a path asks the records behind a reference', () => {
  const related = (records: Record<string, Record<string, unknown>[]>) => (relation: string) =>
    records[relation] ?? [];
  const deal = { company: acme };
  const company = { id: acme };

  test('of the company of a deal', () => {
    const asked: Filter = { 'company.country': { eq: 'PL' } };
    expect(
      matches(asked, deal, 'deal', shipped, context, related({ company: [{ country: 'PL' }] })),
    ).toBe(true);
    expect(
      matches(asked, deal, 'deal', shipped, context, related({ company: [{ country: 'IT' }] })),
    ).toBe(false);
    expect(matches(asked, {}, 'deal', shipped, context)).toBe(false);
  });

  test('of any of the deals of a company', () => {
    const asked: Filter = { 'deals.status': { eq: 'won' } };
    expect(
      matches(
        asked,
        company,
        'company',
        shipped,
        context,
        related({ deals: [{ status: 'lost' }, { status: 'won' }] }),
      ),
    ).toBe(true);
    expect(
      matches(
        asked,
        company,
        'company',
        shipped,
        context,
        related({ deals: [{ status: 'lost' }] }),
      ),
    ).toBe(false);
  });
});

describe('several conditions ask one and the same record behind a reference', () => {
  const call = { category: 'call', due: '2026-05-13T08:00:00.000Z' };
  const early = { category: 'call', due: '2026-04-02T08:00:00.000Z' };
  const visit = { category: 'visit', due: '2026-05-12T08:00:00.000Z' };
  const here = (asked: Filter, activities: Record<string, unknown>[]) =>
    matches(asked, {}, 'deal', shipped, context, () => activities);
  const callThisMonth: Filter = { category: { eq: 'call' }, due: { within: 'thisMonth' } };

  test('a call before this month and a visit in it are no call in it (EP-FILT-07)', () => {
    expect(here({ activities: { some: callThisMonth } }, [early, visit])).toBe(false);
    expect(here({ activities: { none: callThisMonth } }, [early, visit])).toBe(true);
    expect(here({ activities: { some: callThisMonth } }, [early, call])).toBe(true);
    expect(here({ activities: { none: callThisMonth } }, [early, call])).toBe(false);
  });

  test('without conditions it asks whether there is one', () => {
    expect(here({ activities: { some: {} } }, [visit])).toBe(true);
    expect(here({ activities: { some: {} } }, [])).toBe(false);
    expect(here({ activities: { none: {} } }, [])).toBe(true);
  });

  test('and looks as far as the filter goes', () => {
    const asked: Filter = { company: { some: { deals: { some: { status: { eq: 'won' } } } } } };
    const related = (relation: string, of: Record<string, unknown>) =>
      relation === 'company' ? [{ id: acme, isOf: of['name'] }] : [{ status: of['isOf'] }];
    expect(matches(asked, { name: 'won' }, 'deal', shipped, context, related)).toBe(true);
    expect(matches(asked, { name: 'lost' }, 'deal', shipped, context, related)).toBe(false);
  });
});

test('a filter that was never checked is refused here too', () => {
  expect(() => finds({}, { colour: { eq: 'red' } })).toThrow(
    expect.objectContaining({ code: 'malformed' }),
  );
});
