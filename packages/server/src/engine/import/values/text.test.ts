import { expect, test } from 'vitest';

import { allRows, open } from '../read/fixtures.ts';
import { parseBoolean } from './booleans.ts';
import { cleanText, nameKey, parseDomain, parseTags, parseUrl, splitValues } from './text.ts';

test('texts that look the same are stored the same', async () => {
  const rows = await allRows(await open('unicode-look-alikes.csv'));
  expect(rows.map(({ cells }) => cleanText(cells[0] ?? '')).slice(0, 4)).toEqual(
    Array.from({ length: 4 }, () => 'José Conceição'),
  );
  expect(cleanText(rows[5]?.cells[0] ?? '')).toBe('oãoJ');
  expect(new Set(rows.map(({ cells }) => nameKey(cells[2] ?? '')))).toEqual(
    new Set(['padaria acai']),
  );
});

test('line breaks stay in long texts and become blanks in short ones', () => {
  expect(cleanText('a\r\n b\u00a0 c', true)).toBe('a\n b  c');
  expect(cleanText('a\r\n b\u00a0 c')).toBe('a b c');
  expect(cleanText('a\u0007b\u202ec')).toBe('abc');
});

test('what Excel was told is text is unwrapped; what looks like a formula stays', () => {
  expect(cleanText('="0042"')).toBe('0042');
  expect(cleanText('=1+1')).toBe('=1+1');
  expect(cleanText('@SUM(1+1)', true)).toBe('@SUM(1+1)');
});

test('lists are split at the mark they use', () => {
  expect(splitValues('a ::: b')).toEqual(['a', 'b']);
  expect(splitValues('a; b;; ')).toEqual(['a', 'b']);
  expect(splitValues('Rua A, 1')).toEqual(['Rua A, 1']);
  expect(parseTags('Newsletter; Reseller')).toEqual(['Newsletter', 'Reseller']);
  expect(parseTags('Hot, Fiera Milano, hot')).toEqual(['hot', 'Fiera Milano']);
  expect(parseTags('Feira 2024 ::: * myContacts')).toEqual(['Feira 2024']);
});

test('only web addresses become links', async () => {
  const rows = await allRows(await open('hostile-cells.csv'));
  expect(rows.map(({ cells }) => parseUrl(cells[2] ?? ''))).toEqual([
    undefined,
    'http://169.254.169.254/latest/meta-data/',
    undefined,
    undefined,
  ]);
  expect(parseUrl('firma.example')).toBe('https://firma.example');
  expect(parseUrl('nenhum')).toBeUndefined();
});

test('a company is known by its domain, however its website is written', () => {
  expect(parseDomain('https://www.Firma.example/contato')).toBe('firma.example');
  expect(parseDomain('firma.example')).toBe('firma.example');
  expect(parseDomain('http://169.254.169.254/')).toBeUndefined();
});

test.for([
  [true, ['tak', 'Sim', 'sì', 'Y', '1', 'TRUE', 'Ja', '✓', 'x']],
  [false, ['nie', 'não', 'No', 'N', '0', 'FALSE', 'nein']],
  [null, ['', ' ', '-']],
] as const)('yes and no are understood in our languages: %s', ([value, texts]) => {
  for (const text of texts) expect.soft(parseBoolean(text), text).toEqual({ value });
  expect(parseBoolean('maybe').problem?.code).toBe('boolean_unreadable');
});
