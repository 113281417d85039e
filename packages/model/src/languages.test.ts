import { expect, test } from 'vitest';
import { localeFor } from './languages.ts';

const firm = { language: 'en', locale: 'en-GB' };

test('who speaks the language of the firm reads dates as the firm writes them', () => {
  expect(localeFor({ language: 'en', locale: null }, firm)).toBe('en-GB');
  expect(localeFor({ language: null, locale: null }, firm)).toBe('en-GB');
  expect(localeFor({ language: 'en', locale: 'en-US' }, firm)).toBe('en-US');
});

test('who speaks another language reads them as is usual in it', () => {
  expect(localeFor({ language: 'pl', locale: null }, firm)).toBe('pl');
  expect(localeFor({ language: 'it', locale: null }, { language: 'it', locale: null })).toBe('it');
});
