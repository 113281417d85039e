import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';
import { alike } from './duplicates.ts';

endImporting();

const file = (...rows: string[]): { name: string; text: string } => ({
  name: 'people.csv',
  text: ['First name,Last name,Email,Phone,Job title,Tags,External ID', ...rows].join('\n'),
});

test('who is there already is left alone, changed, or made once more, as the person chose', async () => {
  const { run, all } = await importing();
  await run(file('Ana,Luz,ana@luz.example,,Buyer,VIP,'));
  const again = file('Ana,Luz,ANA@LUZ.example,,Director,New,');
  expect((await run(again)).result).toMatchObject({ made: 0, changed: 0, skipped: 1 });
  expect(await all('people')).toMatchObject([{ jobTitle: 'Buyer', version: 1 }]);
  expect((await run(again, { options: { duplicates: 'update' } })).result).toMatchObject({
    changed: 1,
    skipped: 0,
  });
  expect(await all('people')).toMatchObject([
    { jobTitle: 'Director', tags: ['VIP', 'New'], version: 2 },
  ]);
  expect((await run(again, { options: { duplicates: 'update' } })).result).toMatchObject({
    changed: 0,
    skipped: 1,
  });
  expect((await run(again, { options: { duplicates: 'make' } })).result).toMatchObject({ made: 1 });
  expect(await all('people')).toHaveLength(2);
});

test('an update adds addresses and numbers and takes none away; empty cells change nothing', async () => {
  const { run, all } = await importing();
  await run(file('Ana,Luz,ana@luz.example,+39 011 111,Buyer,,'));
  await run(file('Ana,Luz,"ana@luz.example, ana@home.example",+39 011 222,,,'), {
    options: { duplicates: 'update' },
  });
  const [ana] = await all('people');
  expect(ana.jobTitle).toBe('Buyer');
  expect(
    ana.emails.map((one: { value: string; primary?: boolean }) => [one.value, one.primary]),
  ).toEqual([
    ['ana@luz.example', true],
    ['ana@home.example', undefined],
  ]);
  expect(ana.phones.map((one: { value: string }) => one.value)).toEqual([
    '+39 011 111',
    '+39 011 222',
  ]);
});

test('the rule holds within one file as well, and empty cells are never alike', async () => {
  const { run, all } = await importing();
  const rows = file(
    'Ana,Luz,ana@luz.example,,Buyer,,',
    'Ana M.,Luz,ana@luz.example,,Director,x,',
    'Caio,Rio,,,,,',
    'Caio,Rio,,,,,',
  );
  const done = await run(rows, { options: { duplicates: 'update' } });
  expect(done.result).toMatchObject({ made: 3, changed: 1, skipped: 0 });
  expect((await all('people')).map((one) => [one.title, one.jobTitle])).toEqual([
    ['Ana M. Luz', 'Director'],
    ['Caio Rio', null],
    ['Caio Rio', null],
  ]);
});

test('the surest sign goes first: an external id before an address', async () => {
  const { run, all } = await importing();
  await run(file('Ana,Luz,ana@luz.example,,,,X1', 'Bia,Sol,bia@sol.example,,,,X2'));
  await run(file('Bia,Sol,ana@luz.example,,Director,,X2'), {
    options: { duplicates: 'update', match: ['externalId', 'emails'] },
  });
  expect((await all('people')).map((one) => [one.firstName, one.jobTitle])).toEqual([
    ['Ana', null],
    ['Bia', 'Director'],
  ]);
});

test('colleagues share a switchboard and a mailbox: there the name counts as well', async () => {
  const { run, all } = await importing();
  const rows = file(
    'Ana,Luz,info@firm.example,+39 011 5551234,,,',
    'Bia,Sol,info@firm.example,011 555 1234,,,',
    'Ana,Luz,info@firm.example,,,,',
    'Ana,Luz,,0039 011 5551234,,,',
  );
  expect((await run(rows, { options: { match: ['emails', 'phones'] } })).result).toMatchObject({
    made: 2,
    skipped: 2,
  });
  expect((await all('people')).map((one) => one.title)).toEqual(['Ana Luz', 'Bia Sol']);
});

test('what lies in the recycle bin does not stand in the way', async () => {
  const { run, all, call } = await importing();
  await run(file('Ana,Luz,ana@luz.example,,,,'));
  const [ana] = await all('people');
  await call.delete(`/people/${ana.id}`);
  expect((await run(file('Ana,Luz,ana@luz.example,,,,'))).result).toMatchObject({ made: 1 });
});

test('a salesperson updates their own people; those of others are refused, with the reason', async () => {
  const { run, door, makeUser, all } = await importing();
  const rep = door.as(await makeUser());
  await run(file('Ana,Luz,ana@luz.example,,,,'));
  await run(file('Bia,Sol,bia@sol.example,,,,'), {}, rep);
  const update = file(
    'Ana,Luz,ana@luz.example,,Thief,,',
    'Bia,Sol,bia@sol.example,,Director,,',
    'Caio,Rio,caio@rio.example,,,,',
  );
  const done = await run(update, { options: { duplicates: 'update' } }, rep);
  expect(done.result).toMatchObject({ made: 1, changed: 1, refused: 1 });
  const { body } = await rep.get(`/imports/${done.id}/refused`);
  expect(String(body)).toContain(
    'Ana,Luz,ana@luz.example,,Thief,,,2,You may see this record but not change it.',
  );
  expect((await all('people')).map((one) => one.jobTitle)).toEqual([null, 'Director', null]);
});

test.each([
  ['Ana Luz', 'Ana Maria Luz', true],
  ['A. Luz', 'Ana Luz', true],
  ['Luz', 'Ana Luz', true],
  ['ÁNA luz', 'Ana Luz', true],
  ['Davi Mar', 'Eva Mar', false],
  ['Ana Luz', '', true],
  ['ana@luz.example', 'Eva Mar', true],
])('%s and %s: the same name? %s', (one, other, same) => {
  expect(alike(one, other)).toBe(same);
});

const deals = [
  'Deal;Company;Value',
  'Solar roof;Acme;100',
  'Solar roof;Beta;200',
  'Solar roof;Acme;100',
  'Wind mill;;300',
].join('\n');

test('deals without an id of their own are known by their name and company, where somebody asks for that', async () => {
  const { run, all, upload } = await importing();
  const sheet = { name: 'deals.csv', text: deals };
  const options = { match: ['title'] };
  expect((await run(sheet, { options })).result).toMatchObject({ made: 4, skipped: 0 });
  expect((await run(sheet, { options })).result).toMatchObject({ made: 0, skipped: 4 });
  const more = {
    name: 'more.csv',
    text: 'Deal;Company;Value\nSolar roof;ACME;150\nSolar roof;;1\nWind mill;Acme;2\n',
  };
  const updated = await run(more, { options: { ...options, duplicates: 'update' } });
  expect(updated.result).toMatchObject({ made: 2, changed: 1 });
  expect(
    (await all('deals', '&include=company.title')).map((one) => [
      one.title,
      one.company?.title,
      one.value.amount,
    ]),
  ).toEqual([
    ['Solar roof', 'Acme', '150.00'],
    ['Solar roof', 'Beta', '200.00'],
    ['Solar roof', 'Acme', '100.00'],
    ['Wind mill', undefined, '300.00'],
    ['Solar roof', undefined, '1.00'],
    ['Wind mill', 'Acme', '2.00'],
  ]);
  expect((await run(sheet)).result).toMatchObject({ made: 4 });
  const { body } = await upload(sheet);
  expect(body.data.options.match).not.toContain('title');
});

test('a second file of a program that gives its deals no ids suggests to know them by name and company', async () => {
  const { run, upload, undo } = await importing();
  const sheet = 'exports/rd-station-negociacoes.csv';
  const first = await run(sheet);
  expect(first.options.match).not.toContain('title');
  const { body } = await upload(sheet);
  expect(body.data.options.match).toContain('title');
  expect(body.data.preview[0]).toMatchObject({ outcome: 'match' });
  await undo(first.batch);
  expect((await upload(sheet)).body.data.options.match).not.toContain('title');
});
