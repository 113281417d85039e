import { expect, test } from 'vitest';
import { endImporting, importing, type Shown } from '#test/importing.ts';

endImporting();

/** What each file must come to: rows that a careful reader sees, and what becomes of them. */
const expected: [
  file: string,
  wanted: { made: number; skipped?: number; refused?: number; ignored?: number; warnings?: number },
][] = [
  ['big-integers.csv', { made: 3, warnings: 1 }],
  ['bom-quoted-header.csv', { made: 1 }],
  ['bom-twice.csv', { made: 1 }],
  ['countries-unknown.csv', { made: 25 }],
  ['cr-only.csv', { made: 7 }],
  ['dates-settled-by-one-row.csv', { made: 4 }],
  ['dates-that-do-not-exist.csv', { made: 11, refused: 14 }],
  ['declared-utf8-in-filename.utf-8.csv', { made: 2 }],
  ['double-encoded.csv', { made: 2 }],
  ['duplicate-headers.csv', { made: 2 }],
  ['duplicated-rows.csv', { made: 9, skipped: 4 }],
  ['emails-invalid.csv', { made: 30, skipped: 2, warnings: 19 }],
  ['embedded-quotes.csv', { made: 5, warnings: 2 }],
  ['empty-lines.csv', { made: 3 }],
  ['extra-cells.csv', { made: 4, refused: 1, warnings: 2 }],
  ['formula-injection.csv', { made: 22 }],
  ['hostile-cells.csv', { made: 4 }],
  ['hostile-headers.csv', { made: 1 }],
  ['missing-cells.csv', { made: 5 }],
  ['mixed-encodings.csv', { made: 3, warnings: 1 }],
  ['mixed-line-ends.csv', { made: 5 }],
  ['no-header.csv', { made: 12 }],
  ['nul-byte.csv', { made: 3, warnings: 1 }],
  ['parents-cyclic.csv', { made: 10, warnings: 7 }],
  ['phones-ten-notations.csv', { made: 22, warnings: 3 }],
  ['pipe-separated.csv', { made: 4 }],
  ['quoted-newlines.csv', { made: 5 }],
  ['semicolon-with-many-commas.csv', { made: 6 }],
  ['sep-line.csv', { made: 2 }],
  ['single-column.csv', { made: 8 }],
  ['times-and-zones.csv', { made: 8 }],
  ['title-and-total-lines.csv', { made: 3, ignored: 1 }],
  ['truncated.csv', { made: 1, refused: 1 }],
  ['unclosed-quote.csv', { made: 9, refused: 1 }],
  ['unicode-look-alikes.csv', { made: 5, skipped: 1 }],
  ['utf16-big-endian.csv', { made: 2 }],
  ['utf16-without-bom.csv', { made: 2 }],
  ['vcard-broken.vcf', { made: 4, warnings: 2 }],
  ['vcard-folded-inside-a-character.vcf', { made: 1 }],
  ['xlsx-renamed.csv', { made: 1 }],
];

test.each(expected)('%s: no row takes its neighbours along', async (file, wanted) => {
  const { run, total } = await importing({ country: 'BR', currency: 'BRL' });
  const { status, rows, object, result } = await run(file);
  const { made, skipped, refused, ignored, warnings } = result;
  expect({ status, made, skipped, refused, ignored, warnings }).toEqual({
    status: 'done',
    ...{ skipped: 0, refused: 0, ignored: 0, warnings: 0 },
    ...wanted,
  });
  expect(made + skipped + refused).toBe(rows);
  expect(await total(object === 'company' ? 'companies' : 'people')).toBe(made);
});

const refusedFiles: [file: string, code: string][] = [
  ['empty.csv', 'file_empty'],
  ['only-bom.csv', 'file_empty'],
  ['zero-rows.csv', 'file_no_rows'],
  ['html-renamed.csv', 'file_is_web_page'],
  ['png-renamed.csv', 'file_is_picture'],
  ['zip-renamed.csv', 'file_is_zip'],
  ['xlsx-entities.xlsx', 'xlsx_has_dtd'],
];

test.each(refusedFiles)('%s is no table, and says so', async (file, code) => {
  const { upload, total } = await importing();
  const { status, body } = await upload(file);
  expect([status, body.errors[0].code]).toEqual([422, code]);
  expect(await total('people')).toBe(0);
});

test('letters, blanks and marks that only look different are one company and one address', async () => {
  const { run, all } = await importing();
  await run('unicode-look-alikes.csv');
  const companies = await all('companies');
  expect(companies.map((one) => one.name)).toEqual(['Padaria Açaí']);
  const people = await all('people');
  expect(new Set(people.map((one) => one.company))).toEqual(new Set([companies[0].id]));
  expect(people[0].title).toBe('José Conceição'.normalize('NFC'));
});

test('a company below itself stays without parent; a child before its mother finds her', async () => {
  const { call, run, all } = await importing();
  const done = await run('parents-cyclic.csv');
  const parents = (await all('companies', '&include=parent.title')).filter((one) => one.parent);
  expect(parents.map((one) => [one.title, one.parent.title])).toEqual([
    ['Filha Antes da Mãe', 'Mãe Ltda.'],
    ['Neta', 'Filha Antes da Mãe'],
  ]);
  const { body } = await call.get(`/imports/${done.id}/refused?warnings=1`);
  const reasons = String(body)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').slice(3, 5));
  expect(reasons.map(([line]) => line)).toEqual(['2', '3', '4', '5', '6', '7', '10']);
  expect(reasons.map(([, why]) => why?.includes('itself'))).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test('countries nobody knows are named once each, and kept as text', async () => {
  const { run, all } = await importing();
  const done = await run('countries-unknown.csv');
  expect(done.unknown.map((one: Shown) => [one.text, one.rows]).toSorted()).toEqual([
    ['Atlantis', 1],
    ['N/D', 1],
    ['Tchecoslováquia', 1],
    ['Wakanda', 1],
    ['XX', 1],
  ]);
  expect(
    (await all('people')).filter(
      (one) => /^[A-Z]{2}$/.test(one.country ?? '') && one.country !== 'XX',
    ),
  ).toHaveLength(20);
});

test('ids, postcodes and numbers beyond sixteen digits lose nothing', async () => {
  const { upload, finished, all } = await importing({ country: 'BR' });
  const fields = ['externalId', 'name', 'department', 'phones', 'description'];
  const { body } = await upload('big-integers.csv');
  const mapping = body.data.columns.map((one: Shown, at: number) => ({
    column: one.name,
    field: fields[at],
  }));
  const again = await upload('big-integers.csv', { mapping });
  await finished(again.body.data.id);
  expect(
    (await all('people')).map((one) => [one.externalId, one.department, one.description]),
  ).toEqual([
    ['00012345678901234567', '01310-100', '00000000191'],
    ['9007199254740993', '00420', '99.999.999/0001-99'],
    ['0042', '00987', null],
  ]);
});

test('a cell of a megabyte costs its own row, with the limit named', async () => {
  const { run, call } = await importing();
  const text = `Name,Email,Notes\nAna,ana@luz.example,${'x'.repeat(1024 * 1024)}\nBia,bia@luz.example,short\n`;
  const done = await run({ name: 'big.csv', text });
  expect(done.result).toMatchObject({ made: 1, refused: 1 });
  expect(done.preview[0].values).not.toHaveProperty('description');
  const { body } = await call.get(`/imports/${done.id}/refused`);
  expect(String(body)).toContain('Notes: Too long: 100000 characters at most.');
});

test('a row of five thousand cells is refused, those around it are imported', async () => {
  const { run } = await importing();
  const done = await run({
    name: 'wide.csv',
    text: `Name,Email,Note\nAna,ana@a.example,\n${'x,'.repeat(4999)}x\nBia,bia@a.example,\n`,
  });
  expect(done.result).toMatchObject({ made: 2, refused: 1 });
});

test('attacks are texts like others, stored to the letter', async () => {
  const { run, all } = await importing();
  await run('hostile-cells.csv');
  const people = await all('people');
  expect(JSON.stringify(people)).toContain('<script>');
  expect(people.flatMap((one) => one.urls ?? []).map(({ value }) => value)).toContain(
    'javascript:alert(1)',
  );
});
