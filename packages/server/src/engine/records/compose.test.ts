import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { importing } from '#test/importing.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let ada: Caller;

beforeEach(async () => {
  const firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
});

const made = async (company: object) => {
  const { status, body } = await ada.post('/companies', company);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data as { id: string };
};
const named = async ({ id }: { id: string }) => {
  const { title, name, firstName, lastName } = (await ada.get(`/companies/${id}`)).body.data;
  expect(title).toBe(name);
  return [name, firstName, lastName];
};

test('somebody who buys for themselves is asked for a first and a last name, a firm for one', async () => {
  const ana = await made({ type: 'personal', firstName: 'Ana', lastName: 'da Silva' });
  expect(await named(ana)).toEqual(['Ana da Silva', 'Ana', 'da Silva']);
  await ada.patch(`/companies/${ana.id}`, { lastName: 'Costa' });
  expect(await named(ana)).toEqual(['Ana Costa', 'Ana', 'Costa']);
  const found = await ada.get('/companies?q=costa');
  expect(found.body.data).toHaveLength(1);
  const nameless = await ada.post('/companies', { type: 'personal', city: null });
  expect(nameless.status).toBeGreaterThanOrEqual(400);
  const bare = await ada.post('/companies', { type: 'personal' });
  expect(bare.body.errors).toMatchObject([{ field: 'name', code: 'required' }]);
});

test('a full name that a file or a title brings is taken apart, and one that changes its type keeps its name', async () => {
  const joao = await made({ type: 'personal', name: 'Dr. João de Souza' });
  expect(await named(joao)).toEqual(['Dr. João de Souza', 'Dr. João', 'de Souza']);
  await ada.patch(`/companies/${joao.id}`, { name: 'João Souza' });
  expect(await named(joao)).toEqual(['João Souza', 'João', 'Souza']);

  const shop = await made({ name: 'Marta Nowak' });
  expect(await named(shop)).toEqual(['Marta Nowak', null, null]);
  const changed = await ada.patch(`/companies/${shop.id}`, { type: 'personal' });
  expect(await named(shop)).toEqual(['Marta Nowak', 'Marta', 'Nowak']);
  await ada.post(`/changes/${changed.body.batch}/undo`);
  expect(await named(shop)).toEqual(['Marta Nowak', null, null]);
});

test('a workspace says which of its types are named like people; none is left without a name', async () => {
  await ada.patch('/fields/company.type', {
    options: [{ value: 'company' }, { value: 'personal' }, { value: 'freelancer' }],
  });
  const people = { type: { in: ['personal', 'freelancer'] } };
  for (const part of ['firstName', 'lastName'])
    expect((await ada.patch(`/fields/company.${part}`, { showWhen: people })).status).toBe(200);
  const eva = await made({ type: 'freelancer', firstName: 'Eva', lastName: 'Król' });
  expect(await named(eva)).toEqual(['Eva Król', 'Eva', 'Król']);
  await ada.patch('/fields/company.firstName', { showWhen: { type: { eq: 'nobody' } } });
  const zen = await made({ type: 'freelancer', lastName: 'Zen' });
  expect(await named(zen)).toEqual(['Zen', null, 'Zen']);
  expect(await named(await made({ name: 'Acme' }))).toEqual(['Acme', null, null]);
});

test('a file brings people who buy for themselves, by one name or by two', async () => {
  const { run, all } = await importing();
  const text =
    'Type,First name,Last name,Company\nPersonal,Ana,Silva,\nPersonal,,,Rui Costa\n,,,Acme\n';
  const done = await run(
    { name: 'accounts.csv', text },
    {
      object: 'company',
      mapping: [
        { column: 'Type', field: 'type' },
        { column: 'First name', field: 'firstName' },
        { column: 'Last name', field: 'lastName' },
        { column: 'Company', field: 'name' },
      ],
    },
  );
  expect(done.result).toMatchObject({ made: 3 });
  const companies = await all('companies', '&fields=name,firstName,lastName,type');
  expect(companies.map((one) => [one.name, one.firstName, one.lastName])).toEqual([
    ['Ana Silva', 'Ana', 'Silva'],
    ['Rui Costa', 'Rui', 'Costa'],
    ['Acme', null, null],
  ]);
});
