import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, eventually, inBackground, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addDuplicateRoutes } from './index.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => addDuplicateRoutes(app, api));
  const rep = await firm.makeUser({ name: 'Rita Rep' });
  return { ada: door.as(firm.admin), rita: door.as(rep) };
}

const make = async (who: Caller, plural: string, values: object): Promise<string> => {
  const { body } = await who.post(`/${plural}`, values);
  if (!body.data) throw new Error(JSON.stringify(body));
  return body.data.id;
};
interface Answer {
  data: { strength: string; records: { id: string }[]; reasons: { by: string }[] }[];
  counts: Record<string, number>;
}
const page = async (who: Caller, query: string): Promise<Answer> =>
  (await who.get(`/duplicates?object=${query}`)).body;
const typed = async (who: Caller, plural: string, values: object, query = '') =>
  (await who.post(`/${plural}/duplicates${query}`, values)).body.data.records;

test('whoever types is told of the same e-mail, phone, domain, tax number and a similar name, the surest first', async () => {
  const { ada } = await open();
  const acme = await make(ada, 'companies', {
    ...{ name: 'Metalúrgica São João Ltda', domain: 'https://www.saojoao.example/contato' },
    vatNumber: 'IT 123.456.789-01',
  });
  const found = async (values: object) =>
    (await typed(ada, 'companies', values)).map(
      (one: { id: string; strength: string; reasons: { by: string; value?: string }[] }) =>
        `${one.id === acme} ${one.strength} ${one.reasons.map(({ by, value }) => `${by} ${value ?? ''}`.trim()).join(', ')}`,
    );
  expect(await found({ name: 'Sao Joao Metalurgica S.A.' })).toEqual(['true likely name']);
  expect(await found({ name: 'Metalurgca Sao Joao' })).toEqual(['true weak name']);
  expect(await found({ vatNumber: '12345678901' })).toEqual(['true strong taxId 12345678901']);
  expect(await found({ emails: [{ value: 'ana@saojoao.example' }] })).toEqual([
    'true likely domain saojoao.example',
  ]);
  expect(await found({ name: 'Metalurgica Sao Joao', vatNumber: 'IT99999999999' })).toEqual([
    'true weak name',
  ]);
  expect(await found({ emails: [{ value: 'sao.joao@gmail.com' }] })).toEqual([]);
  expect(await found({ name: '', domain: '', emails: [] })).toEqual([]);
});

test('the one that is being changed is no duplicate of itself; a lead is found among people and companies', async () => {
  const { ada } = await open();
  const emails = [{ value: 'ada@acme.example' }];
  const person = await make(ada, 'people', { firstName: 'Ada', lastName: 'Rossi', emails });
  const company = await make(ada, 'companies', { name: 'Acme Pumps', domain: 'acme.example' });
  expect(await typed(ada, 'people', { emails }, `?but=${person}`)).toEqual([]);
  const found = await typed(ada, 'leads', {
    lastName: 'Other',
    companyName: 'ACME Pumps srl',
    emails,
  });
  expect(found).toMatchObject([
    { object: 'person', id: person, strength: 'strong', reasons: [{ by: 'email' }] },
    {
      object: 'company',
      id: company,
      strength: 'strong',
      reasons: [{ by: 'domain' }, { by: 'name' }],
    },
  ]);
});

test('groups of probable duplicates follow what people do, and blanks are never alike', async () => {
  const { ada, rita } = await open();
  for (let i = 0; i < 3; i++)
    await make(ada, 'people', { jobTitle: `Nameless ${i}`, nickname: `N${i}` });
  const emails = [{ value: 'rossi@acme.example' }];
  const ids = [
    await make(ada, 'people', { firstName: 'Ada', lastName: 'Rossi', emails }),
    await make(ada, 'people', { firstName: 'A.', lastName: 'R.', emails }),
    await make(ada, 'people', { firstName: 'Rossi', lastName: 'Ada' }),
  ];
  const groups = async (who = ada, more = '') => (await page(who, `person${more}`)).data;
  await eventually(async () => (await groups())[0]?.records.length === 3);
  expect(await groups()).toMatchObject([
    {
      strength: 'strong',
      records: ids.map((id) => ({ id })),
      reasons: [{ by: 'email' }, { by: 'name' }],
    },
  ]);
  expect((await page(ada, 'person')).counts).toEqual({ strong: 1, likely: 0, weak: 1 });
  expect(await groups(ada, '&strength=weak')).toMatchObject([{ strength: 'weak' }]);
  expect(await groups(rita)).toEqual([]);

  const told = { object: 'person', ids };
  expect((await rita.post('/duplicates/apart', told)).status).toBe(403);
  expect((await ada.post('/duplicates/apart', told)).status).toBe(204);
  expect(await groups()).toEqual([]);
  await ada.post('/duplicates/together', told);
  expect(await groups()).toHaveLength(1);
  await ada.patch(`/people/${ids[1]}`, { emails: [{ value: 'other@acme.example' }] });
  await eventually(async () => (await groups())[0]?.records.length === 2);
  await ada.delete(`/people/${ids[0]}`);
  await eventually(async () => (await groups()).length === 0);
});

test('deals are the same only within a company; what a thousand share tells nothing', async () => {
  const { ada } = await open();
  const company = await make(ada, 'companies', { name: 'Acme' });
  for (const values of [{ company }, { company }, {}])
    await make(ada, 'deals', { name: 'Ten pumps', ...values });
  const create = Array.from({ length: 30 }, () => ({ firstName: 'Maria', lastName: 'Silva' }));
  await ada.post('/people/batch', { create });
  await eventually(async () => (await page(ada, 'deal')).data[0]?.records.length === 2);
  expect(await typed(ada, 'people', { firstName: 'Maria', lastName: 'Silva' })).toEqual([]);
  expect((await ada.get('/duplicates?object=note')).status).toBe(404);
});
