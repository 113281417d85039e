import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDay } from './notation.ts';
import { dayIn, isRange, namedRanges, plusDays, type Range, rangeOf, startOf } from './ranges.ts';

const zones = [
  'UTC',
  'Europe/Warsaw',
  'Europe/Rome',
  'America/Sao_Paulo',
  'America/New_York',
  'Asia/Amman',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const zone = fc.constantFrom(...zones);
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = (range: Range, now: string, timeZone = 'UTC') => rangeOf(range, now, timeZone, false);
const instants = (range: Range, now: string, timeZone: string) =>
  rangeOf(range, now, timeZone, true);

describe('on Thursday, 14 May 2026', () => {
  const now = '2026-05-14T10:00:00.000Z';
  test.each<[Range, string, string]>([
    ['today', '2026-05-14', '2026-05-15'],
    ['yesterday', '2026-05-13', '2026-05-14'],
    ['tomorrow', '2026-05-15', '2026-05-16'],
    ['thisWeek', '2026-05-11', '2026-05-18'],
    ['lastWeek', '2026-05-04', '2026-05-11'],
    ['nextWeek', '2026-05-18', '2026-05-25'],
    ['thisMonth', '2026-05-01', '2026-06-01'],
    ['lastMonth', '2026-04-01', '2026-05-01'],
    ['nextMonth', '2026-06-01', '2026-07-01'],
    ['thisQuarter', '2026-04-01', '2026-07-01'],
    ['lastQuarter', '2026-01-01', '2026-04-01'],
    ['nextQuarter', '2026-07-01', '2026-10-01'],
    ['thisYear', '2026-01-01', '2027-01-01'],
    ['lastYear', '2025-01-01', '2026-01-01'],
    ['nextYear', '2027-01-01', '2028-01-01'],
    ['last7Days', '2026-05-08', '2026-05-15'],
    ['next7Days', '2026-05-15', '2026-05-22'],
  ])('%s is from %s until before %s', (range, from, to) =>
    expect(days(range, now)).toEqual({ from, to }),
  );
});

test('the last month of January and the next quarter of December are in other years', () => {
  expect(days('lastMonth', '2026-01-31T12:00:00Z')).toEqual({
    from: '2025-12-01',
    to: '2026-01-01',
  });
  expect(days('nextQuarter', '2026-12-31T12:00:00Z')).toEqual({
    from: '2027-01-01',
    to: '2027-04-01',
  });
});

test('on a Sunday the week is still the one that began on Monday', () => {
  expect(days('thisWeek', '2026-05-17T12:00:00Z')).toEqual({
    from: '2026-05-11',
    to: '2026-05-18',
  });
});

test('today is the day on the wall of whoever asks', () => {
  const newYear = '2026-12-31T23:30:00Z';
  expect(days('today', newYear, 'America/Sao_Paulo').from).toBe('2026-12-31');
  expect(days('today', newYear, 'Europe/Warsaw').from).toBe('2027-01-01');
  expect(days('thisYear', newYear, 'Europe/Warsaw').from).toBe('2027-01-01');
});

test('every range ends after it began, and is one of days that exist', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...namedRanges, 'last30Days', 'next7Days', 'last1Days'),
      instant,
      zone,
      (range, now, timeZone) => {
        if (!isRange(range)) throw new Error(`${range} is no range`);
        const { from, to } = days(range, now, timeZone);
        expect([isDay(from), isDay(to), from < to]).toEqual([true, true, true]);
      },
    ),
  );
});

test('today lies in this week, month and quarter; the month in the quarter, the quarter in the year', () => {
  fc.assert(
    fc.property(instant, zone, (now, timeZone) => {
      const inside = (inner: Range, outer: Range) => {
        const [small, large] = [days(inner, now, timeZone), days(outer, now, timeZone)];
        expect([small.from >= large.from, small.to <= large.to], `${inner} in ${outer}`).toEqual([
          true,
          true,
        ]);
      };
      for (const outer of ['thisWeek', 'thisMonth', 'last1Days', 'last30Days'] as const)
        inside('today', outer);
      inside('thisMonth', 'thisQuarter');
      inside('thisQuarter', 'thisYear');
    }),
  );
});

test.each<Range[]>([
  ['past', 'today', 'future'],
  ['yesterday', 'today', 'tomorrow'],
  ['lastWeek', 'thisWeek', 'nextWeek'],
  ['lastMonth', 'thisMonth', 'nextMonth'],
  ['lastQuarter', 'thisQuarter', 'nextQuarter'],
  ['lastYear', 'thisYear', 'nextYear'],
  ['last30Days', 'next30Days'],
])('between %s, %s and what follows no moment is lost or counted twice', (...ranges) => {
  fc.assert(
    fc.property(instant, zone, fc.boolean(), (now, timeZone, asInstants) => {
      if (asInstants && ranges[0] === 'past') return;
      const found = ranges.map((range) => rangeOf(range, now, timeZone, asInstants));
      for (const [i, { to }] of found.slice(0, -1).entries()) expect(to).toBe(found[i + 1]?.from);
    }),
  );
});

test('for times, the past ends now and the future begins now', () => {
  const now = '2026-05-14T10:00:00.000Z';
  expect(instants('past', now, 'Europe/Rome').to).toBe(now);
  expect(instants('future', now, 'Europe/Rome').from).toBe(now);
});

describe('days begin at the first moment that the clocks show them', () => {
  test.each([
    ['an ordinary day in Warsaw', '2026-05-14', 'Europe/Warsaw', '2026-05-13T22:00:00.000Z'],
    [
      'the day when summer time begins in Rome',
      '2026-03-29',
      'Europe/Rome',
      '2026-03-28T23:00:00.000Z',
    ],
    [
      'the day when summer time ends in Rome',
      '2026-10-25',
      'Europe/Rome',
      '2026-10-24T22:00:00.000Z',
    ],
    [
      'the day after summer time ended in New York',
      '2026-11-02',
      'America/New_York',
      '2026-11-02T05:00:00.000Z',
    ],
    [
      'a day without midnight in São Paulo',
      '2018-11-04',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00.000Z',
    ],
    [
      'the day after an hour before midnight came twice in São Paulo',
      '2018-02-18',
      'America/Sao_Paulo',
      '2018-02-18T03:00:00.000Z',
    ],
    ['a day with two midnights in Amman', '2019-10-25', 'Asia/Amman', '2019-10-24T21:00:00.000Z'],
    [
      'a day with two midnights in Havana',
      '2018-11-04',
      'America/Havana',
      '2018-11-04T04:00:00.000Z',
    ],
    ['a day that Samoa left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, day, timeZone, start) => expect(startOf(day, timeZone)).toBe(start));

  test('the moment before the beginning belongs to an earlier day, in every zone of the world', () => {
    const day = fc
      .date({ min: new Date('1995-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    // Until 2011 St. John's put its clocks back at one minute past midnight: the day began, ended and began again.
    const everyZone = fc.constantFrom(
      ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'America/St_Johns'),
    );
    fc.assert(
      fc.property(day, everyZone, (one, timeZone) => {
        const start = startOf(one, timeZone);
        const before = new Date(Date.parse(start) - 1).toISOString();
        expect([dayIn(start, timeZone) >= one, dayIn(before, timeZone) < one]).toEqual([
          true,
          true,
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('days are counted over the end of months and leap years', () => {
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(plusDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('only what is named or counts days from one on is a range', () => {
  for (const name of [...namedRanges, 'last1Days', 'next9999Days'])
    expect(isRange(name)).toBe(true);
  for (const name of [
    'last0Days',
    'last07Days',
    'last-1Days',
    'last10000Days',
    'lastDays',
    'someday',
    'constructor',
    '',
    null,
    7,
  ])
    expect(isRange(name)).toBe(false);
});
