import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, eventually } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { openForms, prove, rosa } from '#test/web-forms.ts';

let web: Awaited<ReturnType<typeof openForms>>;
beforeAll(async () => {
  web = await openForms({ rules: true });
});
afterAll(() => web.stop());

test('what a visitor fills in becomes a lead, with what the form says of tags, campaign and consent, and whom it names is told (OO-WEB-01, 04, 05)', async () => {
  const { firm, outside, ada, form } = web;
  const rui = await firm.makeUser({ name: 'Rui' });
  const campaign = (await ada.post('/campaigns', { name: 'Spring' })).body.data.id;
  const { send, leads } = await form({
    ...{ tags: ['Web'], campaign, notify: [rui.id], consentText: 'You may write to me.' },
    fields: [
      { field: 'lastName', label: 'Your surname', required: true },
      { field: 'emails', required: true },
      { field: 'phones' },
      { field: 'companyName' },
      { field: 'addresses.city' },
      { field: 'addresses.country' },
      { field: 'description' },
    ],
  });
  const sent = await send({
    ...rosa,
    ...{ phones: '011 555 0100', companyName: 'Acme', description: 'Call me,\nplease' },
    ...{ 'addresses.city': 'Torino', 'addresses.country': 'Italia', 'relata-consent': 'true' },
    ...{ utmSource: 'google', landingPage: 'https://www.firm.example/pumps' },
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  expect(sent.body).toEqual({
    data: { redirect: null, thanks: 'Thank you. We have received your message.' },
  });
  const [lead] = (await leads()).data;
  expect(lead).toMatchObject({
    ...{ lastName: 'Prado', companyName: 'Acme', description: 'Call me,\nplease', owner: null },
    ...{ emails: [{ value: 'rosa@acme.example' }], phones: [{ value: '011 555 0100' }] },
    addresses: [{ city: 'Torino', country: 'IT' }],
    ...{ tags: ['Web'], campaign, source: 'webForm', utmSource: 'google' },
    ...{ landingPage: 'https://www.firm.example/pumps', createdBy: null },
    ...{ consent: 'given', consentText: 'You may write to me.' },
  });
  expect(Date.parse(lead.consentAt)).toBe(Date.parse(lead.createdAt));

  const his = await outside.as(rui);
  const told = async () => (await his.get('/notifications')).body.data;
  const [news] = await told();
  expect(news).toMatchObject({ kind: 'form', record: lead.id });
  expect(news.lists).toContainEqual({
    label: 'E-mail',
    value: expect.stringContaining('rosa@acme.example'),
  });
  await ada.post(`/leads/${lead.id}/anonymise`);
  expect(JSON.stringify(await told())).not.toContain('rosa@acme.example');
});

test('a lead goes to whom the form says, else by the lead rules; who is known already to whose they are, and the visitor learns nothing of it', async () => {
  const { firm, ada, form } = web;
  const rui = await firm.makeUser({ name: 'Rui' });
  const eva = await firm.makeUser({ name: 'Eva' });
  await ada.post('/lead-rules', { name: 'All to Eva', targets: [{ user: eva.id, percent: 100 }] });
  const decided = (one: Awaited<ReturnType<typeof form>>) =>
    eventually(async () => {
      const { data } = await one.leads();
      return data.every((lead: { processing: string }) => lead.processing !== 'waiting') && data;
    });
  const his = await form({ owner: rui.id });
  await his.send({ lastName: 'Uno', emails: 'uno@first.example' });
  expect(await decided(his)).toMatchObject([{ owner: rui.id, processing: 'assigned' }]);
  const open = await form();
  const first = await open.send({ lastName: 'Due', emails: 'due@second.example' });
  expect(await decided(open)).toMatchObject([{ owner: eva.id, processing: 'assigned' }]);
  const again = await his.send({ lastName: 'Due', emails: 'due@second.example' });
  expect(again.body).toEqual(first.body);
  expect((await decided(his))[0]).toMatchObject({ owner: eva.id, processing: 'duplicate' });
});

test('a plain form without any script on its page lands on ours, where one click more sends it', async () => {
  const { visitor, later, form, plainly } = web;
  const { path, leads, key } = await form({ language: 'it', thanks: 'Grazie mille' });
  const who = visitor();
  const landed = await plainly(who, path, { ...rosa, companyName: 'A "B" & <C>' });
  expect(landed.statusCode).toBe(200);
  expect(landed.body).toContain('Controlla i dati inseriti');
  expect(landed.body).toContain('value="A &quot;B&quot; &amp; &lt;C&gt;"');
  expect((await leads()).page.total).toBe(0);
  const ticket = /name="relata-ticket" value="([^"]+)"/.exec(landed.body)?.[1] ?? '';
  later();
  const sent = await plainly(who, path, {
    ...rosa,
    ...{ 'relata-ticket': ticket, 'relata-proof': prove(ticket) },
  });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `/api/v1/forms/${key}?sent=1`]);
  expect((await leads()).page.total).toBe(1);
  const thanked = await who.get(`${path}?sent=1`);
  expect(thanked.raw.toString()).toContain('Grazie mille');
});

test('what is missing or cannot be read is said beside the answer, in the form’s language, and a form that is off or replaced says so (OO-WEB-07)', async () => {
  const { ada, visitor, form, plainly } = web;
  const { send, id, path, leads, key } = await form({
    language: 'pl',
    consentText: 'Zgadzam się',
  });
  const wrong = await send({ emails: 'rosa at acme' });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors).toMatchObject([
    { field: 'emails', code: 'email_invalid', message: expect.stringContaining('rosa at acme') },
    { field: 'lastName', code: 'required', message: 'Uzupełnij to pole.' },
    { field: 'relata-consent', code: 'consent', message: 'Zaznacz to pole' },
  ]);
  const plain = await plainly(visitor(), path, { ...rosa, 'relata-ticket': 'x' });
  expect(plain.statusCode).toBe(422);
  expect(plain.body).toContain('Nie udało się wysłać');
  await ada.patch(`/forms/${id}`, { active: false });
  const off = await visitor().post(path, rosa);
  expect(off.body).toMatchObject({ status: 400, title: 'Ten formularz jest zamknięty' });
  await ada.patch(`/forms/${id}`, { active: true });
  // Where a firm puts the module away, its forms say the same until it is back (OO-PERM-08).
  for (const isOff of [true, false]) {
    await ada.patch('/objects/lead', { off: isOff });
    const post = await visitor().post(path, rosa);
    expect(post.body.reason === 'form_off', String(isOff)).toBe(isOff);
    const shown = await visitor().get(path);
    expect(shown.raw.toString().includes('Ten formularz jest zamknięty'), String(isOff)).toBe(
      isOff,
    );
  }
  const renewed = await ada.post(`/forms/${id}/renewKey`);
  expect(renewed.status).toBeLessThan(300);
  expect((await ada.get(`/forms/${id}`)).body.data.key).not.toBe(key);
  for (const gone of [path, `/forms/form_${'A'.repeat(44)}`]) {
    const refused = await visitor().post(gone, rosa);
    expect(refused.body).toMatchObject({ status: 400, reason: 'form_unknown' });
  }
  expect((await leads()).page.total).toBe(0);
});

test('a form that could not work is refused when it is made', async () => {
  const { ada } = web;
  const codes = async (values: object) => {
    const { status, body } = await ada.post('/forms', { name: crypto.randomUUID(), ...values });
    return `${status} ${body.errors?.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)}`;
  };
  for (const redirect of ['http://a.example', 'javascript:alert(1)', 'https://a@b.example', '/x'])
    expect(await codes({ redirect })).toBe('422 redirect https_address');
  expect(await codes({ fields: [] })).toBe('422 fields form_fields');
  expect(await codes({ fields: [{ field: 'emails' }, { field: 'emails' }] })).toBe(
    '422 fields form_fields',
  );
  for (const field of [
    'owner',
    'state',
    'deal',
    'utmSource',
    'externalId',
    'consent',
    'constructor',
  ])
    expect(await codes({ fields: [{ field: 'emails' }, { field }] })).toBe(
      '422 fields.1 form_field',
    );
  expect(await codes({ fields: [{ field: 'description' }] })).toBe('422 fields form_names');
  expect(await codes({ sites: ['javascript:x'] })).toBe('422 sites sites');
});

test('own fields are asked for as well, but for what is unique; a choice is one of its list', async () => {
  const { ada, form } = web;
  const field = (name: string, more: object) =>
    ada.post('/fields', { object: 'lead', name, label: { en: name, it: `${name} it` }, ...more });
  await field('seats', { kind: 'integer' });
  await field('plan', { kind: 'multiSelect', options: [{ value: 'a' }, { value: 'b' }] });
  await field('badge', { kind: 'text', unique: true });
  const { data } = (await ada.get('/forms/questions?language=it')).body;
  const names = data.map((one: { field: string }) => one.field);
  expect(names).toEqual(expect.arrayContaining(['seats', 'plan', 'addresses.city', 'topic']));
  expect(names).not.toContain('badge');
  const { send, leads } = await form({
    fields: [{ field: 'emails' }, { field: 'seats', required: true }, { field: 'plan' }],
  });
  const wrong = await send({ emails: 'a@b.example', seats: 'many', plan: ['c'] });
  expect(wrong.body.errors.map((one: { field: string }) => one.field)).toEqual(['seats', 'plan']);
  expect((await send({ emails: 'a@b.example', seats: '12', plan: ['a', 'b'] })).status).toBe(201);
  expect((await leads()).data).toMatchObject([{ seats: 12, plan: ['a', 'b'] }]);
});

test('what the workspace asks of its people is not asked of a visitor who never sees it', async () => {
  const { ada, form } = web;
  await ada.patch('/fields/lead.jobTitle', { required: true });
  const { send } = await form();
  expect((await send(rosa)).status).toBe(201);
  await ada.patch('/fields/lead.jobTitle', { required: false });
});

test('an administrator sees how much was sent and why the rest was refused', async () => {
  const { firm, ada, later, form } = web;
  const server = await openOutside(firm);
  const { id, path, proven } = await form();
  const who = callerOf(server.http.app, { 'x-forwarded-for': '2001:db8:ffff::1' });
  const proof = await proven();
  later();
  await who.post(path, { ...rosa, ...proof });
  await who.post(path, rosa);
  await who.post(path, { ...rosa, ...proof, 'your-website': 'x' });
  await server.http.stop(1000);
  const { data } = (await ada.get('/forms/tallies')).body;
  const counts = Object.fromEntries(
    data
      .filter((one: { form: string }) => one.form === id)
      .map((one: { outcome: string; count: number }) => [one.outcome, one.count]),
  );
  expect(counts).toEqual({ taken: 1, proof: 1, trap: 1 });
});
