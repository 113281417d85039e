import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

interface Stage {
  id: string;
  name: string;
  means: string;
  probability: number;
  pipeline: string;
}
let stages: Stage[];
const stage = (means: string): Stage => {
  const found = stages.find((one) => one.means === means);
  if (!found) throw new Error(`no stage means ${means}`);
  return found;
};

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  stages = (await ada.get('/stages')).body.data;
});

const made = async (body: object) => {
  const answer = await ada.post('/deals', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.data;
};
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('a deal', () => {
  test('begins open, at the first stage of the default pipeline, with its probability', async () => {
    const [pipeline] = (await ada.get('/pipelines')).body.data;
    expect(await made({ name: 'Roof' })).toMatchObject({
      pipeline: pipeline.id,
      stage: stages[0]?.id,
      status: 'open',
      probability: stages[0]?.probability,
    });
    const stageOfIt = (await ada.get('/deals?include=stage&limit=1')).body.data[0].stage;
    expect(stageOfIt).toMatchObject({
      means: 'open',
      pipeline: pipeline.id,
      colour: expect.any(String),
      position: 0,
    });
  });

  test('is won, reopened where it was, lost with a reason, and reopened again', async () => {
    const open = stages.filter((one) => one.means === 'open')[2];
    const { id } = await made({ name: 'Roof', stage: open?.id });
    firm.clock.set('2026-11-22T23:30:00Z');
    const won = await ada.post(`/deals/${id}/win`);
    expect(won.status).toBe(200);
    // Half past eleven in London is the next day in Rome.
    expect(won.body.data).toMatchObject({
      status: 'won',
      stage: stage('won').id,
      probability: 100,
      closedOn: '2026-11-23',
    });
    expect((await ada.post(`/deals/${id}/win`)).status).toBe(409);
    expect((await ada.post(`/deals/${id}/lose`, { reason: null })).status).toBe(422);
    const again = await ada.post(`/deals/${id}/reopen`);
    expect(again.body.data).toMatchObject({
      status: 'open',
      stage: open?.id,
      closedOn: null,
      probability: open?.probability,
    });
    const needed = await ada.post(`/deals/${id}/lose`);
    expect(needed.status).toBe(422);
    expect(needed.body.errors).toMatchObject([{ field: 'reason', code: 'required' }]);
    const [reason] = (await ada.get('/lost-reasons')).body.data;
    expect(
      (await ada.post(`/deals/${id}/lose`, { reason: reason.id, note: 'too dear' })).body.data,
    ).toMatchObject({
      status: 'lost',
      stage: stage('lost').id,
      lostReason: reason.id,
      probability: 0,
    });
    expect((await ada.post(`/deals/${id}/reopen`, {})).body.data).toMatchObject({
      status: 'open',
      lostReason: null,
    });
    expect((await ada.post(`/deals/${id}/sell`)).status).toBe(404);
    expect((await ada.post(`/deals/${id}/__proto__`)).status).toBe(404);
    expect((await ada.post(`/deals/${id}/constructor`)).status).toBe(404);
    expect((await ada.post(`/deals/${firm.workspaceId}/win`)).status).toBe(404);
    expect((await ada.post('/deals/nonsense/win')).status).toBe(404);
    expect((await ada.post(`/deals/${id}/win`, { nonsense: 1 })).status).toBe(400);
  });

  test('follows its stage; its status is not written directly', async () => {
    const { id } = await made({ name: 'Roof' });
    const direct = await ada.patch(`/deals/${id}`, { status: 'won' });
    expect(direct.status).toBe(422);
    expect(direct.body.errors).toMatchObject([{ field: 'status', code: 'use_action' }]);
    expect((await ada.patch(`/deals/${id}`, { stage: stage('won').id })).body.data.status).toBe(
      'won',
    );
    const lost = await ada.patch(`/deals/${id}`, { stage: stage('lost').id });
    expect(lost.status).toBe(422);
    expect(lost.body.errors).toMatchObject([{ field: 'lostReason' }]);
    const other = (await ada.post('/pipelines', { name: 'Renewals' })).body.data;
    const first = (
      await ada.post('/stages', { pipeline: other.id, name: 'Due', means: 'open', probability: 50 })
    ).body.data;
    const both = { name: 'Wall', pipeline: stages[0]?.pipeline, stage: first.id };
    expect((await ada.post('/deals', both)).body.errors).toMatchObject([
      { field: 'stage', code: 'other_pipeline' },
    ]);
    expect((await ada.patch(`/deals/${id}`, { stage: first.id })).body.data).toMatchObject({
      pipeline: other.id,
      stage: first.id,
      status: 'open',
    });
  });

  test('adds up by stage, in every currency, weighted, by month', async () => {
    await ada.patch('/workspace', { rates: { USD: '0.5' } });
    await made({ name: 'A', value: eur('1000.10'), expectedClose: '2026-01-31' });
    await made({ name: 'B', value: eur('0.20'), probability: 50, expectedClose: '2026-02-01' });
    await made({
      name: 'C',
      value: { amount: '100', currency: 'USD' },
      expectedClose: '2026-02-28',
    });
    await made({ name: 'D', value: { amount: '7', currency: 'JPY' }, stage: stages[1]?.id });
    const rows = async (query: string) => (await ada.get(`/deals/aggregate?${query}`)).body.data;
    const byStage = await rows('groupBy=stage&measures=count,sum(value),weighted(value)');
    const first = byStage.find((row: { key: string }) => row.key === stages[0]?.id);
    expect(first).toMatchObject({ count: 3, 'sum(value)': { amount: '1050.30', currency: 'EUR' } });
    expect(first['sum(value)'].parts).toEqual(
      expect.arrayContaining([
        { currency: 'EUR', amount: '1000.30' },
        { currency: 'USD', amount: '100.00' },
      ]),
    );
    const second = byStage.find((row: { key: string }) => row.key === stages[1]?.id);
    expect(second['sum(value)'].unconverted).toMatchObject([{ currency: 'JPY' }]);
    expect(await rows('')).toMatchObject([{ key: null, count: 4 }]);
    expect(await rows('filter={"name":{"eq":"none"}}')).toMatchObject([{ key: null, count: 0 }]);
    const byMonth = await rows('groupBy=expectedClose:month&measures=count');
    expect(byMonth).toEqual([
      { key: '2026-01-01', count: 1 },
      { key: '2026-02-01', count: 2 },
      { key: null, count: 1 },
    ]);
    expect(
      await rows('measures=avg(probability),min(expectedClose),max(expectedClose)'),
    ).toMatchObject([{ 'min(expectedClose)': '2026-01-31', 'max(expectedClose)': '2026-02-28' }]);
    for (const query of [
      ...[
        'groupBy=nonsense',
        'groupBy=people',
        'groupBy=name:month',
        'groupBy=expectedClose:moon',
        'measures=sum(name)',
      ],
      ...[
        'measures=sum(value',
        'measures=drop(value)',
        'measures=sum(__proto__)',
        'measure=count',
        'groupBy=constructor',
      ],
      ...['groupBy=value:', 'groupBy=description', 'measures=weighted(closedOn)'].slice(0, 1),
    ])
      expect((await ada.get(`/deals/aggregate?${query}`)).status, query).toBe(400);
  });

  test('a call late in the evening is counted in the month that it is where the caller lives', async () => {
    await ada.patch('/me', { timeZone: 'Europe/Warsaw' });
    for (const due of ['2026-01-31T22:59:00Z', '2026-01-31T23:00:00Z', '2026-02-28T22:00:00Z'])
      await ada.post('/activities', { subject: 'Call', category: 'call', due });
    const { body } = await ada.get('/activities/aggregate?groupBy=due:month&measures=count');
    expect(body.data).toEqual([
      { key: '2026-01-01', count: 1 },
      { key: '2026-02-01', count: 2 },
    ]);
  });

  test('tells what happened on it: notes and activities, what is planned, who changed what', async () => {
    const { id } = await made({ name: 'Roof' });
    const about = [{ object: 'deal', id }];
    await ada.post('/notes', { body: 'They like it', about });
    await ada.post('/activities', {
      subject: 'Call',
      category: 'call',
      due: '2030-01-01T10:00:00+01:00',
      about,
    });
    await ada.patch(`/deals/${id}`, { name: 'Big roof', value: eur('5') });
    await ada.post(`/deals/${id}/win`);
    const { data, planned, page } = (await ada.get(`/deals/${id}/timeline`)).body;
    expect(page).toEqual({ next: null });
    expect(planned).toMatchObject([
      { kind: 'activity', record: { subject: 'Call', due: '2030-01-01T09:00:00.000Z' } },
    ]);
    expect(data.map((one: { kind: string }) => one.kind).toSorted()).toEqual([
      'change',
      'change',
      'change',
      'note',
    ]);
    expect(data[0]).toMatchObject({
      kind: 'change',
      by: { name: 'Ada Admin' },
      change: { action: 'win' },
    });
    const notes = (await ada.get(`/deals/${id}/timeline?kinds=note`)).body;
    expect(notes.data).toMatchObject([{ kind: 'note', record: { body: 'They like it' } }]);
    const history = (await ada.get(`/deals/${id}/history`)).body.data;
    expect(history.map((one: { action: string }) => one.action)).toEqual([
      'win',
      'update',
      'create',
    ]);
    expect(history[1]).toMatchObject({
      by: { id: firm.admin.id, name: 'Ada Admin' },
      fields: {
        name: { before: 'Roof', after: 'Big roof' },
        value: { before: null, after: eur('5.00') },
      },
      undone: false,
    });
    const paged = (await ada.get(`/deals/${id}/history?limit=2`)).body;
    expect(paged.data).toHaveLength(2);
    const rest = (await ada.get(`/deals/${id}/history?limit=2&after=${paged.page.next}`)).body;
    expect([...paged.data, ...rest.data]).toEqual(history);
    const upper = (await ada.get(`/deals/${id.toUpperCase()}/timeline`)).body;
    expect(upper.data).toEqual(data);
    for (const query of ['kinds=nonsense', 'kinds=__proto__', 'after=x', 'limit=0', 'nonsense=1'])
      expect((await ada.get(`/deals/${id}/timeline?${query}`)).status, query).toBe(400);
  });

  test('undoes one change after another, and leaves alone what somebody has changed since', async () => {
    const { id } = await made({ name: 'Roof', value: eur('1') });
    const won = (await ada.post(`/deals/${id}/win`)).body.batch;
    expect((await ada.post(`/changes/${won}/undo`)).body.data.counts).toEqual({
      undone: 1,
      refused: 0,
    });
    expect((await ada.get(`/deals/${id}`)).body.data).toMatchObject({
      status: 'open',
      stage: stages[0]?.id,
      closedOn: null,
    });
    const named = (await ada.patch(`/deals/${id}`, { name: 'A', value: eur('2') })).body.batch;
    await ada.patch(`/deals/${id}`, { name: 'B' });
    const undone = (await ada.post(`/changes/${named}/undo`)).body.data;
    expect(undone).toMatchObject({ refused: [{ object: 'deal', id, fields: ['name'] }] });
    expect((await ada.get(`/deals/${id}`)).body.data).toMatchObject({
      name: 'B',
      value: eur('1.00'),
    });
    const gone = (await ada.delete(`/deals/${id}`)).body.data.batch;
    await ada.post(`/changes/${gone}/undo`);
    expect((await ada.get(`/deals/${id}`)).status).toBe(200);
    for (const batch of ['nonsense', firm.workspaceId])
      expect((await ada.post(`/changes/${batch}/undo`)).status).toBe(404);
    const rep = await outside.as(await firm.makeUser());
    expect((await rep.post(`/changes/${gone}/undo`)).status).toBe(409);
  });
});
