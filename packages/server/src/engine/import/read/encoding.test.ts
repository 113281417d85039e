import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';

import { allRows, open, openMade, remarks } from './fixtures.ts';

test('a byte order mark is no part of the first column name, however often it stands there', async () => {
  expect((await open('bom-quoted-header.csv')).header).toEqual(['Name', 'Email']);
  expect((await open('bom-twice.csv')).header).toEqual(['Name', 'Email']);
});

test('UTF-16 is recognised with and without a mark', async () => {
  const without = await open('utf16-without-bom.csv');
  expect(without.options.encoding).toBe('utf-16le');
  expect(without.sample[1]?.cells).toEqual(['Łucja', 'Łódź']);
  const bigEndian = await open('utf16-big-endian.csv');
  expect(bigEndian.options.encoding).toBe('utf-16be');
  expect(bigEndian.sample[1]?.cells).toEqual(['Ελένη', 'Αθήνα']);
});

test('a file that only claims to be UTF-8 is read as what it is', async () => {
  const file = await open('bom-utf8-but-windows-1252.csv');
  expect(file.options.encoding).toBe('windows-1252');
  expect(file.problems.map(({ code }) => code)).toEqual(['encoding_mark_is_wrong']);
  expect(file.sample.map((row) => row.cells[0])).toEqual(['José Conceição', 'Niccolò', 'Müller €']);
});

test('Polish and Western code pages are told apart, and the others offered with an example', async () => {
  const file = await open('declared-utf8-in-filename.utf-8.csv');
  expect(file.options.encoding).toBe('windows-1250');
  expect(file.sample[0]?.cells).toEqual(['Łucja Źrebiec', 'Łódź']);
  expect(file.encodings.map(({ encoding }) => encoding)).toContain('windows-1252');
  expect(file.encodings[0]?.example).toContain('Imię');
});

test.for([
  ['windows-1252', 'Nicolò Città Forlì Caffè perché São João Conceição Müller Hélène Ñuñoa'],
  ['windows-1252', 'Negócio nº 7, Müller & Irmãos, 2ª fase'],
  ['windows-1252', 'Ä€ makes right UTF-8 by chance, Müller does not'],
  ['windows-1250', 'Łucja Źrebiec, Częstochowa, Żaneta Pączek, Wrocław, świętokrzyskie'],
  ['iso-8859-2', 'Łucja Źrebiec, Częstochowa, Żaneta Pączek, Wrocław, świętokrzyskie, gąś'],
  ['windows-1251', 'Иванов Пётр Сергеевич, улица Ленина, Москва, Россия, Ольга Николаевна'],
  ['windows-1253', 'Ελένη Παπαδοπούλου, Θεσσαλονίκη, Ελλάδα, Γιώργος Αντωνίου'],
  ['shift_jis', '山田太郎、東京都千代田区、株式会社さくら、鈴木花子、大阪府大阪市'],
])('text in %s is read right', async ([encoding, text]) => {
  const content = `Name;Note\n${Array.from({ length: 5 }, () => `${text};x`).join('\n')}\n`;
  const file = await openMade(iconv.encode(content, encoding ?? ''));
  expect(file.sample[0]?.cells[0]).toBe(text);
});

test('a line pasted in from another encoding is named and repaired; the rest stays UTF-8', async () => {
  const file = await open('mixed-encodings.csv');
  expect(file.options.encoding).toBe('utf-8');
  expect(file.problems).toMatchObject([{ code: 'mixed_encodings', line: 3 }]);
  const rows = await allRows(file);
  expect(rows.map((row) => row.cells[0])).toEqual(['José', 'João', 'Zoé']);
  expect(remarks(rows)).toEqual(['3 other_encoding']);
});

test('one wrong byte at the end of a long file is found', async () => {
  const good = `Zoé,${'x'.repeat(60)}\n`.repeat(20_000);
  const file = await openMade(
    Buffer.concat([Buffer.from(`Name,Note\n${good}`), Buffer.from([0x4a, 0xe3, 0x6f, 10])]),
  );
  expect(file.problems).toMatchObject([{ code: 'mixed_encodings', line: 20_002 }]);
  expect((await allRows(file, 20_001))[0]?.cells[0]).toBe('Jão');
});

test('text that was converted twice is pointed out', async () => {
  expect((await open('double-encoded.csv')).problems.map(({ code }) => code)).toEqual([
    'looks_double_encoded',
  ]);
  expect((await open('unicode-look-alikes.csv')).problems).toEqual([]);
});

test('another encoding can be chosen', async () => {
  const bytes = readFileSync(
    join(import.meta.dirname, 'fixtures', 'declared-utf8-in-filename.utf-8.csv'),
  );
  const file = await openMade(bytes, { encoding: 'windows-1252' });
  expect(file.header).toEqual(['Imiê', 'Miasto']);
});
