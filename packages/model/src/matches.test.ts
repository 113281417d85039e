import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shipped } from './catalog.ts';
import { type Filter, type FilterContext, matches } from './filter.ts';

const [me, other, acme] = [
  '0199a000-0000-7000-8000-00000000000a',
  '0199a000-0000-7000-8000-00000000000b',
  '0199a000-0000-7000-8000-00000000000c',
];
const rates: Record<string, string> = { PLN: '1', EUR: '4.30' };
const context: FilterContext = {
  me,
  now: '2026-05-14T10:00:00.000Z',
  timeZone: 'Europe/Warsaw',
  rate: (code) => rates[code] ?? null,
};

const finds = (record: Record<string, unknown>, filter: Filter, object = 'deal') =>
  matches(filter, record, object, shipped, context);
const eur = (amount: string) => ({ amount, currency: 'EUR' });

type Asked = [condition: Record<string, unknown>, found: boolean];

/** One record against many conditions on one field: those that do not answer as said. */
function mistaken(object: string, field: string, value: unknown, asked: Asked[]): Asked[] {
  return asked.filter(
    ([condition, found]) => finds({ [field]: value }, { [field]: condition }, object) !== found,
  );
}

describe('texts', () => {
  test('are equal only letter by letter', () =>
    expect(
      mistaken('deal', 'name', 'Żabka Kraków', [
        [{ eq: 'Żabka Kraków' }, true],
        [{ eq: 'żabka kraków' }, false],
        [{ eq: 'Zabka Krakow' }, false],
        [{ in: ['x', 'Żabka Kraków'] }, true],
        [{ in: [] }, false],
        [{ ne: 'Żabka' }, true],
        [{ nin: ['Żabka Kraków'] }, false],
        [{ nin: [] }, true],
      ]),
    ).toEqual([]));

  test('contain, begin and end without regard to case and accents', () =>
    expect(
      mistaken('deal', 'name', 'Żabka Kraków', [
        [{ contains: 'KRAKOW' }, true],
        [{ contains: 'bka k' }, true],
        [{ contains: 'łódź' }, false],
        [{ startsWith: 'zab' }, true],
        [{ startsWith: 'kra' }, false],
        [{ endsWith: 'ÓW' }, true],
        [{ endsWith: 'zab' }, false],
        [{ contains: '' }, false],
        [{ contains: '%' }, false],
      ]),
    ).toEqual([]));

  test('of no letters are empty', () => {
    for (const nothing of ['', null, undefined])
      expect(
        mistaken('deal', 'name', nothing, [
          [{ empty: true }, true],
          [{ empty: false }, false],
          [{ eq: '' }, true],
          [{ eq: null }, true],
          [{ ne: '' }, false],
          [{ ne: 'Acme' }, true],
          [{ nin: ['Acme'] }, true],
          [{ eq: 'Acme' }, false],
          [{ contains: 'a' }, false],
        ]),
      ).toEqual([]);
    expect(
      mistaken('deal', 'name', 'Acme', [
        [{ empty: false }, true],
        [{ eq: '' }, false],
        [{ ne: '' }, true],
      ]),
    ).toEqual([]);
  });
});

test('deals without a value, a date or an owner are among those that are “not” something', () => {
  const conditions: [string, unknown][] = [
    ['value', 100],
    ['expectedClose', '2026-05-14'],
    ['owner', '@me'],
    ['type', 'sale'],
    ['rating', 3],
    ['company', acme],
  ];
  for (const [field, operand] of conditions)
    expect(
      mistaken('deal', field, null, [
        [{ ne: operand }, true],
        [{ nin: [operand] }, true],
        [{ eq: operand }, false],
        [{ in: [operand] }, false],
        [{ empty: true }, true],
      ]),
    ).toEqual([]);
});

describe('amounts', () => {
  test('are compared in the currency of the workspace', () =>
    expect(
      mistaken('deal', 'value', eur('100.00'), [
        [{ eq: 430 }, true],
        [{ eq: '430.00' }, true],
        [{ eq: eur('100') }, true],
        [{ eq: { amount: '430', currency: 'PLN' } }, true],
        [{ gt: 429 }, true],
        [{ gt: 430 }, false],
        [{ gte: 430 }, true],
        [{ lt: 430 }, false],
        [{ lte: 430 }, true],
      ]),
    ).toEqual([]));

  test('lie between both ends, ends included', () =>
    expect(
      mistaken('deal', 'value', eur('100.00'), [
        [{ between: [430, 500] }, true],
        [{ between: [400, 430] }, true],
        [{ between: [430, 430] }, true],
        [{ between: [431, 500] }, false],
        [{ between: [500, 400] }, false],
      ]),
    ).toEqual([]));

  test('without a rate are neither more nor less than anything, but not empty', () =>
    expect(
      mistaken('deal', 'value', { amount: '100.00', currency: 'USD' }, [
        [{ gt: 0 }, false],
        [{ lte: 0 }, false],
        [{ between: [0, 1000] }, false],
        [{ eq: 100 }, false],
        [{ ne: 100 }, true],
        [{ empty: false }, true],
      ]),
    ).toEqual([]));
});

test('numbers are compared by value, not as texts', () => {
  expect(
    mistaken('company', 'employees', 9, [
      [{ lt: 10 }, true],
      [{ gt: '10' }, false],
      [{ eq: '9.0' }, true],
      [{ in: [8, 9] }, true],
      [{ between: ['9', 9] }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('company', 'employees', 0, [
      [{ empty: true }, false],
      [{ eq: 0 }, true],
    ]),
  ).toEqual([]);
});

describe('dates', () => {
  test('are before, on or after a day', () =>
    expect(
      mistaken('deal', 'expectedClose', '2026-05-14', [
        [{ eq: '2026-05-14' }, true],
        [{ lt: '2026-05-15' }, true],
        [{ lt: '2026-05-14' }, false],
        [{ gte: '2026-05-14' }, true],
        [{ gt: '2026-05-14' }, false],
        [{ between: ['2026-05-01', '2026-05-14'] }, true],
        [{ between: ['2026-05-14', '2026-05-31'] }, true],
        [{ within: 'today' }, true],
        [{ within: 'thisWeek' }, true],
        [{ within: 'tomorrow' }, false],
        [{ within: 'past' }, false],
      ]),
    ).toEqual([]));

  test('of birthdays without a year are found as birthdays', () =>
    expect(
      mistaken('person', 'birthday', '--11-22', [
        [{ empty: false }, true],
        [{ lt: '1900-01-01' }, true],
        [{ eq: '2026-11-22' }, false],
      ]),
    ).toEqual([]));

  test('of times belong to the day on the wall of whoever asks', () => {
    const lateYesterdayInUtc = '2026-05-13T22:30:00.000Z';
    expect(
      mistaken('deal', 'createdAt', lateYesterdayInUtc, [
        [{ within: 'today' }, true],
        [{ within: 'yesterday' }, false],
        [{ gte: '2026-05-14' }, true],
        [{ lt: '2026-05-14' }, false],
        [{ eq: '2026-05-14T00:30:00+02:00' }, true],
        [{ within: 'past' }, true],
      ]),
    ).toEqual([]);
  });
});

test('yes, no and nothing are three things', () => {
  expect(
    mistaken('activity', 'done', true, [
      [{ eq: true }, true],
      [{ ne: true }, false],
      [{ empty: false }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('activity', 'done', false, [
      [{ eq: false }, true],
      [{ ne: true }, true],
      [{ empty: true }, false],
    ]),
  ).toEqual([]);
  expect(
    mistaken('activity', 'done', null, [
      [{ eq: false }, false],
      [{ ne: true }, true],
      [{ empty: true }, true],
    ]),
  ).toEqual([]);
});

describe('lists', () => {
  test('of tags have one, any or all', () =>
    expect(
      mistaken(
        'deal',
        'tags',
        ['vip', 'fair'],
        [
          [{ has: 'vip' }, true],
          [{ has: 'vi' }, false],
          [{ hasAny: ['x', 'fair'] }, true],
          [{ hasAny: [] }, false],
          [{ hasAll: ['vip', 'fair'] }, true],
          [{ hasAll: ['vip', 'x'] }, false],
          [{ hasAll: [] }, true],
          [{ eq: 'vip' }, true],
          [{ ne: 'vip' }, false],
          [{ nin: ['x'] }, true],
        ],
      ),
    ).toEqual([]));

  test('that are empty have nothing', () => {
    for (const nothing of [null, undefined, []])
      expect(
        mistaken('deal', 'tags', nothing, [
          [{ empty: true }, true],
          [{ has: 'vip' }, false],
          [{ ne: 'vip' }, true],
          [{ nin: ['vip'] }, true],
          [{ eq: '' }, true],
        ]),
      ).toEqual([]);
  });

  test('of links know records by id, whatever their object', () => {
    expect(
      mistaken(
        'activity',
        'about',
        [
          { object: 'deal', id: other },
          { object: 'company', id: acme },
        ],
        [
          [{ has: acme }, true],
          [{ has: acme.toUpperCase() }, true],
          [{ has: me }, false],
        ],
      ),
    ).toEqual([]);
    expect(
      mistaken(
        'deal',
        'people',
        [other],
        [
          [{ hasAny: [other, me] }, true],
          [{ hasAll: [other, me] }, false],
        ],
      ),
    ).toEqual([]);
  });
});

test('e-mail addresses and phone numbers are found in any notation', () => {
  expect(
    mistaken(
      'person',
      'emails',
      [{ value: 'ana@firma.pl', primary: true }, { value: 'ana@home.it' }],
      [
        [{ has: 'ANA@home.it' }, true],
        [{ has: 'home.it' }, false],
        [{ contains: 'HOME' }, true],
        [{ endsWith: '@firma.pl' }, true],
        [{ startsWith: 'firma' }, false],
      ],
    ),
  ).toEqual([]);
  expect(
    mistaken(
      'person',
      'phones',
      [{ value: '+48 600-700-800', primary: true }],
      [
        [{ has: '0048 600 700 800' }, true],
        [{ has: '600700800' }, false],
        [{ contains: '600 700' }, true],
        [{ endsWith: '800' }, true],
        [{ startsWith: '(48) 600' }, true],
        [{ contains: '-' }, false],
      ],
    ),
  ).toEqual([]);
  expect(
    mistaken(
      'company',
      'addresses',
      [{ street: 'Długa 1', city: 'Kraków' }],
      [
        [{ contains: 'krakow' }, true],
        [{ startsWith: 'dluga' }, true],
        [{ empty: true }, false],
      ],
    ),
  ).toEqual([]);
});

test('“my deals” are mine, and nobody’s when nobody asks', () => {
  expect(
    mistaken('deal', 'owner', me, [
      [{ eq: '@me' }, true],
      [{ ne: '@me' }, false],
      [{ in: [other, '@me'] }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('deal', 'owner', other, [
      [{ eq: '@me' }, false],
      [{ ne: '@me' }, true],
    ]),
  ).toEqual([]);
  expect(
    matches({ owner: { eq: '@me' } }, { owner: me }, 'deal', shipped, { ...context, me: null }),
  ).toBe(false);
});

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

test('a filter that was never checked is refused here too', () => {
  expect(() => finds({}, { colour: { eq: 'red' } })).toThrow(
    expect.objectContaining({ code: 'malformed' }),
  );
});
