import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeEach(async () => {
  firm = await workspace();
  // A Wednesday, noon in Rome.
  firm.clock.set('2026-11-18T11:00:00Z');
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

interface Card {
  id: string;
  title: string;
}
interface Column {
  key: string | null;
  count: number;
  records: Card[];
  next: string | null;
  done?: { count: number; records: Card[] };
}

const made = async (plural: string, body: object): Promise<Card> => {
  const answer = await ada.post(`/${plural}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.data;
};
const deal = (name: string, body: object = {}) => made('deals', { name, ...body });
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const board = async (query: string, who = ada): Promise<Column[]> => {
  const answer = await who.get(`/deals/board?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data;
};
const titles = (columns: Column[]) =>
  columns.map(({ key, records }) => [key, records.map((card) => card.title)]);

describe('a board by what is next to do', () => {
  const plan = (about: Card, due: string, object = 'deal') =>
    made('activities', { subject: 'Call', due, about: [{ object, id: about.id }] });

  test('has six columns, and a deal stands in that of its nearest activity until it is done', async () => {
    const late = await deal('Late');
    await plan(late, '2026-11-17T09:00:00Z');
    await plan(late, '2026-11-24T09:00:00Z');
    await plan(await deal('Tonight'), '2026-11-18T22:30:00Z');
    await plan(await deal('Friday'), '2026-11-20T09:00:00Z');
    await plan(await deal('Monday'), '2026-11-23T09:00:00Z');
    await plan(await deal('Next year'), '2027-01-10T09:00:00Z');
    await deal('Forgotten');
    expect(titles(await board('groupBy=nextActivityAt:due'))).toEqual([
      ['overdue', ['Late']],
      ['today', ['Tonight']],
      ['thisWeek', ['Friday']],
      ['nextWeek', ['Monday']],
      [null, ['Forgotten']],
      ['later', ['Next year']],
    ]);
    const [call] = (await ada.get('/activities?sort=due&limit=1')).body.data;
    await ada.patch(`/activities/${call.id}`, { done: true });
    const after = await board('groupBy=nextActivityAt:due');
    expect(after.find(({ key }) => key === 'nextWeek')?.records.map((one) => one.title)).toEqual([
      'Monday',
      'Late',
    ]);
  });

  test('shows only what is still open', async () => {
    const { id } = await deal('Sold');
    await ada.post(`/deals/${id}/win`);
    await deal('Open');
    const [none] = (await board('groupBy=nextActivityAt:due')).filter(({ key }) => key === null);
    expect(none).toMatchObject({ count: 1, records: [{ title: 'Open' }] });
  });

  test('has its days where the person is', async () => {
    await plan(await deal('Tonight'), '2026-11-18T22:30:00Z');
    const far = await firm.makeUser({ role: 'administrator', timeZone: 'Asia/Kathmandu' });
    const there = await board('groupBy=nextActivityAt:due', await outside.as(far));
    expect(there.filter(({ count }) => count > 0).map(({ key }) => key)).toEqual(['thisWeek']);
  });

  test('is there for everything that has activities, with counts but without sums', async () => {
    const acme = await made('companies', { name: 'Acme' });
    await plan(acme, '2026-11-19T09:00:00Z', 'company');
    const { body } = await ada.get('/companies/board?groupBy=nextActivityAt:due');
    expect(body.data.map((one: Column) => [one.key, one.count])).toEqual([
      ['overdue', 0],
      ['today', 0],
      ['thisWeek', 1],
      ['nextWeek', 0],
      [null, 0],
      ['later', 0],
    ]);
    expect(body.data[2]).not.toHaveProperty('sum');
  });

  test('tells each person of what they see alone', async () => {
    const rep = await firm.makeUser({ role: 'salesperson' });
    await plan(await deal('Hers'), '2026-11-19T09:00:00Z');
    await ada.patch('/workspace', {});
    const own = await outside.as(rep);
    await own.post('/deals', { name: 'Mine' });
    const seen = await board('groupBy=nextActivityAt:due', own);
    const all = await own.get('/deals?total=exact');
    expect(seen.reduce((sum, one) => sum + one.count, 0)).toBe(all.body.page.total);
  });
});

describe('a forecast', () => {
  test('puts open deals where they are expected and won ones where they were won, and adds up both', async () => {
    await ada.patch('/workspace', { rates: { USD: '0.5' } });
    await deal('Roof', { value: eur('1000'), probability: 50, expectedClose: '2026-11-30' });
    await deal('Wall', {
      value: { amount: '100', currency: 'USD' },
      probability: 10,
      expectedClose: '2026-12-01',
    });
    const sold = await deal('Sold', { value: eur('200'), expectedClose: '2027-02-01' });
    await ada.post(`/deals/${sold.id}/win`, { closedOn: '2026-11-02' });
    const gone = await deal('Gone', { value: eur('9'), expectedClose: '2026-11-20' });
    const [reason] = (await ada.get('/lost-reasons')).body.data;
    await ada.post(`/deals/${gone.id}/lose`, { reason: reason.id });
    await deal('Some day', { value: eur('7'), probability: 100 });
    await deal('Long ago', { value: eur('5'), expectedClose: '2026-10-31' });

    const months = await board('groupBy=expectedClose:month&periods=3');
    expect(months.map(({ key }) => key)).toEqual(['2026-11-01', '2026-12-01', '2027-01-01', null]);
    expect(months[0]).toMatchObject({
      count: 1,
      sum: { amount: '1000.00', currency: 'EUR' },
      weighted: { amount: '500.00' },
      records: [{ title: 'Roof' }],
      done: { count: 1, sum: { amount: '200.00' }, records: [{ title: 'Sold' }] },
      total: { count: 2, sum: { amount: '1200.00' }, weighted: { amount: '700.00' } },
    });
    expect(months[1]).toMatchObject({
      sum: { amount: '50.00', parts: [{ currency: 'USD', amount: '100.00' }] },
      weighted: { amount: '5.00' },
      done: { count: 0 },
      total: { sum: { amount: '50.00' }, weighted: { amount: '5.00' } },
    });
    expect(months[3]).toMatchObject({ count: 1, records: [{ title: 'Some day' }] });

    const quarters = await board('groupBy=expectedClose:quarter&periods=1');
    expect(quarters[0]).toMatchObject({ key: '2026-10-01', count: 3, done: { count: 1 } });
    const weeks = await board('groupBy=expectedClose:week&from=2026-11-29&periods=2');
    expect(titles(weeks).slice(0, 2)).toEqual([
      ['2026-11-23', []],
      ['2026-11-30', ['Roof', 'Wall']],
    ]);
  });

  test('keeps to one pipeline where that is asked for', async () => {
    const other = (await ada.post('/pipelines', { name: 'Renewals' })).body.data;
    await ada.post('/stages', { pipeline: other.id, name: 'Due', means: 'open' });
    await deal('Here', { expectedClose: '2026-11-30' });
    await deal('There', { expectedClose: '2026-11-30', pipeline: other.id });
    const [month] = await board(`groupBy=expectedClose:month&pipeline=${other.id}`);
    expect(month).toMatchObject({ count: 1, records: [{ title: 'There' }] });
  });

  test('can be made of any date; a moment belongs to the day on which it was at the place of whoever asks', async () => {
    // Half past midnight on the first of December in Rome.
    await made('activities', { subject: 'Call', due: '2026-11-30T23:30:00Z' });
    const { body } = await ada.get('/activities/board?groupBy=due:month&periods=2');
    expect(titles(body.data).slice(0, 2)).toEqual([
      ['2026-11-01', []],
      ['2026-12-01', ['Call']],
    ]);
    const { body: grouped } = await ada.get('/activities/aggregate?groupBy=due:month');
    expect(grouped.data).toEqual([{ key: '2026-12-01', count: 1 }]);
  });

  test.each([
    'groupBy=name:month',
    'groupBy=expectedClose:decade',
    'groupBy=expectedClose',
    'groupBy=expectedClose:month&from=soon',
    'groupBy=expectedClose:month&periods=99',
    'groupBy=expectedClose:due:month:week&periods=0',
  ])('refuses %s', async (query) => {
    expect((await ada.get(`/deals/board?${query}`)).status).toBe(400);
  });
});
