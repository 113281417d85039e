import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let pipeline: string;
let stages: { id: string; name: string }[];

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  const [sales] = (await ada.get('/pipelines')).body.data;
  pipeline = sales.id;
  stages = (await ada.get(`/stages?filter={"pipeline":{"eq":"${pipeline}"}}`)).body.data;
});

interface Column {
  key: string | null;
  title: string | null;
  values?: string[];
  count: number;
  sum?: unknown;
  weighted?: { amount: string };
  records: { id: string; title: string }[];
}

const stage = (at: number): string => stages[at]?.id ?? '';
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const deal = async (name: string, at: number, body: object = {}) => {
  const answer = await ada.post('/deals', { name, pipeline, stage: stage(at), ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.data;
};
const board = async (query: Record<string, unknown>, who = ada) => {
  const search = new URLSearchParams({ groupBy: 'stage', pipeline });
  for (const [name, value] of Object.entries(query))
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return who.get(`/deals/board?${search.toString()}`);
};
const columnsOf = async (query: Record<string, unknown>, who = ada): Promise<Column[]> => {
  const answer = await board(query, who);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data;
};
const talks = () => ({ name: 'Talks', values: [stage(2), stage(0)], dropIn: stage(2) });

describe('EP-OPP-16: a column of the board for several stages', () => {
  test('stands where the first of them stood, with the cards and sums of all, and is known by the stage that a dropped card gets', async () => {
    await deal('New', 0, { value: eur('100'), probability: 10 });
    await deal('Third', 2, { value: eur('30'), probability: 50 });
    await deal('Between', 1, { value: eur('7') });
    const columns = await columnsOf({ joined: [talks()] });
    expect(columns).toHaveLength(stages.length - 1);
    expect(columns[0]).toMatchObject({
      key: stage(2),
      title: 'Talks',
      values: [stage(0), stage(2)],
      count: 2,
      sum: { amount: '130.00', currency: 'EUR' },
      weighted: { amount: '25.00' },
    });
    expect(columns[0]?.records.map(({ title }) => title).toSorted()).toEqual(['New', 'Third']);
    expect(columns[1]).toMatchObject({ key: stage(1), count: 1, sum: { amount: '7.00' } });
    expect(columns[1]).not.toHaveProperty('values');
  });

  test('is there with what is left of it where a stage is gone, and not at all on the board of another pipeline', async () => {
    await ada.delete(`/stages/${stage(2)}`);
    const [first] = await columnsOf({ joined: [talks()] });
    expect(first).toMatchObject({ key: stage(0), title: 'Talks', values: [stage(0)] });
    const other = (await ada.post('/pipelines', { name: 'Renewals' })).body.data;
    await ada.post('/stages', { pipeline: other.id, name: 'Due', means: 'open' });
    const there = await columnsOf({ joined: [talks()], pipeline: other.id });
    expect(there.map(({ title }) => title)).toEqual(['Due']);
  });

  test('can be made of options as well, and says nothing of sums where somebody may not see them', async () => {
    await deal('Site', 0, { source: 'website', value: eur('1') });
    const columns = await columnsOf({
      groupBy: 'source',
      joined: [{ name: 'Online', values: ['website', 'webForm'], dropIn: 'website' }],
    });
    expect(columns.find(({ title }) => title === 'Online')).toMatchObject({ count: 1 });
    const partner = await outside.as(await firm.makeUser({ role: 'partner' }));
    const seen = await columnsOf({ joined: [talks()] }, partner);
    expect(seen[0]).toMatchObject({ title: 'Talks' });
    expect(seen[0]).not.toHaveProperty('sum');
  });

  test.each([
    ['a stage in two columns', () => [talks(), { ...talks(), name: 'Again' }], 'joined_twice'],
    [
      'a drop-in stage that it does not hold',
      () => [{ ...talks(), dropIn: stage(1) }],
      'joined_drop_in',
    ],
    ['a column without a name', () => [{ ...talks(), name: ' ' }], 'joined_column'],
    ['what is no list', () => ({}), 'list'],
  ])('refuses %s, on the board and in a view', async (_, made, code) => {
    const asked = await board({ joined: made() });
    expect([asked.status, asked.body.errors[0].code]).toEqual([400, code]);
    const kept = await ada.post('/views', {
      object: 'deal',
      name: 'Short board',
      layout: 'board',
      settings: { joined: made() },
    });
    expect([kept.status, kept.body.errors[0].code]).toEqual([422, code]);
  });

  test('is kept in a view, with the field that the headers add up', async () => {
    await deal('Rent', 0, { value: eur('1000'), recurringValue: eur('80') });
    const { body } = await ada.post('/views', {
      object: 'deal',
      name: 'Short board',
      layout: 'board',
      groupBy: 'stage',
      settings: { joined: [talks()], sum: 'recurringValue' },
    });
    const [first] = await columnsOf({ view: body.data.id });
    expect(first).toMatchObject({ title: 'Talks', sum: { amount: '80.00' } });
    expect(await columnsOf({ view: body.data.id, joined: [] })).toHaveLength(stages.length);
  });
});

describe('headers of a board', () => {
  test('add up the field that is asked for, also a number', async () => {
    await ada.post('/fields', {
      object: 'deal',
      name: 'seats',
      kind: 'integer',
      label: { en: 'Seats' },
    });
    await deal('Ten', 0, { seats: 10 });
    await deal('Five', 2, { seats: 5 });
    const [joined] = await columnsOf({ sum: 'seats', joined: [talks()] });
    expect(joined).toMatchObject({ count: 2, sum: '15' });
    expect(joined).not.toHaveProperty('weighted');
    const months = await columnsOf({ groupBy: 'expectedClose:month', sum: 'seats' });
    expect(months.at(-1)).toMatchObject({ key: null, sum: '15' });
    expect(months[0]).toMatchObject({ sum: '0' });
  });

  test('add nothing up where nothing is wanted, whatever the object or the view says, and still count', async () => {
    await deal('Ten', 0, { value: eur('10'), expectedClose: '2030-01-15' });
    const { body } = await ada.post('/views', {
      object: 'deal',
      name: 'Counted',
      layout: 'board',
      settings: { sum: '-' },
    });
    expect(body.data).toMatchObject({ settings: { sum: '-' } });
    for (const asked of [{ sum: '-' }, { view: body.data.id }]) {
      const [first] = await columnsOf(asked);
      expect(first).toMatchObject({ count: 1 });
      expect(first).not.toHaveProperty('sum');
    }
    const [summed] = await columnsOf({ view: body.data.id, sum: 'value' });
    expect(summed).toMatchObject({ sum: { amount: '10.00' } });
    const [month] = await columnsOf({
      groupBy: 'expectedClose:month',
      sum: '-',
      from: '2030-01-01',
    });
    expect(month).toMatchObject({ count: 1, done: { count: 0 } });
    expect(month).not.toHaveProperty('sum');
  });

  test('add nothing up where a bookmark or a set-up file of before says “none”', async () => {
    await deal('Ten', 0, { value: eur('10') });
    const kept = await ada.post('/views', {
      ...{ object: 'deal', name: 'Of before', layout: 'board', settings: { sum: 'none' } },
    });
    expect(kept.body.data).toMatchObject({ settings: { sum: '-' } });
    for (const asked of [{ sum: 'none' }, { view: kept.body.data.id }]) {
      const [first] = await columnsOf(asked);
      expect(first).toMatchObject({ count: 1 });
      expect(first).not.toHaveProperty('sum');
    }
    const [month] = await columnsOf({ groupBy: 'expectedClose:month', sum: 'none' });
    expect(month).not.toHaveProperty('sum');
  });

  test('add up a field that a firm has called “None” like any other', async () => {
    await ada.post('/fields', {
      ...{ object: 'deal', name: 'none', kind: 'integer', label: { en: 'None' } },
    });
    await deal('Five', 0, { none: 5 });
    const [first] = await columnsOf({ sum: 'none' });
    expect(first).toMatchObject({ count: 1, sum: '5' });
  });

  test('do not add up what is no number', async () => {
    expect((await board({ sum: 'name' })).status).toBe(400);
    const view = { object: 'deal', name: 'x', layout: 'board', settings: { sum: 'name' } };
    expect((await ada.post('/views', view)).status).toBe(422);
  });
});
