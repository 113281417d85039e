import { beforeEach, expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

let ada: Caller;
let firm: Awaited<ReturnType<typeof workspace>>;

beforeEach(async () => {
  firm = await workspace();
  ada = (await openDoor(firm, () => undefined)).as(firm.admin);
});

const make = async (values: object) => {
  const { status, body } = await ada.post('/activities', { subject: 'Talk', ...values });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data;
};

test('whoever plans a call makes it, unless it came in; a meeting has no direction', async () => {
  expect(await make({ category: 'call' })).toMatchObject({ direction: 'outgoing', due: null });
  expect(await make({ category: 'email', direction: null })).toMatchObject({ direction: null });
  expect(await make({ category: 'meeting', direction: 'incoming' })).toMatchObject({
    direction: null,
    due: null,
  });
  const call = await make({ category: 'call', direction: 'incoming', done: true });
  expect(call).toMatchObject({ direction: 'incoming', due: null });
  const { body } = await ada.patch(`/activities/${call.id}`, { category: 'lunch' });
  expect(body.data.direction).toBeNull();
});

test('what came in and has no date is to be answered today (§3.2), and is found until it is', async () => {
  const { id: deal } = (await ada.post('/deals', { name: 'Roof' })).body.data;
  const about = [{ object: 'deal', id: deal }];
  const mail = await make({ category: 'email', direction: 'incoming', about });
  expect(mail).toMatchObject({ allDay: true });
  const today = async (path: string, filter: object) =>
    (await ada.get(`/${path}?filter=${JSON.stringify(filter)}`)).body.data.map(
      (one: { id: string }) => one.id,
    );
  expect(await today('deals', { nextActivityAt: { within: 'today' } })).toEqual([deal]);
  const views = (await ada.get('/views?filter={"object":{"eq":"activity"}}')).body.data;
  const view = views.find((one: { name: string }) => one.name === 'Incoming, to answer');
  const waiting = async () => (await ada.get(`/activities?view=${view.id}`)).body.data;
  expect(await waiting()).toMatchObject([{ id: mail.id }]);
  await ada.patch(`/activities/${mail.id}`, { done: true });
  expect(await waiting()).toEqual([]);
});

test('what has all day is late when the day of whoever does it is over, on boards as in sums', async () => {
  firm.clock.set('2026-11-24T01:30:00.000Z');
  const { id: deal } = (await ada.post('/deals', { name: 'Roof' })).body.data;
  const bo = await firm.makeUser({ timeZone: 'America/Sao_Paulo' });
  const about = [{ object: 'deal', id: deal }];
  const mail = await make({ category: 'email', direction: 'incoming', owner: bo.id, about });
  expect(mail.due).toBe('2026-11-24T02:59:00.000Z');
  const given = { due: '2026-11-23T23:00:00.000Z', allDay: true, about };
  expect((await make({ ...given, owner: bo.id })).due).toBe('2026-11-25T02:59:00.000Z');
  await ada.patch(`/activities/${mail.id}`, { done: true });
  const own = await make(given);
  expect(own.due).toBe('2026-11-24T22:59:00.000Z');
  const column = async () => {
    const { body } = await ada.get('/deals/board?groupBy=nextActivityAt:due');
    const columns: { key: string | null; count: number }[] = body.data;
    return columns.filter(({ count }) => count > 0).map(({ key }) => key);
  };
  firm.clock.set('2026-11-24T22:59:30.000Z');
  expect(await column()).toEqual(['today']);
  firm.clock.set('2026-11-24T23:00:00.000Z');
  expect(await column()).toEqual(['overdue']);
  const { due } = (await ada.patch(`/activities/${own.id}`, { allDay: false })).body.data;
  expect(due).toBe(own.due);
});
