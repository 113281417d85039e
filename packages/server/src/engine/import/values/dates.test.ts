import fc from 'fast-check';
import { expect, test } from 'vitest';

import { allRows, open } from '../read/fixtures.ts';
import { detectFormats } from './column-formats.ts';
import { detectDateOrder } from './date-order.ts';
import { parseDateTime } from './date-times.ts';
import { isZeroDate, parseBirthday, parseDate } from './dates.ts';
import type { DateOrder } from './parsed.ts';

async function columnOf(name: string, column: number): Promise<string[]> {
  return (await allRows(await open(name))).map((row) => row.cells[column] ?? '');
}

/** The date, 'empty' or the code of the problem. */
function read(text: string, order: DateOrder): string {
  const { value, problem } = parseDate(text, order);
  return problem ? problem.code : (value ?? 'empty');
}

test('dates that no calendar has are problems, never other dates', async () => {
  const rows = await allRows(await open('dates-that-do-not-exist.csv'));
  for (const { cells } of rows) {
    const [, , text = '', expected = ''] = cells;
    expect.soft(parseDate(text, 'DMY').value ?? '', text).toBe(expected);
  }
  const results = rows.map(({ cells }) => parseDate(cells[2] ?? '', 'DMY'));
  expect(results.filter(({ value }) => typeof value === 'string')).toHaveLength(7);
  expect(results.filter(({ value }) => value === null)).toHaveLength(4);
  expect(results.filter(({ problem }) => problem)).toHaveLength(14);
});

test('one date settles the order of its whole column', async () => {
  expect(detectDateOrder(await columnOf('dates-settled-by-one-row.csv', 1))).toBe('DMY');
  expect(detectDateOrder(await columnOf('dates-ambiguous.csv', 1))).toBe('ambiguous');
  expect(detectDateOrder(await columnOf('dates-contradicting.csv', 1))).toBe('contradicting');
  expect(detectDateOrder(['7/2/2026', '7/18/2026'])).toBe('MDY');
  expect(detectDateOrder(['03.04.2025'])).toBe('DMY');
  expect(detectDateOrder(['2025-04-03', ''])).toBe('YMD');
  expect(detectDateOrder(['abc', ''])).toBe('none');
});

test('the order is found over all rows of a file, not the first ones', async () => {
  const file = await open('dates-settled-by-one-row.csv');
  expect((await detectFormats(file.rows(), [1])).get(1)).toEqual({ dates: 'DMY', decimal: 'none' });
});

test('what does not fit the order of its column is a problem, never swapped', async () => {
  const column = await columnOf('dates-contradicting.csv', 1);
  expect(column.map((text) => read(text, 'DMY'))).toEqual([
    '2025-12-25',
    'date_other_order',
    '2025-04-03',
    '2025-04-03',
    '2025-04-03',
  ]);
  expect(column.map((text) => read(text, 'MDY'))).toEqual([
    'date_other_order',
    '2025-12-25',
    '2025-03-04',
    '2025-04-03',
    'date_other_order',
  ]);
});

test.for([
  ['19.09.2024 09:27:36', '2024-09-19'],
  ['2024-06-15 14:30', '2024-06-15'],
  ['2024-06-15T10:00:00.123Z', '2024-06-15'],
  ['20240615', '2024-06-15'],
  ['15-jun-2024', '2024-06-15'],
  ['15 de junho de 2024', '2024-06-15'],
  ['15 giugno 2024', '2024-06-15'],
  ['15 czerwca 2024', '2024-06-15'],
  ['Jun 15, 2024', '2024-06-15'],
  ['15. März 2024', '2024-03-15'],
  ['31-12-99', '1999-12-31'],
  ['45292', '2024-01-01'],
  ['1735689600', '2025-01-01'],
])('%s is %s', ([text = '', expected]) => {
  expect(read(text, 'DMY')).toBe(expected);
});

test.for([
  '0/0/00',
  '00/00/0000',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '01/01/0001',
  '1/0/1900',
  '-',
  ' ',
])('%s is no date', (text) => {
  expect(parseDate(text, 'DMY')).toEqual({ value: null });
});

test('a zero date can be told from an empty cell', () => {
  expect(isZeroDate('00/00/0000')).toBe(true);
  expect(isZeroDate('')).toBe(false);
});

test('birthdays may have no year, other dates may not', () => {
  expect(parseBirthday('--02-29', 'YMD')).toEqual({ value: '--02-29' });
  expect(parseBirthday('--0811', 'YMD')).toEqual({ value: '--08-11' });
  expect(parseBirthday('11/25/1997', 'MDY')).toEqual({ value: '1997-11-25' });
  expect(parseBirthday('--02-30', 'YMD').problem?.code).toBe('date_impossible');
  expect(read('--08-11', 'YMD')).toBe('date_without_year');
});

test('every day is read back in every notation', () => {
  const day = fc.date({
    min: new Date('1930-01-01'),
    max: new Date('2029-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
      expect(read(`${dayOfMonth}.${month}.${year}`, 'DMY')).toBe(iso);
      expect(read(`${Number(month)}/${Number(dayOfMonth)}/${year.slice(2)}`, 'MDY')).toBe(iso);
      expect(read(`${year}/${month}/${dayOfMonth} 23:59`, 'DMY')).toBe(iso);
    }),
  );
});

test('times are turned into UTC by their zone, or by that of the workspace', async () => {
  const utc = (text: string, zone = 'America/Sao_Paulo'): string | null | undefined => {
    const { value, problem } = parseDateTime(text, 'DMY', zone);
    return problem ? problem.code : value;
  };
  expect((await columnOf('times-and-zones.csv', 1)).map((text) => utc(text))).toEqual([
    'time_does_not_exist',
    '2025-10-26T01:30:00Z',
    '2025-10-26T00:30:00Z',
    'time_does_not_exist',
    '2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
  ]);
  expect(utc('19.09.2024 09:27:36', 'Europe/Warsaw')).toBe('2024-09-19T07:27:36Z');
  expect(utc('26/10/2025 02:30', 'Europe/Rome')).toBe('2025-10-26T00:30:00Z');
  expect(utc('2025-06-01T10:00[Europe/Rome]')).toBe('2025-06-01T08:00:00Z');
  // Midnight did not exist on this day: it begins at one o'clock.
  expect(utc('04/11/2018')).toBe('2018-11-04T03:00:00Z');
  expect(utc('2025-01-01 10:00 Mars/Olympus')).toBe('time_zone_unknown');
  expect(utc('31/02/2025 10:00')).toBe('date_impossible');
});

test('local times are read back from any moment', () => {
  const moment = fc.date({
    min: new Date('1990-01-01'),
    max: new Date('2029-12-31'),
    noInvalidDate: true,
  });
  const zones = fc.constantFrom(
    'Europe/Rome',
    'America/Sao_Paulo',
    'Pacific/Auckland',
    'America/Los_Angeles',
    'Asia/Kolkata',
  );
  fc.assert(
    fc.property(moment, zones, (date, zone) => {
      const instant = Math.floor(date.getTime() / 1000) * 1000;
      const local = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(instant);
      const parsed = Date.parse(parseDateTime(local, 'YMD', zone).value ?? '');
      // An hour that the clock repeats is read as its first time.
      expect([instant, instant - 3_600_000]).toContain(parsed);
    }),
    { numRuns: 300 },
  );
});
