import { expect, test } from 'vitest';

import { allRows, made, open, openMade, refusalOf, remarks } from './fixtures.ts';
import { openFile } from './open-file.ts';

/** Rows that a careful reader sees. */
const rowsOf: [file: string, rows: number][] = [
  ['big-integers.csv', 3],
  ['bom-quoted-header.csv', 1],
  ['bom-twice.csv', 1],
  ['countries-unknown.csv', 25],
  ['cr-only.csv', 7],
  ['dates-that-do-not-exist.csv', 25],
  ['double-encoded.csv', 2],
  ['duplicated-rows.csv', 13],
  ['emails-invalid.csv', 32],
  ['empty-lines.csv', 3],
  ['formula-injection.csv', 22],
  ['hostile-cells.csv', 4],
  ['missing-cells.csv', 5],
  ['mixed-line-ends.csv', 5],
  ['numbers-mixed.csv', 30],
  ['parents-cyclic.csv', 10],
  ['phones-ten-notations.csv', 22],
  ['pipe-separated.csv', 4],
  ['quoted-newlines.csv', 5],
  ['semicolon-with-many-commas.csv', 6],
  ['sep-line.csv', 2],
  ['single-column.csv', 8],
  ['times-and-zones.csv', 8],
  ['unicode-look-alikes.csv', 6],
  ['utf16-big-endian.csv', 2],
  ['utf16-without-bom.csv', 2],
];

test.for(rowsOf)('%s has %i rows and nothing to complain about', async ([name, rows]) => {
  const read = await allRows(await open(name));
  expect(read).toHaveLength(rows);
  expect(remarks(read)).toEqual([]);
});

test('line breaks inside a cell are text, and rows are counted where they start', async () => {
  const rows = await allRows(await open('quoted-newlines.csv'));
  expect(rows.map((row) => row.line)).toEqual([2, 4, 6, 8, 10]);
  expect(rows.map((row) => row.cells[3])).toEqual([
    'linha 1\nlinha 2',
    'CRLF\r\ninside',
    '',
    'ends with newline\n',
    'three\n\n\nbreaks',
  ]);
});

test('every kind of line end may stand in one file', async () => {
  const rows = await allRows(await open('mixed-line-ends.csv'));
  expect(rows.map((row) => row.cells[0])).toEqual([
    'A Um',
    'B Dois',
    'C Três',
    'D\rQuatro',
    'E Cinco',
  ]);
  expect((await open('cr-only.csv')).header).toEqual(['Name', 'Email']);
});

test('a wrong quote costs its own row a remark and its neighbours nothing', async () => {
  const rows = await allRows(await open('embedded-quotes.csv'));
  expect(rows.map((row) => row.cells[0])).toEqual([
    'Ana "Aninha" Luz',
    'Bar 5" pipe',
    'Caiox',
    'Davi "Dadá" Sol',
    '"',
  ]);
  expect(rows.map((row) => row.cells[1])).toEqual(
    [1, 2, 3, 4, 5].map((n) => `q${n}@nasty.example`),
  );
  expect(remarks(rows)).toEqual(['4 text_after_quote', '5 quote_escaped_by_backslash']);
});

test('a quote that never closes is named by its line; all other rows are read', async () => {
  const rows = await allRows(await open('unclosed-quote.csv'));
  expect(remarks(rows)).toEqual(['4 quote_not_closed']);
  expect(rows.map((row) => row.cells[0])).toEqual(
    Array.from({ length: 10 }, (_, at) => `Pessoa ${at + 1}`),
  );
});

test('a quote that never closes is noticed although a later cell is quoted', async () => {
  const good = (n: number): string => `"P ${n}",p${n}@x.example,"a, b"`;
  const lines = ['Name,Email,Note', good(1), '"P 2,p2@x.example,open', good(3), good(4)];
  const rows = await allRows(await openMade(lines.join('\n')));
  expect(remarks(rows)).toEqual(['3 quote_not_closed']);
  expect(rows.map((row) => row.cells[1])).toEqual([1, 2, 3, 4].map((n) => `p${n}@x.example`));
});

test('a file that was cut off says so', async () => {
  const rows = await allRows(await open('truncated.csv'));
  expect(remarks(rows)).toEqual(['3 file_cut_off']);
  expect(rows[0]?.cells).toEqual(['Ana', 'ok']);
});

test('missing cells are empty, never shifted', async () => {
  const rows = await allRows(await open('missing-cells.csv'));
  expect(rows.map((row) => row.cells.length)).toEqual([4, 4, 4, 4, 4]);
  expect(rows[2]?.cells).toEqual(['Caio Rio', '', '', '']);
});

test('cells beyond the header are reported; a row shifted by an unquoted comma is refused', async () => {
  const rows = await allRows(await open('extra-cells.csv'));
  expect(remarks(rows)).toEqual([
    '2 extra_cells',
    '4 extra_cells',
    '6 extra_cells',
    '6 cells_shifted',
  ]);
  expect(
    rows.flatMap((row) => row.problems ?? []).filter(({ severity }) => severity === 'error'),
  ).toHaveLength(1);
});

test('blank lines count for the line number and for nothing else', async () => {
  const rows = await allRows(await open('empty-lines.csv'));
  expect(rows.map((row) => [row.row, row.line])).toEqual([
    [1, 5],
    [2, 8],
    [3, 11],
  ]);
});

test('every column has a name of its own', async () => {
  const file = await open('duplicate-headers.csv');
  expect(file.header).toEqual([
    'Name',
    'Email',
    'Email (2)',
    'Phone',
    'Phone (2)',
    'Column 6',
    'Name (2)',
    'Notes',
  ]);
  expect((await open('hostile-headers.csv')).header).toEqual([
    '__proto__',
    'constructor',
    'toString',
    'id',
    '<b>Name</b>',
    'Line break',
    'Email',
    'password',
    'is_admin',
    'workspace_id',
  ]);
});

test('a list without column names is read from its first line', async () => {
  const file = await open('no-header.csv');
  expect(file.header).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4']);
  expect(file.problems.map(({ code }) => code)).toEqual(['no_header']);
  expect(await allRows(file)).toHaveLength(12);
});

test('what was detected can be overridden', async () => {
  const file = await open('single-column.csv', { header: false });
  expect(await allRows(file)).toHaveLength(9);
  expect((await open('no-header.csv', { header: true })).header[0]).toBe('Pessoa 1');
  expect((await open('duplicated-rows.csv', { delimiter: ';' })).header).toEqual(['Name,Email']);
  expect(await refusalOf(open('pipe-separated.csv', { encoding: 'klingon' }))).toBe(
    'unknown_encoding',
  );
});

test('title lines above the header and totals below the table are no people', async () => {
  const file = await open('title-and-total-lines.csv');
  expect(file.options.header).toBe(4);
  const rows = await allRows(file);
  expect(remarks(rows)).toEqual(['9 total_line']);
  expect(rows.at(-1)?.problems?.[0]?.severity).toBe('skip');
});

test('a company called Total with an address is a company', async () => {
  const file = await openMade('Name,Email\nTotal,info@total.example\nOutra,x@y.example\n');
  expect(remarks(await allRows(file))).toEqual([]);
});

test('the delimiter is what cuts the lines evenly', async () => {
  const found = async (name: string): Promise<string | undefined> =>
    (await open(name)).options.delimiter;
  expect(await found('semicolon-with-many-commas.csv')).toBe(';');
  expect(await found('pipe-separated.csv')).toBe('|');
  expect(await found('sep-line.csv')).toBe(';');
  expect(await found('utf16-without-bom.csv')).toBe('\t');
});

test('commas of a text are no delimiters, those under a title are', async () => {
  const file = await openMade('Endereço\nRua A, 1\nRua B, 2\nRua C, 3\n');
  expect(file.sample.map(({ cells }) => cells)).toEqual([['Rua A, 1'], ['Rua B, 2'], ['Rua C, 3']]);
  expect((await openMade('Contatos\nName,Email\nAna,a@x.example\n')).header).toEqual([
    'Name',
    'Email',
  ]);
});

test('NUL characters are taken out with a remark', async () => {
  const rows = await allRows(await open('nul-byte.csv'));
  expect(rows.map((row) => row.cells[0])).toEqual(['AnaLuz', 'Bia Sol', 'Caio Rio']);
  expect(remarks(rows)).toEqual(['2 nul_removed']);
});

test('leading zeros and long numbers are text', async () => {
  const rows = await allRows(await open('big-integers.csv'));
  expect(rows.map((row) => row.cells[0])).toEqual([
    '00012345678901234567',
    '9007199254740993',
    '="0042"',
  ]);
});

test('a cell of a megabyte is read, quickly', async () => {
  const big = 'Lorem ipsum ação '.repeat(65_000).slice(0, 1_000_000);
  const started = performance.now();
  const rows = await allRows(await openMade(`Name,Note\r\nAna,"${big}"\r\nBia,small\r\n`));
  expect(rows.map((row) => row.cells[1])).toEqual([big, 'small']);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a row of 5,000 cells is refused, the rows around it are not', async () => {
  const wide = Array.from({ length: 5000 }, (_, at) => `c${at}`).join(',');
  const rows = await allRows(
    await openMade(
      `Name,Email,Note\nAna,a@x.example,ok\n${wide}\nBia,b@x.example,ok\nCaio,c@x.example,ok\n`,
    ),
  );
  expect(remarks(rows)).toEqual(['3 too_many_cells']);
  expect(rows).toHaveLength(4);
});

test('a header of 5,000 columns is refused with the limit', async () => {
  const header = Array.from({ length: 5000 }, (_, at) => `Custom ${at}`).join(',');
  expect(await refusalOf(openMade(`${header}\n${','.repeat(4999)}x\n`))).toBe('too_many_columns');
});

test('a run can start again at any row', async () => {
  const file = await open('numbers-mixed.csv');
  const rows = await allRows(file, 28);
  expect(rows.map((row) => [row.row, row.line, row.cells[0]])).toEqual([
    [28, 29, 'Deal 28'],
    [29, 30, 'Deal 29'],
    [30, 31, 'Deal 30'],
  ]);
});

test('a file of many pieces is read in order and in constant memory', async () => {
  const line = (n: number): string => `"Pessoa ${n}",p${n}@x.example,"nota ${n}\nçãé ""x"""\n`;
  const count = 60_000;
  const file = await openFile(
    made(`Name,Email,Note\n${Array.from({ length: count }, (_, at) => line(at)).join('')}`),
    'x.csv',
  );
  let seen = 0;
  for await (const row of file.rows()) {
    expect.soft(row.line).toBe(2 + seen * 2);
    if (row.cells[0] !== `Pessoa ${seen}` || row.cells[2] !== `nota ${seen}\nçãé "x"`)
      throw new Error(row.cells.join());
    seen += 1;
  }
  expect(seen).toBe(count);
});
