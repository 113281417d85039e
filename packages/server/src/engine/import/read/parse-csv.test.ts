import fc from 'fast-check';
import { expect, test } from 'vitest';

import { csvParser, maxCell, maxRow, type RawRow } from './parse-csv.ts';

function parse(text: string, cuts: number[] = [], columns?: number): RawRow[] {
  const parser = csvParser(
    columns ? { delimiter: ',', quote: '"', columns } : { delimiter: ',', quote: '"' },
  );
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  const rows: RawRow[] = [];
  let from = 0;
  for (const place of places) {
    for (const row of parser.push(text.slice(from, place), false)) rows.push(row);
    from = place;
  }
  return rows.concat(parser.push(text.slice(from), true));
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'ç', '"', ',', ';', '\n', '\r', ' ', '\\', "'"),
  maxLength: 8,
});
const cuts = fc.array(fc.nat(), { maxLength: 5 });

test('what is written as right CSV is read again, wherever the text is cut into pieces', () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), cuts, (rows, end, places) => {
      const text = rows
        .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end)
        .join('');
      expect(parse(text, places).map((row) => row.cells)).toEqual(rows);
    }),
  );
});

test('whatever a file holds, it is read the same in one piece and in many, and never fails', () => {
  fc.assert(
    fc.property(cell, fc.array(cell, { maxLength: 8 }), cuts, (first, more, places) => {
      const text = [first, ...more].join('\n');
      expect(parse(text, places, 3)).toEqual(parse(text, [], 3));
    }),
    { numRuns: 500 },
  );
});

test('line numbers are right in any text', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
      const text = `${cells.map((one) => `"${one.replaceAll('"', '""')}",x\n`).join('')}end`;
      const lines = text.split(/\r\n|\r|\n/).length;
      expect(parse(text).at(-1)?.line).toBe(lines);
    }),
  );
});

test('an unclosed quote does not reach for an inch mark further down', () => {
  const lines = ['"open,1,2,3,4', 'a,1,2,3,4', 'b,1,2,3,4', 'pipe 5",1,2,3,4', ''];
  const rows = parse(lines.join('\n'), [], 5);
  expect(rows.map((row) => row.cells[0])).toEqual(['open', 'a', 'b', 'pipe 5"']);
  expect(rows[0]?.problems?.map(({ code }) => code)).toEqual(['quote_not_closed']);
});

test('blanks before an opening quote do not count', () => {
  expect(parse('a, "b, c"\n')[0]?.cells).toEqual(['a', 'b, c']);
});

test('quotes inside a quoted cell that nobody doubled stay in it', () => {
  const [row] = parse('"He said "hi" to me",next\n');
  expect(row?.cells).toEqual(['He said "hi" to me', 'next']);
  expect(row?.problems?.map(({ code }) => code)).toEqual(['quote_inside']);
});

test('a note with line breaks and commas is no unclosed quote', () => {
  const [row] = parse('1,"Rua A, 1\nsala 2, bloco B\nCentro",x\n', [], 3);
  expect(row?.cells).toEqual(['1', 'Rua A, 1\nsala 2, bloco B\nCentro', 'x']);
});

test('an unclosed quote before a lot of text is given up at the limit of a cell', () => {
  const filler = `${'x'.repeat(99)}\n`.repeat(Math.ceil(maxCell / 100) + 100);
  const rows = parse(`"open,1\n${filler}last,2\n`, [1000, 2_000_000, 2_150_000], 2);
  expect(rows[0]?.problems?.map(({ code }) => code)).toEqual(['quote_not_closed']);
  expect(rows[1]?.line).toBe(2);
  expect(rows.at(-1)?.cells).toEqual(['last', '2']);
});

test.for(['"a "b" c\n', '"a\n', '"a "b" "c" d\n', '"a,"b\n', '"a"" b\n', 'a "b" c\n'])(
  'a file full of %j is read in linear time',
  (line) => {
    const started = performance.now();
    const text = `"open\n${line.repeat(Math.ceil(3_000_000 / line.length))}`;
    const places = Array.from({ length: 12 }, (_, at) => at * 250_000);
    expect(parse(text, places, 3).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(20_000);
  },
);

test('two rows that each open a quote and never close it stay two rows', () => {
  const rows = parse('"5 pipe,a,1\n"7 pipe,b,2\nx,c,3\n', [], 3);
  expect(rows.map((row) => [row.line, row.cells[1], row.problems?.[0]?.code])).toEqual([
    [1, 'a', 'quote_not_closed'],
    [2, 'b', 'quote_not_closed'],
    [3, 'c', undefined],
  ]);
});

test('a line longer than any row is left out and the next one read', () => {
  const parser = csvParser({ delimiter: ',', quote: '"' });
  const piece = 'x'.repeat(1 << 20);
  const rows = parser.push('a,b\n', false);
  for (let sent = 0; sent <= maxRow; sent += piece.length) rows.push(...parser.push(piece, false));
  rows.push(...parser.push('\nc,d\n', true));
  expect(rows.map((row) => [row.line, row.cells.length, row.problems?.[0]?.code])).toEqual([
    [1, 2, undefined],
    [2, 1, 'row_too_long'],
    [3, 2, undefined],
  ]);
});
