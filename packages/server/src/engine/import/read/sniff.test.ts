import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';

import { open, openMade, refusalOf } from './fixtures.ts';

test.for([
  ['empty.csv', 'file_empty'],
  ['only-bom.csv', 'file_empty'],
  ['zero-rows.csv', 'file_no_rows'],
  ['zip-renamed.csv', 'file_is_zip'],
  ['html-renamed.csv', 'file_is_web_page'],
  ['png-renamed.csv', 'file_is_picture'],
])('%s is refused as %s', async ([name, code]) => {
  expect(await refusalOf(open(name ?? ''))).toBe(code);
});

test.for([
  ['a PDF', '%PDF-1.7\n…', 'file_is_pdf'],
  ['a calendar', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'file_is_calendar'],
  ['blank lines', '\r\n\r\n \r\n', 'file_empty'],
  ['lines of delimiters', ',,,\n,,,\n', 'file_empty'],
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'file_is_old_excel'],
  [
    'a Word document',
    zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') }),
    'file_is_document',
  ],
] as const)('%s is refused as what it is', async ([, content, code]) => {
  expect(await refusalOf(openMade(content))).toBe(code);
});

test('a workbook is a workbook, whatever it is called', async () => {
  const file = await open('xlsx-renamed.csv');
  expect(file.kind).toBe('xlsx');
  expect(file.sample.map((row) => row.cells)).toEqual([['Ana Luz', 'x1@nasty.example']]);
});

test('text that starts like a picture is text', async () => {
  expect((await openMade('BMW,Preis\nM3,90000\n')).header).toEqual(['BMW', 'Preis']);
});
