import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

/** Not to be read: a date that no calendar has, an amount that is none. */
const bad = new Set([7, 88, 169, 250, 331, 412, 493, 574, 655, 736, 817, 898]);

/** As a spreadsheet of Brazil or Poland saves it: semicolons, decimal commas, Latin-1. */
function sheet(ids: boolean): Buffer {
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const n = i + 1;
    const amount =
      bad.has(n) && n % 2 ? 'muito' : `${(n % 9) + 1}.250,${String(n % 100).padStart(2, '0')}`;
    const day = bad.has(n) && n % 2 === 0 ? '31/02/2027' : '15/03/2027';
    const cells = [`Negócio nº ${n}`, `Müller & Irmãos ${n % 40}`, amount, day];
    return [...(ids ? [`DEAL-${n}`] : []), ...cells].join(';');
  });
  const header = [...(ids ? ['ID'] : []), 'Nome', 'Empresa', 'Valor', 'Fechamento'].join(';');
  return Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`, 'latin1');
}

const mapping = [
  { column: 'Nome', field: 'name' },
  { column: 'Empresa', field: 'company.name' },
  { column: 'Valor', field: 'value' },
  { column: 'Fechamento', field: 'expectedClose' },
];

test('a thousand deals with semicolons, decimal commas and Latin-1: twelve bad rows come back as a file, the same file again changes nothing, and what was corrected is all that is new (plug §21, 20)', async () => {
  const { call, upload, finished, all, total } = await importing({ country: 'BR' });
  const byId = [{ column: 'ID', field: 'externalId' }, ...mapping];
  const run = async (text: Buffer) => {
    const sent = await upload({ name: 'negocios.csv', text }, { object: 'deal', mapping: byId });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    return finished(sent.body.data.id);
  };
  const done = await run(sheet(true));
  expect(done).toMatchObject({
    status: 'done',
    result: { made: 988, changed: 0, skipped: 0, refused: 12, related: { company: { made: 40 } } },
  });
  const [one] = await all('deals', '&include=company&q=DEAL-433');
  expect(one).toMatchObject({
    ...{ name: 'Negócio nº 433', company: { title: 'Müller & Irmãos 33' } },
    ...{ value: { amount: '2250.33' }, expectedClose: '2027-03-15' },
  });
  const { body } = await call.get(`/imports/${done.id}/refused`);
  const [, ...rows] = String(body).trimEnd().split('\r\n');
  expect(rows).toHaveLength(12);
  for (const n of bad) expect(rows.some((row) => row.startsWith(`DEAL-${n};`))).toBe(true);

  const again = await run(sheet(true));
  expect(again).toMatchObject({ batch: null, result: { made: 0, changed: 0, refused: 12 } });
  expect(await total('deals')).toBe(988);
  const corrected = sheet(true).toString('latin1').replaceAll('31/02', '28/02');
  const third = await run(Buffer.from(corrected.replaceAll('muito', '1,00'), 'latin1'));
  expect(third.result).toMatchObject({ made: 12, changed: 0, refused: 0 });
  expect(await total('deals')).toBe(1000);
  expect(await total('companies')).toBe(40);
});

test('the same without ids of their own, known by name and company', async () => {
  const { upload, finished, total } = await importing({ country: 'BR' });
  const run = async () => {
    const options = { match: ['title'] };
    const sent = await upload(
      { name: 'negocios.csv', text: sheet(false) },
      { object: 'deal', mapping, options },
    );
    return finished(sent.body.data.id);
  };
  expect((await run()).result).toMatchObject({ made: 988, refused: 12 });
  expect((await run()).result).toMatchObject({ made: 0, changed: 0, refused: 12 });
  expect(await total('deals')).toBe(988);
});
