import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutralised, restored } from './formulas.ts';

const dangerous = [
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u200b=1+1',
  '\u00a0=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  '"=1+1',
  "'=1+1",
  ';=1+1',
  ',=1+1',
  "=cmd|' /C calc'!A0",
  '+HYPERLINK("http://evil.example")',
  '-1+cmd',
];

test.each(dangerous)('%j is no formula any more', (text) => {
  expect(neutralised(text)).toBe(`'${text}`);
});

test.each([
  '+49 89 1234567',
  '+55 (11) 90123-4567',
  '-5',
  '-1.234,50',
  '12%',
  '@ana_handle',
  'Ana = Bia',
  '',
  'a-b',
  '3+4',
])('%j stays usable as it is', (text) => {
  expect(neutralised(text)).toBe(text);
});

test('whatever was made harmless is the same text again afterwards, also if it came from an attacker', () => {
  const signs = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ' ',
    '\t',
    '\n',
    '＝',
    'a',
    '1',
    '\u200b',
    ';',
    '(',
    '\u{1f600}',
  );
  const text = fc.oneof(fc.string(), fc.string({ unit: signs, maxLength: 12 }));
  fc.assert(
    fc.property(text, (given) => {
      expect(restored(neutralised(given))).toBe(given);
      expect(neutralised(neutralised(given)).startsWith('=')).toBe(false);
    }),
  );
});
