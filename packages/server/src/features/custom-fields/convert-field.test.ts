import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { largeTable } from '#engine/indexes/note-use.ts';
import { newId } from '#platform/id.ts';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let ada: Caller;
let rep: Caller;
let stop: () => Promise<void>;

beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());
let firm: TestWorkspace;
beforeEach(async () => {
  firm = await workspace();
  const outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  rep = await outside.as(await firm.makeUser());
});

const values = async (): Promise<unknown[]> =>
  (await ada.get('/deals?sort=name&fields=name,size')).body.data.map(
    (one: { size: unknown }) => one.size,
  );

async function filled(kind: string, given: unknown[], more: object = {}): Promise<string[]> {
  const label = { en: 'Size' };
  const made = await ada.post('/fields', { object: 'deal', name: 'size', kind, label, ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const ids: string[] = [];
  for (const [at, size] of given.entries()) {
    const deal = await ada.post('/deals', { name: `D${at}`, size });
    ids.push(deal.body.data.id);
  }
  return ids;
}

test('a text becomes a number: what converts is said beforehand, and all of it comes back', async () => {
  const [first] = await filled('text', ['12', '7,5', 'large', null]);
  const preview = await ada.post('/fields/deal.size/convert', { kind: 'number', preview: true });
  expect(preview.body.data).toMatchObject({ converted: 2, lost: 1 });
  expect(preview.body.data.examples).toContainEqual({ from: 'large', to: null });
  expect(await values()).toEqual(['12', '7,5', 'large', null]);
  expect((await rep.post('/fields/deal.size/convert', { kind: 'number' })).status).toBe(403);

  expect((await ada.post('/fields/deal.size/convert', { kind: 'number' })).status).toBe(200);
  expect(await values()).toEqual(['12', '7.5', null, null]);
  const sorted = await ada.get(
    `/deals?sort=size&fields=name&filter=${encodeURIComponent('{"size":{"gt":8}}')}`,
  );
  expect(sorted.body.data.map((one: { name: string }) => one.name)).toEqual(['D0']);
  await ada.patch(`/deals/${first}`, { size: '99' });

  const undone = await ada.post('/fields/deal.size/convert/undo');
  expect(undone.status, JSON.stringify(undone.body)).toBe(200);
  expect(await values()).toEqual(['99', '7,5', 'large', null]);
  expect((await ada.post('/fields/deal.size/convert/undo')).status).toBe(404);
});

test('a text becomes a choice of what stands in the records', async () => {
  await filled('text', ['S', 'M', ' S ', null]);
  expect((await ada.post('/fields/deal.size/convert', { kind: 'select' })).status).toBe(200);
  expect((await ada.get('/fields')).body.data[0]).toMatchObject({
    kind: 'select',
    options: [{ value: 'M' }, { value: 'S' }],
  });
  expect(await values()).toEqual(['S', 'M', 'S', null]);
  expect((await ada.post('/deals', { name: 'X', size: 'XL' })).status).toBe(422);
});

test('an amount becomes a number and an amount again, and lists still add it up', async () => {
  await filled('money', [{ amount: '10.00', currency: 'EUR' }]);
  await ada.post('/fields/deal.size/convert', { kind: 'number' });
  expect(await values()).toEqual(['10']);
  await ada.post('/fields/deal.size/convert', { kind: 'money' });
  expect(await values()).toEqual([{ amount: '10.00', currency: 'EUR' }]);
  const more = await ada.get(`/deals?filter=${encodeURIComponent('{"size":{"gte":10}}')}`);
  expect(more.body.data).toHaveLength(1);
});

test('what has no other reading, and what rules look at, keeps its kind', async () => {
  await filled('link', [], { to: 'company' });
  const code = async (id: string, body: object) =>
    (await ada.post(`/fields/${id}/convert`, body)).body.errors?.[0]?.code;
  expect(await code('deal.size', { kind: 'text' })).toBe('not_convertible');
  expect((await ada.post('/fields/deal.value/convert', { kind: 'text' })).status).toBe(404);
  const label = { en: 'Grade' };
  await ada.post('/fields', { object: 'deal', name: 'grade', kind: 'integer', label });
  await ada.patch('/fields/deal.value', { requiredWhen: { grade: { gte: 3 } } });
  expect(await code('deal.grade', { kind: 'text' })).toBe('used_in_rule');
});

test('saved views ask the converted field in its new terms, and in the old ones once it is taken back', async () => {
  await filled('text', ['12', '7', null]);
  const company = { 'deals.size': { eq: '12' } };
  const made = async (object: string, filter: object) =>
    (await ada.post('/views', { object, name: 'V', filter })).body.data.id;
  const big = await made('deal', { and: [{ size: { in: ['12', '7'] } }, { name: { ne: '12' } }] });
  const related = await made('company', company);
  const words = await made('deal', { size: { contains: '1' } });
  const filterOf = async (id: string) => (await ada.get(`/views/${id}`)).body.data.filter;

  expect((await ada.post('/fields/deal.size/convert', { kind: 'number' })).status).toBe(200);
  const converted = { and: [{ size: { in: ['12', '7'] } }, { name: { ne: '12' } }] };
  expect(await filterOf(big)).toEqual(converted);
  const shown = await ada.get(`/deals?view=${big}&fields=name&sort=name`);
  expect(shown.body.data.map((one: { name: string }) => one.name)).toEqual(['D0', 'D1']);
  expect((await ada.get(`/companies?view=${related}`)).status).toBe(200);
  // What says nothing of a number is told to whoever opens the view, and stands there again afterwards.
  expect(await filterOf(words)).toEqual({ size: { contains: '1' } });
  expect((await ada.get(`/deals?view=${words}`)).status).toBe(400);

  expect((await ada.post('/fields/deal.size/convert/undo')).status).toBe(200);
  expect(await filterOf(big)).toEqual(converted);
  expect((await ada.get(`/deals?view=${words}&fields=name`)).body.data).toHaveLength(1);
  expect(await filterOf(related)).toEqual(company);
});

test('where very many records have a value, it is converted in the background, and is what it was until then', async () => {
  await filled('text', []);
  const all = Array.from({ length: 2001 }, (_, n) => ({ name: `D${n}`, size: `${n}` }));
  for (let at = 0; at < all.length; at += 1000)
    expect((await ada.post('/deals/batch', { create: all.slice(at, at + 1000) })).status).toBe(200);
  expect((await ada.post('/fields/deal.size/convert', { kind: 'text' })).status).toBe(422);
  const started = await ada.post('/fields/deal.size/convert', { kind: 'integer' });
  expect(started.status).toBe(202);
  const finished = async () => (await ada.get(`/work/${started.body.data.id}`)).body.data;
  await expect.poll(async () => (await finished()).status, { timeout: 20_000 }).toBe('done');
  expect(await finished()).toMatchObject({ result: { converted: 2001, lost: 0 } });
  const filter = encodeURIComponent('{"size":{"gte":1999}}');
  expect((await ada.get(`/deals?filter=${filter}`)).body.data).toHaveLength(2);
  expect((await ada.post('/fields/deal.size/convert/undo')).status).toBe(202);
  await expect
    .poll(async () => (await ada.get('/fields')).body.data[0].kind, { timeout: 20_000 })
    .toBe('text');
});

test('where a long list was sorted by the numbers, and has an index for it, the texts come back all the same', async () => {
  const { query } = firm.engine.database;
  const elsewhere = newId();
  await query(
    `insert into deal (workspace_id, id, title, name, created_at, updated_at, search)
     select $1, gen_random_uuid(), 'D', 'D', now(), now(), '' from generate_series(1, $2)`,
    [elsewhere, largeTable + 1],
  );
  await query('analyze deal');
  // How large it is, is asked once a minute.
  firm.clock.pass(61);
  await filled('text', ['12', 'large']);
  await ada.post('/fields/deal.size/convert', { kind: 'number' });
  await eventually(async () => {
    await ada.get('/deals?sort=size');
    const { rowCount } = await query(
      'select 1 from index_use where field = $1 and built_at is not null',
      [`${firm.workspaceId}.size`],
    );
    return rowCount;
  });
  expect((await ada.post('/fields/deal.size/convert/undo')).status).toBe(200);
  expect(await values()).toEqual(['12', 'large']);
  await query('delete from deal where workspace_id = $1', [elsewhere]);
});
