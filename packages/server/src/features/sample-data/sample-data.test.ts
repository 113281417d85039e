import { normalPhone } from '@relata/model';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { type Caller, eventually, inBackground, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addSampleDataRoutes } from './index.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

async function open(language: string, currency: string) {
  const made = await workspace({ language, currency });
  const door = await openDoor(made, (app, api) => {
    addSampleDataRoutes(app, api);
    addWorkRoutes(app, api);
  });
  return { ...made, door, ada: door.as(made.admin) };
}

async function ended(who: Caller, id: string) {
  return eventually(async () => {
    const { data } = (await who.get(`/work/${id}`)).body;
    return data.status !== 'running' && data;
  }, 60_000);
}

const count = async (who: Caller, plural: string, filter: object = {}): Promise<number> =>
  (await who.get(`/${plural}/aggregate?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body
    .data[0].count;
const counts = async (who: Caller): Promise<number[]> =>
  Promise.all(
    ['people', 'companies', 'deals', 'leads', 'activities', 'notes'].map((plural) =>
      count(who, plural),
    ),
  );

test('a new workspace is filled with a believable firm, once, and emptied again by one undo', async () => {
  const { ada, door, makeUser } = await open('it', 'EUR');
  expect((await door.as(await makeUser({ role: 'manager' })).post('/sample-data')).status).toBe(
    403,
  );
  const started = await ada.post('/sample-data');
  expect(started.status).toBe(202);
  const again = await ada.post('/sample-data');
  expect([again.status, again.body.reason]).toEqual([409, 'sample_data']);
  const item = await ended(ada, started.body.data.id);
  expect(item).toMatchObject({
    status: 'done',
    result: { people: 2000, companies: 600, deals: 300, leads: 180 },
  });
  expect(item.progress).toEqual({ done: item.progress.total, total: item.progress.total });
  expect(await counts(ada)).toEqual([2000, 600, 300, 180, 1560, 420]);
  expect((await ada.post('/sample-data')).status).toBe(409);

  expect(await count(ada, 'products', { type: { eq: 'service' } })).toBe(4);
  expect(await count(ada, 'products', { 'tax.name': { eq: 'IVA 22%' } })).toBe(12);

  for (const status of ['open', 'won', 'lost'])
    expect([status, await count(ada, 'deals', { status: { eq: status } })]).toEqual([
      status,
      expect.toSatisfy((n) => n > 40),
    ]);
  expect(await count(ada, 'deals', { status: { eq: 'lost' }, lostReason: { empty: true } })).toBe(
    0,
  );
  const board = (await ada.get('/deals/board?groupBy=stage')).body.data;
  expect(
    board.every(
      (column: { key: string | null; count: number }) => column.key === null || column.count > 5,
    ),
  ).toBe(true);
  expect(
    await count(ada, 'activities', { done: { eq: false }, due: { within: 'past' } }),
  ).toBeGreaterThan(20);
  expect(
    await count(ada, 'activities', { done: { eq: false }, due: { within: 'future' } }),
  ).toBeGreaterThan(200);
  expect(await count(ada, 'people', { nextActivityAt: { empty: false } })).toBeGreaterThan(150);
  for (const country of ['BR', 'IT', 'PL', 'GB'])
    expect(await count(ada, 'companies', { country: { eq: country } })).toBeGreaterThan(40);
  expect(await count(ada, 'people', { createdAt: { within: 'last30Days' } })).toBeLessThan(400);

  const undone = await ada.post(`/changes/${item.batch}/undo`);
  expect(await ended(ada, undone.body.data.id)).toMatchObject({
    status: 'done',
    result: { refused: 0 },
  });
  expect(await counts(ada)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await count(ada, 'tags')).toBe(0);
  expect([await count(ada, 'products'), await count(ada, 'taxes')]).toEqual([0, 0]);
  expect((await ada.post('/sample-data')).status).toBe(202);
}, 120_000);

test('names, numbers and addresses are as people there write them, and lead to nobody real', async () => {
  const { ada } = await open('pl', 'PLN');
  await ended(ada, (await ada.post('/sample-data')).body.data.id);
  const people = (await ada.get('/people?limit=200&sort=-createdAt')).body.data;
  for (const { phones, emails, addresses } of people) {
    expect(emails[0].value).toMatch(/^[a-z]+\.[a-z]+\d*@[a-z0-9-]+(\.[a-z0-9-]+)*\.example$/);
    for (const { value } of phones ?? []) {
      expect(normalPhone(value)).toMatch(/^\+(55|39|48|44|353|1)\d{7,11}$/);
      expect([value, parsePhoneNumberFromString(value)?.isPossible()]).toEqual([value, true]);
    }
    if (addresses) expect(Object.values(addresses[0]).join()).not.toMatch(/[#@{}]|undefined/);
  }
  const activities = (await ada.get('/activities?limit=200')).body.data;
  expect(
    activities.filter((one: { subject: string }) => /[{}]|undefined/.test(one.subject)),
  ).toEqual([]);
  const deals = (await ada.get('/deals?limit=200')).body.data;
  expect(
    new Set(deals.map((deal: { value: { currency: string } }) => deal.value.currency)).size,
  ).toBeGreaterThan(2);
}, 60_000);
