import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let ada: Caller;
let deal: string;
let firm: Awaited<ReturnType<typeof workspace>>;

beforeEach(async () => {
  firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
  deal = (await ada.post('/deals', { name: 'Roof', expectedClose: '2027-03-20' })).body.data.id;
});

const wait = (values: object = {}) =>
  ada.post('/activities', {
    ...{ subject: 'Ask again', category: 'wait', about: [{ object: 'deal', id: deal }] },
    ...{ daysBefore: 5, dateField: 'expectedClose' },
    ...values,
  });
const dayOf = async (id: string): Promise<string> => {
  const { due, allDay } = (await ada.get(`/activities/${id}`)).body.data;
  expect(allDay).toBe(true);
  return new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' }).format(new Date(due));
};

test('what waits until five days before a date moves with it, and the deal is next due then (§4.3)', async () => {
  const { id } = (await wait()).body.data;
  expect(await dayOf(id)).toBe('2027-03-15');
  const objects = { '*': { read: 'all' }, deal: { read: 'all', update: 'all' } };
  const role = await ada.post('/roles', { name: 'Deals alone', objects });
  const user = await firm.makeUser();
  await ada.patch(`/users/${user.id}`, { role: role.body.data.id });
  const rep = await (await openOutside(firm)).signedIn(user);
  expect((await rep.patch(`/activities/${id}`, { subject: 'Mine' })).status).toBe(403);
  const { batch } = (await ada.patch(`/deals/${deal}`, { expectedClose: '2027-04-20' })).body;
  expect(await dayOf(id)).toBe('2027-04-15');
  const { due } = (await ada.get(`/activities/${id}`)).body.data;
  expect((await ada.get(`/deals/${deal}`)).body.data.nextActivityAt).toBe(due);
  await ada.post(`/changes/${batch}/undo`);
  expect(await dayOf(id)).toBe('2027-03-15');
  expect((await rep.patch(`/deals/${deal}`, { expectedClose: '2027-05-06' })).status).toBe(200);
  expect(await dayOf(id)).toBe('2027-05-01');
  await ada.patch(`/deals/${deal}`, { expectedClose: null });
  expect(await dayOf(id)).toBe('2027-05-01');
});

test('it follows the date however often that moves, and goes on waiting', async () => {
  const { id } = (await wait()).body.data;
  for (const [close, due] of [
    ['2027-04-20', '2027-04-15'],
    ['2027-05-20', '2027-05-15'],
    ['2027-02-20', '2027-02-15'],
  ]) {
    await ada.patch(`/deals/${deal}`, { expectedClose: close });
    expect(await dayOf(id)).toBe(due);
  }
  const { body } = await ada.get(`/activities/${id}`);
  expect(body.data).toMatchObject({ daysBefore: 5, dateField: 'expectedClose' });
});

test('of two that have such a date it counts from the first, whichever moves', async () => {
  const other = await ada.post('/deals', { name: 'Wall', expectedClose: '2027-08-20' });
  const second = { object: 'deal', id: other.body.data.id };
  const { id } = (await wait({ about: [{ object: 'deal', id: deal }, second] })).body.data;
  await ada.patch(`/deals/${second.id}`, { expectedClose: '2027-09-20' });
  expect(await dayOf(id)).toBe('2027-03-15');
  await ada.patch(`/activities/${id}`, { about: [second] });
  expect(await dayOf(id)).toBe('2027-09-15');
  await ada.patch(`/deals/${second.id}`, { expectedClose: '2027-10-20' });
  expect(await dayOf(id)).toBe('2027-10-15');
});

test('what it is about changes without a word of the date, also by those who may not see that', async () => {
  const { id } = (await wait()).body.data;
  const role = await ada.post('/roles', {
    name: 'No dates',
    objects: { '*': { read: 'all', create: true, update: 'all' } },
    fields: { 'deal.expectedClose': 'hidden' },
  });
  expect(role.status, JSON.stringify(role.body)).toBe(201);
  const user = await firm.makeUser();
  await ada.patch(`/users/${user.id}`, { role: role.body.data.id });
  const rep = await (await openOutside(firm)).signedIn(user);
  const person = (await ada.post('/people', { firstName: 'Bo', lastName: 'Berg' })).body.data.id;
  const about = [
    { object: 'deal', id: deal },
    { object: 'person', id: person },
  ];
  expect((await rep.patch(`/activities/${id}`, { about })).body).toMatchObject({ data: { id } });
  expect(await dayOf(id)).toBe('2027-03-15');
  expect((await rep.patch(`/activities/${id}`, { daysBefore: 1 })).body.errors).toMatchObject([
    { field: 'dateField', code: 'unknown_field' },
  ]);
  await ada.patch(`/deals/${deal}`, { expectedClose: '2027-04-20' });
  expect(await dayOf(id)).toBe('2027-04-15');
  const left = await ada.patch(`/activities/${id}`, { about: about.slice(1) });
  expect(left.body.data).toMatchObject({ daysBefore: null, dateField: null });
  expect(await dayOf(id)).toBe('2027-04-15');
});

test('a date before all years moves nothing', async () => {
  const { id } = (await wait()).body.data;
  for (const expectedClose of ['0001-01-01', '0001-01-06'])
    expect((await ada.patch(`/deals/${deal}`, { expectedClose })).status).toBe(200);
  expect(await dayOf(id)).toBe('2027-03-15');
});

test('a date set by hand ends the waiting, and so does doing it', async () => {
  const { id } = (await wait()).body.data;
  const by = await ada.patch(`/activities/${id}`, {
    due: '2027-01-10T09:00:00.000Z',
    allDay: false,
  });
  expect(by.body.data).toMatchObject({ daysBefore: null, dateField: null });
  const done = (await wait()).body.data.id;
  await ada.patch(`/activities/${done}`, { done: true });
  await ada.patch(`/deals/${deal}`, { expectedClose: '2027-06-20' });
  expect((await ada.get(`/activities/${id}`)).body.data.due).toBe('2027-01-10T09:00:00.000Z');
  expect(await dayOf(done)).toBe('2027-03-15');
});

test('it waits for a date that is not there yet, and for no field that is none', async () => {
  await ada.patch(`/deals/${deal}`, { expectedClose: null });
  const { id, due } = (await wait()).body.data;
  expect(due).toBeNull();
  await ada.patch(`/deals/${deal}`, { expectedClose: '2027-03-20' });
  expect(await dayOf(id)).toBe('2027-03-15');
  for (const dateField of ['name', 'nothing', 'constructor', 'nextActivityAt', 'updatedAt'])
    expect((await wait({ dateField })).body.errors, dateField).toMatchObject([
      { field: 'dateField', code: 'unknown_field' },
    ]);
});
