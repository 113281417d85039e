import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Awaited<ReturnType<typeof openOutside>>;
let ada: Caller;
let key: string;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());
beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  const { id } = (await ada.post('/lead-sources', { name: 'Web' })).body.data;
  ({ key } = (await ada.post(`/lead-sources/${id}/key`)).body.data);
});

const idOf = async (path: string, body: object): Promise<string> => {
  const made = await ada.post(path, body);
  if (!made.body.data) throw new Error(JSON.stringify(made.body));
  return made.body.data.id;
};
const rule = (values: object) => idOf('/lead-rules', { name: crypto.randomUUID(), ...values });
const read = async (id: string) => (await ada.get(`/leads/${id}`)).body.data;
const send = async (body: object): Promise<string> => {
  const sent = await outside.anybody.post(`/lead-sources/${key}`, body);
  if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
  return sent.body.data.id;
};
/** The lead once the rules have looked at it. */
const settled = (id: string) =>
  eventually(async () => {
    const lead = await read(id);
    return lead.processing === 'waiting' ? null : lead;
  });
const arrive = async (body: object) => settled(await send(body));
const team = async (people: TestUser[]) =>
  idOf('/teams', { name: crypto.randomUUID(), members: people.map((one) => one.id) });
const log = async (query: string) => (await ada.get(`/lead-decisions?${query}`)).body.data;

test('a lead is made first, then the first rule that matches gives it to somebody and says why (EP-LPROC-02, 03, 04, 12)', async () => {
  const [rita, paolo] = [await firm.makeUser({ name: 'Rita' }), await firm.makeUser()];
  const campaign = await idOf('/campaigns', { name: 'Spring' });
  const italy = await rule({
    name: 'Italy',
    priority: 1,
    filter: { country: { eq: 'IT' } },
    targets: [{ user: rita.id, percent: 100 }],
    set: { priority: 'urgent', campaign, tags: ['South'] },
  });
  await rule({
    priority: 2,
    targets: [{ user: paolo.id, percent: 100 }],
    filter: { source: { empty: false } },
  });
  const lead = await arrive({ email: 'a@acme.example', country: 'Italia', tags: 'Fair' });
  expect(lead).toMatchObject({
    ...{ owner: rita.id, originalOwner: rita.id, priority: 'urgent', campaign },
    ...{ processing: 'assigned', tags: ['Fair', 'South'] },
  });
  expect(await log(`lead=${lead.id}`)).toMatchObject([
    {
      outcome: 'assigned',
      rule: { id: italy, name: 'Italy' },
      owner: { id: rita.id, name: 'Rita' },
      why: { filter: { country: { eq: 'IT' } }, percent: 100, had: 0, of: 0 },
    },
  ]);
  const unread = await eventually(async () => {
    const { data } = (await (await outside.as(rita)).get('/notifications')).body;
    return data.length ? data : null;
  });
  expect(unread).toMatchObject([{ kind: 'owner', object: 'lead', record: lead.id }]);
  await ada.patch(`/leads/${lead.id}`, { owner: paolo.id });
  expect(await read(lead.id)).toMatchObject({ owner: paolo.id, originalOwner: rita.id });
});

test('what no rule matches stays in the free pool, in the view of what is unprocessed (EP-LPROC-10)', async () => {
  await rule({
    filter: { country: { eq: 'PL' } },
    targets: [{ user: firm.admin.id, percent: 100 }],
  });
  const lead = await arrive({ email: 'a@acme.example', country: 'IT' });
  expect(lead).toMatchObject({ owner: null, processing: 'unprocessed' });
  const views = (await ada.get('/views?filter={"name":{"eq":"Unprocessed leads"}}')).body.data;
  const { data } = (await ada.get(`/leads?view=${views[0].id}`)).body;
  expect(data.map((one: { id: string }) => one.id)).toEqual([lead.id]);
  expect(await log(`lead=${lead.id}`)).toMatchObject([{ outcome: 'unprocessed', rule: null }]);
  const own = await idOf('/leads', { lastName: 'By hand' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await read(own)).toMatchObject({ owner: firm.admin.id, processing: null });
});

test('twenty that come at once are split as planned, to people, to teams by turn, to partners (EP-LPROC-05, 07, 11)', async () => {
  const [rita, a, b, gone] = await Promise.all([1, 2, 3, 4].map(() => firm.makeUser()));
  if (!rita || !a || !b || !gone) throw new Error('nobody');
  const partner = await idOf('/companies', { name: 'Partner & Co', owner: b.id });
  await rule({
    name: 'Everybody',
    targets: [
      { user: rita.id, percent: 50 },
      { team: await team([a, gone]), percent: 30 },
      { partner, percent: 20 },
    ],
  });
  await ada.post(`/users/${gone.id}/deactivate`, { handOverTo: rita.id });
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, n) => send({ email: `p${n}@firm${n}.example` })),
  );
  const leads = await Promise.all(ids.map(settled));
  const of = (owner: string) => leads.filter((one) => one.owner === owner).length;
  expect([of(rita.id), of(a.id), of(b.id)]).toEqual([10, 6, 4]);
  expect(leads.filter((one) => one.partner === partner)).toHaveLength(4);
  const today = new Date(firm.clock.now()).toISOString().slice(0, 10);
  const check = await ada.get(`/lead-rules/split-check?from=${today}&to=${today}`);
  expect(check.body.data).toMatchObject([
    { rule: { name: 'Everybody' }, planned: 50, given: 10, real: 50 },
    { planned: 30, given: 6, real: 30 },
    { target: { kind: 'partner', name: 'Partner & Co' }, planned: 20, given: 4, real: 20 },
  ]);
});

test('who is known already is flagged, linked, given to whose it was, and counts for nobody (EP-LPROC-06)', async () => {
  const [rita, paolo] = [await firm.makeUser(), await firm.makeUser()];
  await rule({
    targets: [
      { user: rita.id, percent: 50 },
      { user: paolo.id, percent: 50 },
    ],
  });
  const person = await idOf('/people', {
    ...{ lastName: 'Rossi', owner: paolo.id },
    phones: ['+39 011 555 0100'],
  });
  const company = await idOf('/companies', { name: 'Acme', owner: paolo.id });
  const first = await arrive({ email: 'a@x.example' });
  expect(first.owner).toBe(rita.id);
  const again = await arrive({ email: 'A@X.example', name: 'Ann Other' });
  expect(again).toMatchObject({ processing: 'duplicate', duplicateOf: first.id, owner: rita.id });
  const third = await arrive({ email: 'a@x.example' });
  expect(third).toMatchObject({ duplicateOf: first.id });
  const byPhone = await arrive({ email: 'new@y.example', phone: '0039 011 5550100' });
  expect(byPhone).toMatchObject({ processing: 'duplicate', person, owner: paolo.id });
  const byName = await arrive({ email: 'other@z.example', company: 'ACME' });
  expect(byName).toMatchObject({ processing: 'duplicate', company, owner: paolo.id });
  const abroad = await arrive({ email: 'pl@z.example', company: 'Acme', country: 'Polska' });
  expect(abroad).toMatchObject({ processing: 'assigned', owner: paolo.id });
  expect(await log(`lead=${byPhone.id}`)).toMatchObject([
    { outcome: 'duplicate', why: { by: 'phones' }, original: { object: 'person', name: 'Rossi' } },
  ]);
  const source = String(byPhone.receivedFrom);
  expect((await log(`source=${source}`)).length).toBeGreaterThan(5);
  expect(await log(`source=${crypto.randomUUID()}`)).toEqual([]);
});

test('two leads of one person that come at the same moment are one and its copy', async () => {
  await rule({ targets: [{ user: firm.admin.id, percent: 100 }] });
  const ids = await Promise.all(Array.from({ length: 6 }, () => send({ email: 'a@x.example' })));
  const leads = await Promise.all(ids.map(settled));
  const first = ids.toSorted()[0];
  expect(leads.filter((one) => one.processing === 'assigned').map((one) => one.id)).toEqual([
    first,
  ]);
  expect(new Set(leads.map((one) => one.duplicateOf))).toEqual(new Set([null, first]));
});

test('executing a rule puts the free pool through it; a dry run says what would happen and does nothing (EP-LPROC-09)', async () => {
  const rita = await firm.makeUser({ name: 'Rita' });
  const pool: string[] = [];
  for (const n of [1, 2, 3])
    pool.push(await idOf('/leads', { lastName: `L${n}`, owner: null, score: n }));
  const mine = await idOf('/leads', { lastName: 'Mine', score: 3 });
  const id = await rule({
    ...{ active: false, filter: { score: { gte: 2 } } },
    targets: [{ user: rita.id, percent: 100 }],
  });
  const dry = await ada.post(`/lead-rules/${id}/run`, { dryRun: true });
  expect(dry.body.data).toMatchObject({ looked: 3, assigned: 2, unprocessed: 1, batch: null });
  expect(dry.body.data.decisions[1]).toMatchObject({
    ...{ lead: { name: 'L2' }, outcome: 'assigned', owner: { name: 'Rita' } },
    why: { percent: 100, had: 0, of: 0 },
  });
  expect(await read(pool[1] ?? '')).toMatchObject({ owner: null, processing: null });
  expect(await log(`rule=${id}`)).toEqual([]);
  const done = await ada.post(`/lead-rules/${id}/run`);
  expect(done.body.data).toMatchObject({ looked: 3, assigned: 2, unprocessed: 1 });
  expect((await Promise.all(pool.map(read))).map((one) => one.owner)).toEqual([
    null,
    rita.id,
    rita.id,
  ]);
  expect((await read(mine)).owner).toBe(firm.admin.id);
  expect(await log(`rule=${id}`)).toHaveLength(2);
  await ada.post(`/changes/${done.body.data.batch}/undo`);
  expect((await read(pool[1] ?? '')).owner).toBeNull();
  const bob = await outside.as(rita);
  expect((await bob.post(`/lead-rules/${id}/run`)).status).toBe(403);
});

test('a large pool is worked through in the background, and one undo takes it back', async () => {
  const [rita, paolo] = [await firm.makeUser(), await firm.makeUser()];
  const create = Array.from({ length: 450 }, (_, n) => ({ lastName: `L${n}`, owner: null }));
  await ada.post('/leads/batch', { create });
  await rule({
    targets: [
      { user: rita.id, percent: 33 },
      { user: paolo.id, percent: 67 },
    ],
  });
  const started = await ada.post('/lead-rules/run');
  expect(started.status).toBe(202);
  const { id } = started.body.data;
  const work = await eventually(async () => {
    const { data } = (await ada.get(`/work/${id}`)).body;
    return data.status === 'running' ? null : data;
  });
  expect(work).toMatchObject({ status: 'done', result: { looked: 450, assigned: 450 } });
  const filter = encodeURIComponent(JSON.stringify({ owner: { eq: rita.id } }));
  const { total } = (await ada.get(`/leads?filter=${filter}&total=exact`)).body.page;
  expect(Math.abs(total - 0.33 * 450)).toBeLessThan(1);
  const back = await ada.post(`/changes/${id}/undo`);
  expect(back.status).toBe(200);
  expect((await ada.get(`/leads?filter=${filter}&total=exact`)).body.page.total).toBe(0);
});

test('rules that lead nowhere are refused in words', async () => {
  const id = firm.admin.id;
  const wrong = async (values: object) =>
    (await ada.post('/lead-rules', { name: 'A', ...values })).body.errors?.[0]?.code;
  expect(await wrong({ targets: [{ user: id, percent: 50 }] })).toBe('percent_total');
  expect(await wrong({ targets: [{ user: crypto.randomUUID(), percent: 100 }] })).toBe('not_there');
  expect(await wrong({ targets: 'Ada' })).toBe('targets');
  expect(await wrong({ filter: { colour: { eq: 'red' } } })).toBe('filter');
  expect(await wrong({ set: { owner: id } })).toBe('unknown_field');
  expect(await wrong({ set: { priority: 'soon' } })).toBe('option');
  const thirds = await Promise.all([1, 2, 3].map(async () => (await firm.makeUser()).id));
  const made = await ada.post('/lead-rules', {
    ...{ name: 'Thirds', targets: thirds.map((user) => ({ user, percent: 33 })) },
  });
  expect(made.body.data.targets.map((one: { percent: number }) => one.percent)).toEqual([
    34, 33, 33,
  ]);
});

test('an entry of a list that another one takes the place of is asked for by rules no longer', async () => {
  const id = await rule({ filter: { source: { in: ['show', 'call'] } } });
  await ada.post('/fields/person.source/options/show/replace', { with: 'other' });
  expect((await ada.get(`/lead-rules/${id}`)).body.data.filter).toEqual({
    source: { in: ['other', 'call'] },
  });
});
