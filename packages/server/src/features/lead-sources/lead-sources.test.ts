import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, callerOf } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Awaited<ReturnType<typeof openOutside>>;
let ada: Caller;
beforeAll(async () => {
  firm = await workspace({ country: 'IT' });
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});
afterAll(() => outside.http.stop(1000));

async function source(values: object = {}) {
  const made = await ada.post('/lead-sources', { name: crypto.randomUUID(), ...values });
  const { id, origin } = made.body.data;
  const { key } = (await ada.post(`/lead-sources/${id}/key`)).body.data;
  const send = (body: unknown, headers = {}) =>
    outside.anybody.post(`/lead-sources/${key}`, body, headers);
  const lead = async (body: unknown) => {
    const sent = await send(body);
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    return (await ada.get(`/leads/${sent.body.data.id}`)).body.data;
  };
  return { id: String(id), origin, key: String(key), send, lead };
}

test('what a marketing tool sends becomes a lead, whatever it calls things, and nothing is lost', async () => {
  const { id, lead } = await source({ source: 'campaign', priority: 'high', tags: ['Fair'] });
  const made = await lead({
    name: 'Rosa Prado',
    contact: { email: 'rosa@acme.example', phone: '011 555 0100' },
    company_name: 'Acme',
    job_title: 'Buyer',
    country: 'Brasil',
    utm_source: 'google',
    utm_campaign: 'spring',
    message: 'Please call me',
    favourite_colour: 'green',
    score: 'very high',
  });
  expect(made).toMatchObject({
    ...{ firstName: 'Rosa', lastName: 'Prado', companyName: 'Acme', jobTitle: 'Buyer' },
    ...{ utmSource: 'google', utmCampaign: 'spring', country: 'BR', owner: null, state: 'new' },
    ...{ source: 'campaign', priority: 'high', tags: ['Fair'], receivedFrom: id },
    emails: [{ value: 'rosa@acme.example' }],
    phones: [{ value: '+55115550100' }],
    processing: 'waiting',
  });
  expect(made.description).toBe('Please call me\n\nfavourite_colour: green\nscore: very high');
});

test('a plain form is taken as well, and its names go where the source says', async () => {
  const campaign = (await ada.post('/campaigns', { name: 'Spring' })).body.data.id;
  const { key, id } = await source({ mapping: { q7: 'companyName', camp: 'campaign' } });
  const sent = await outside.http.app.inject({
    method: 'POST',
    url: `/api/v1/lead-sources/${id}`,
    headers: { 'x-api-key': key, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'q7=Acme+%26+Sons&e-mail=ada%40acme.example&camp=spring',
  });
  expect(sent.statusCode).toBe(201);
  const { data } = (await ada.get(`/leads/${sent.json().data.id}`)).body;
  expect(data).toMatchObject({ companyName: 'Acme & Sons', campaign });
  expect(data.emails).toMatchObject([{ value: 'ada@acme.example' }]);
});

test('the same external id makes one lead, also when fifty come at once (EP-LPROC-01)', async () => {
  const { send, id } = await source();
  const body = { email: 'ada@acme.example', external_id: 'rd-7' };
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(body)));
  expect(new Set(answers.map((one) => one.body.data.id)).size).toBe(1);
  expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
  expect(answers.filter((one) => one.status === 200)).toHaveLength(49);
  await ada.patch(`/lead-sources/${id}`, { name: 'Renamed' });
  expect((await send(body)).status).toBe(200);
  const other = await source();
  expect((await other.send(body)).status).toBe(201);
});

test('T24 a stranger’s key opens nothing, an ended one neither, and whoever guesses waits', async () => {
  const { id, key, send } = await source();
  const body = { email: 'ada@acme.example' };
  expect(key).not.toContain(id);
  const next = (await ada.post(`/lead-sources/${id}/key`)).body.data.key;
  expect((await send(body)).status).toBe(401);
  const named = (headers: Record<string, string>) =>
    outside.anybody.post(`/lead-sources/${id}`, body, headers);
  expect((await named({})).status).toBe(401);
  expect((await named({ authorization: `Bearer ${next}` })).status).toBe(201);
  const other = await source();
  expect((await named({ 'x-api-key': other.key })).status).toBe(401);
  const stranger = callerOf(outside.http.app, { 'x-forwarded-for': '203.0.113.9' });
  const guess = () => stranger.post(`/lead-sources/in_${'a'.repeat(44)}`, body);
  for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);
  const { rows } = await firm.engine.database.query('select * from lead_source_key', []);
  expect(JSON.stringify(rows)).not.toContain(next);
});

test('what is no lead is refused in words, what is too large before it is read, and a source takes no more than it should', async () => {
  const { send, id } = await source();
  expect((await send({ colour: 'green' })).body).toMatchObject({
    status: 422,
    title: 'There is no lead in this',
  });
  expect((await send([{ email: 'a@b.example' }])).status).toBe(400);
  expect((await send({ email: 'a@b.example', text: 'x'.repeat(66_000) })).status).toBe(413);
  expect((await send({ email: 'a@b.example', owner: firm.admin.id })).status).toBe(201);
  await ada.patch(`/lead-sources/${id}`, { active: false });
  expect((await send({ email: 'a@b.example' })).status).toBe(409);
  await ada.patch(`/lead-sources/${id}`, { active: true });
  // Nothing comes into a module that the firm has put away (OO-PERM-08).
  await ada.patch('/objects/lead', { off: true });
  expect((await send({ email: 'a@b.example' })).body.reason).toBe('source_off');
  await ada.patch('/objects/lead', { off: false });
  await ada.patch(`/lead-sources/${id}`, { perMinute: 5 });
  const answers = [];
  for (let n = 0; n < 8; n++) answers.push((await send({ email: `a${n}@b.example` })).status);
  expect(answers).toContain(429);
  const wrong = await ada.post('/lead-sources', { name: 'A', mapping: { a: 'owner' } });
  expect(wrong.body.errors).toMatchObject([{ field: 'mapping.a', code: 'unknown_field' }]);
});

test('an administrator sees what came by each source, and nobody sees its key again', async () => {
  const { id, key, lead, send } = await source();
  await lead({ email: 'ada@acme.example' });
  const factsNow = async () =>
    (await ada.get('/lead-sources/keys')).body.data.find(
      (one: { source: string }) => one.source === id,
    );
  expect(await factsNow()).toMatchObject({ received: 1, hint: key.slice(-8, -4), refused: 0 });
  expect(JSON.stringify((await ada.get(`/lead-sources/${id}`)).body)).not.toContain(key);
  await send({ colour: 'green' });
  expect(await factsNow()).toMatchObject({
    ...{ received: 1, refused: 1, lastRefusedAt: expect.any(String) },
    lastRefusal: { code: 'invalid', reason: 'lead_empty' },
  });
});
