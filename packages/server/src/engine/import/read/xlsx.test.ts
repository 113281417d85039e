import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';

import { allRows, open, openMade, refusalOf, remarks } from './fixtures.ts';

const relations = [
  '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>',
  '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/>',
];
const sheets = [
  '<sheet name="Contatos &amp; mais" r:id="rId1"/>',
  '<sheet name="Oculta" state="hidden" r:id="rId2"/>',
];

/** A workbook of one sheet with these rows, and a hidden one. */
function workbook(rows: string, { properties = '', strings = '' } = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook>${properties}<sheets>${sheets.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${relations.join('')}</Relationships>`),
    'xl/styles.xml': strToU8(
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;dias&quot;"/></numFmts>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>',
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      '<worksheet><sheetData><row r="1"><c t="str"><v>A</v></c></row><row r="2"><c t="str"><v>b</v></c></row></sheetData></worksheet>',
    ),
  });
}

const header =
  '<row r="1"><c r="A1" t="str"><v>Nome</v></c><c r="B1" t="str"><v>Valor</v></c><c r="C1" t="str"><v>Nota</v></c></row>';

async function valuesOf(cells: string[], options = {}): Promise<(string | undefined)[]> {
  const rows = cells.map(
    (cell, at) => `<row r="${at + 2}"><c r="A${at + 2}" t="str"><v>x</v></c>${cell}</row>`,
  );
  return (await allRows(await openMade(workbook(header + rows.join(''), options)))).map(
    (row) => row.cells[1],
  );
}

test('dates, times and date-times become ISO text', async () => {
  expect(
    await valuesOf([
      '<c r="B2" s="1"><v>45439</v></c>',
      '<c r="B3" s="2"><v>45439.4719213</v></c>',
      '<c r="B4" s="4"><v>0.604166666666667</v></c>',
    ]),
  ).toEqual(['2024-05-27', '2024-05-27T11:19:34', '14:30:00']);
  expect(
    await valuesOf(['<c r="B2" s="1"><v>43977</v></c>'], {
      properties: '<workbookPr date1904="1"/>',
    }),
  ).toEqual(['2024-05-27']);
});

test('numbers keep all their digits and lose only binary noise', async () => {
  expect(
    await valuesOf([
      '<c r="B2"><v>48785614566</v></c>',
      '<c r="B3"><v>5.5119012345670000E+12</v></c>',
      '<c r="B4"><v>1234.5600000000002</v></c>',
      '<c r="B5" s="3"><v>0.1</v></c>',
      '<c r="B6"><v>1E-7</v></c>',
    ]),
  ).toEqual(['48785614566', '5511901234567', '1234.56', '0.1', '0.0000001']);
});

test('truth values, formulas and texts are read as they are shown', async () => {
  const strings =
    '<si><t>direto</t></si><si><r><t>com </t></r><r><t xml:space="preserve">forma &amp; cor</t></r><rPh><t>não</t></rPh></si>';
  expect(
    await valuesOf(
      [
        '<c r="B2" t="b"><v>1</v></c>',
        '<c r="B3"><f>ROUND(A1,0)</f><v>4</v></c>',
        '<c r="B4" t="s"><v>1</v></c>',
        '<c r="B5" t="inlineStr"><is><t>Mięta_x000D_&#233;</t></is></c>',
        '<c t="s"><v>0</v></c>',
      ],
      { strings },
    ),
  ).toEqual(['TRUE', '4', 'com forma & cor', 'Mięta\ré', 'direto']);
});

test('an error in a cell is an empty cell with a remark', async () => {
  const rows = await allRows(
    await openMade(
      workbook(
        `${header}<row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2" t="e"><v>#N/A</v></c></row>`,
      ),
    ),
  );
  expect(rows[0]?.cells).toEqual(['x', '', '']);
  expect(rows[0]?.problems).toMatchObject([{ code: 'cell_error', severity: 'warning', column: 1 }]);
});

test('lines are those of the sheet, empty ones included', async () => {
  const row = (n: number): string =>
    `<row r="${n}"><c r="A${n}" t="str"><v>Ana ${n}</v></c><c r="B${n}"><v>${n}</v></c></row>`;
  const rows = await allRows(await openMade(workbook(`${header}${row(2)}<row r="3"/>${row(7)}`)));
  expect(rows.map(({ row: number, line }) => [number, line])).toEqual([
    [1, 2],
    [2, 7],
  ]);
  expect(remarks(rows)).toEqual([]);
});

test('a remark below the table is left out', async () => {
  const row = '<row r="2"><c r="A2" t="str"><v>Ana</v></c><c r="B2"><v>1</v></c></row>';
  const remark = '<row r="5"><c r="A5" t="str"><v>Somente para uso interno</v></c></row>';
  expect(remarks(await allRows(await openMade(workbook(header + row + remark))))).toEqual([
    '5 footer_line',
  ]);
});

test('sheets can be chosen; hidden ones are not offered', async () => {
  const content = workbook(`${header}<row r="2"><c r="A2" t="str"><v>x</v></c></row>`);
  expect((await openMade(content)).sheets).toEqual(['Contatos & mais']);
  expect((await openMade(content, { sheet: 'Oculta' })).sample[0]?.cells).toEqual(['b']);
  expect(await refusalOf(openMade(content, { sheet: 'Plan9' }))).toBe('xlsx_no_such_sheet');
});

test('a workbook that unpacks to far more than it is, is refused', async () => {
  const bomb = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/sharedStrings.xml': new Uint8Array(40 << 20).fill(32),
  });
  expect(await refusalOf(openMade(bomb))).toBe('xlsx_too_big');
});

test('a size that the archive lies about is noticed while unpacking', async () => {
  const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(40 << 20).fill(32) }));
  const entry = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bomb.writeUInt32LE(1000, entry + 24);
  expect(await refusalOf(openMade(bomb))).toBe('xlsx_too_big');
});

test('document type definitions are refused, entities never resolved', async () => {
  expect(await refusalOf(open('xlsx-entities.xlsx'))).toBe('xlsx_has_dtd');
  expect(await valuesOf(['<c r="B2" t="str"><v>&x;&lt;</v></c>'])).toEqual(['&x;<']);
});

test('a damaged workbook is refused as damaged', async () => {
  const content = workbook(header);
  expect(await refusalOf(openMade(content.slice(0, content.length - 40)))).toBe('xlsx_broken');
});
