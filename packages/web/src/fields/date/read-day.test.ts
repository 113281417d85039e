import { expect, test } from 'vitest';
import { readDay, typedDay } from './read-day.ts';

const today = '2026-03-10';

test.each([
  ['22/11/2026', 'pt-BR', '2026-11-22'],
  ['11/22/2026', 'en', '2026-11-22'],
  ['22/11/2026', 'en-GB', '2026-11-22'],
  ['22.11.2026', 'pl', '2026-11-22'],
  ['1.2.26', 'it', '2026-02-01'],
  ['1/2/71', 'it', '1971-02-01'],
  ['22/11', 'it', '2026-11-22'],
  ['2026-11-22', 'en', '2026-11-22'],
  ['22 nov 2026', 'it', '2026-11-22'],
  ['22 de novembro de 2026', 'pt-BR', '2026-11-22'],
  ['22 listopada 2026', 'pl', '2026-11-22'],
  ['Nov 22, 2026', 'en', '2026-11-22'],
])('%s typed in %s is %s', (typed, locale, day) => {
  expect(readDay(typed, locale, today)).toBe(day);
});

test.each(['', '31/02/2026', '22', 'soon', '1/2/3/4', '99/99'])('%j is no day', (typed) => {
  expect(readDay(typed, 'it', today)).toBeNull();
});

test('a birthday may lack its year', () => {
  expect(readDay('29/2', 'it', today, true)).toBe('--02-29');
  expect(typedDay('--02-29', 'it')).toBe('29/02');
});

test('a day is offered for editing as its reader writes it', () => {
  expect(typedDay('2026-11-02', 'pl')).toBe('02.11.2026');
  expect(typedDay('2026-11-02', 'en')).toBe('11/02/2026');
});
