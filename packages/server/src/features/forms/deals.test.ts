import { afterAll, beforeAll, expect, test } from 'vitest';
import { openForms, rosa } from '#test/web-forms.ts';

let web: Awaited<ReturnType<typeof openForms>>;
beforeAll(async () => {
  web = await openForms();
});
afterAll(() => web.stop());

/** A pipeline beside the first, and its second stage. */
async function secondPipeline(name: string) {
  const { ada } = web;
  const pipeline = (await ada.post('/pipelines', { name })).body.data.id;
  const stage = async (values: object) =>
    (await ada.post('/stages', { pipeline, ...values })).body.data.id;
  await stage({ name: 'Asked', position: 0 });
  const called = await stage({ name: 'Called', position: 1 });
  const won = await stage({ name: 'Sold', position: 2, means: 'won' });
  return { pipeline: String(pipeline), called: String(called), won: String(won) };
}

const theDeal = async (lead: { deal: string | null }) =>
  (await web.ada.get(`/deals/${lead.deal}?include=people,company`)).body.data;

test('a form makes deals: in the pipeline and stage that it names, with person and company, and the lead tells where they came from (pain 29)', async () => {
  const { firm, ada, form } = web;
  const rui = await firm.makeUser({ name: 'Rui' });
  const { pipeline, called } = await secondPipeline('Inbound');
  await ada.post('/fields', {
    ...{ object: 'deal', name: 'seats', kind: 'integer', label: { en: 'Seats' } },
  });
  const { send, leads } = await form({
    ...{ makes: 'deal', pipeline, stage: called, owner: rui.id, tags: ['Web'] },
    fields: [
      { field: 'lastName', required: true },
      { field: 'emails', required: true },
      { field: 'companyName' },
      { field: 'topic' },
      { field: 'deal.expectedClose' },
      { field: 'deal.seats', required: true },
    ],
  });
  const wrong = await send({ ...rosa, 'deal.seats': 'many' });
  expect(wrong.body.errors).toMatchObject([{ field: 'deal.seats' }]);
  const sent = await send({
    ...{ ...rosa, companyName: 'Acme', topic: 'Ten pumps', utmSource: 'google' },
    ...{ 'deal.seats': '12', 'deal.expectedClose': '2027-01-31', 'deal.value': '1' },
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  const [lead] = (await leads()).data;
  expect(lead).toMatchObject({ state: 'qualified', owner: rui.id, utmSource: 'google' });
  expect(await theDeal(lead)).toMatchObject({
    ...{ name: 'Ten pumps', pipeline, stage: called, status: 'open', owner: rui.id, value: null },
    ...{ seats: 12, expectedClose: '2027-01-31', source: 'webForm', tags: ['Web'] },
    ...{ company: { title: 'Acme' }, people: [{ title: 'Prado' }] },
  });
});

test('who is known already is not made a second time, and their deal is whose they are', async () => {
  const { firm, ada, form } = web;
  const [rui, eva] = [await firm.makeUser({ name: 'Rui' }), await firm.makeUser({ name: 'Eva' })];
  const company = (await ada.post('/companies', { name: 'Olive Grove' })).body.data.id;
  const emails = ['ines@olive.example'];
  const person = (
    await ada.post('/people', { ...{ lastName: 'Oliva', emails, company, owner: eva.id } })
  ).body.data.id;
  const { send, leads } = await form({ makes: 'deal', owner: rui.id });
  await send({ lastName: 'Oliva', emails: 'INES@olive.example', companyName: 'Olive Grove' });
  const [lead] = (await leads()).data;
  expect(await theDeal(lead)).toMatchObject({
    ...{ owner: eva.id, company: { id: company }, people: [{ id: person }] },
  });
});

test('the same post makes one deal, and one that cannot be a deal is a lead that says all the same what was sent', async () => {
  const { firm, ada, form, visitor, later } = web;
  const rui = await firm.makeUser({ name: 'Rui' });
  const once = await form({ makes: 'deal', owner: rui.id });
  const proof = await once.proven();
  later();
  const many = Array.from({ length: 20 }, () =>
    visitor().post(once.path, { lastName: 'Uno', emails: 'uno@once.example', ...proof }),
  );
  expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(20).fill(201));
  const filter = encodeURIComponent(JSON.stringify({ name: { eq: 'Uno' } }));
  expect((await ada.get(`/deals?total=exact&filter=${filter}`)).body.page.total).toBe(1);

  // Nobody's: no owner, and no rule gives it to anybody.
  const free = await form({
    makes: 'deal',
    fields: [{ field: 'emails' }, { field: 'description' }, { field: 'deal.expectedClose' }],
  });
  const sent = {
    emails: 'a@free.example',
    description: 'Hello',
    'deal.expectedClose': '2027-02-01',
  };
  expect((await free.send(sent)).status).toBe(201);
  expect((await free.leads()).data).toMatchObject([
    { state: 'new', deal: null, processing: 'waiting', owner: null },
  ]);
  expect((await free.leads()).data[0].description).toBe('Hello\n\nExpected close: 2027-02-01');
});

test('a form asks of a deal only what its lead does not bring along, and begins only in an open stage of its pipeline', async () => {
  const { ada, form } = web;
  const asked = async (makes: string) =>
    (await ada.get(`/forms/questions?language=en&makes=${makes}`)).body.data.map(
      (one: { field: string }) => one.field,
    );
  const ofDeals = await asked('deal');
  expect(ofDeals).toEqual(expect.arrayContaining(['lastName', 'topic', 'deal.expectedClose']));
  for (const name of ['name', 'description', 'owner', 'lostNote', 'closedOn', 'externalId'])
    expect(ofDeals).not.toContain(`deal.${name}`);
  expect((await asked('lead')).some((name: string) => name.startsWith('deal.'))).toBe(false);

  const { pipeline, won } = await secondPipeline('Other');
  const refused = async (values: object) => {
    const { status, body } = await ada.post('/forms', { name: crypto.randomUUID(), ...values });
    return `${status} ${body.errors?.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)}`;
  };
  const fields = [{ field: 'emails' }, { field: 'deal.expectedClose' }];
  expect(await refused({ fields })).toBe('422 fields.1 form_field');
  expect(await refused({ makes: 'deal', pipeline, stage: won })).toBe('422 stage not_among');
  expect(await refused({ makes: 'order' })).toBe('422 makes option');
  const { id } = await form({ makes: 'deal', fields });
  expect((await ada.patch(`/forms/${id}`, { makes: 'lead' })).body.errors).toMatchObject([
    { field: 'fields.1', code: 'form_field' },
  ]);
});
