import { Environment } from '@marcbachmann/cel-js';
import { Big } from 'big.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { deriveAgain } from '#engine/records/derive-again.ts';
import { type Caller, inBackground as runBackground } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

const label = { en: 'Extra' };
const add = (name: string, kind: string, formula?: string, more: object = {}) =>
  ada.post('/fields', { object: 'deal', name, kind, label, ...(formula && { formula }), ...more });
const fields = async (...all: [name: string, kind: string, formula?: string][]) => {
  for (const [name, kind, formula] of all)
    expect((await add(name, kind, formula)).status, name).toBe(201);
};
const deal = async (more: object) =>
  (await ada.post('/deals', { name: 'Pumps', ...more })).body.data;
const read = async (id: string) => (await ada.get(`/deals/${id}`)).body.data;
const inTheBackground = () => deriveAgain(firm.engine, firm.workspaceId);

test('a formula fills its field with every change of what it uses, and history says so', async () => {
  await fields(
    ['pieces', 'integer'],
    ['price', 'money'],
    ['total', 'money', 'price * pieces'],
    ['reserve', 'money', 'total * 0.1'],
    ['label2', 'text', 'pieces > 9 ? "big: " + name : "small"'],
    ['decided', 'date', 'addDays(expectedClose, pieces)'],
    ['half', 'number', 'pieces / 2 + 0.1 + 0.2'],
    ['isBig', 'boolean', 'pieces >= 10 && price != null'],
  );
  const made = await deal({
    ...{ pieces: 3, price: { amount: '10.05', currency: 'EUR' } },
    expectedClose: '2026-11-22',
  });
  expect(made).toMatchObject({
    total: { amount: '30.15', currency: 'EUR' },
    reserve: { amount: '3.02', currency: 'EUR' },
    ...{ label2: 'small', decided: '2026-11-25', half: '1.8', isBig: false },
  });
  await ada.patch(`/deals/${made.id}`, { pieces: 10 });
  expect(await read(made.id)).toMatchObject({
    total: { amount: '100.50', currency: 'EUR' },
    reserve: { amount: '10.05', currency: 'EUR' },
    ...{ label2: 'big: Pumps', decided: '2026-12-02', half: '5.3', isBig: true },
  });
  const history = (await ada.get(`/deals/${made.id}/history`)).raw.toString();
  expect(history).toContain('big: Pumps');
  const found = await ada.get(
    `/deals?sort=-total&filter=${encodeURIComponent(JSON.stringify({ isBig: { eq: true } }))}`,
  );
  expect(found.body.data).toMatchObject([{ id: made.id }]);
  expect((await ada.patch(`/deals/${made.id}`, { total: null })).body.errors).toMatchObject([
    { field: 'total', code: 'read_only' },
  ]);
  // Nothing to count with: nothing comes of it, and the change is saved all the same.
  expect((await ada.patch(`/deals/${made.id}`, { pieces: null, price: null })).status).toBe(200);
  expect(await read(made.id)).toMatchObject({ total: null, reserve: null, half: null });
});

test('who takes a change back takes back what followed from it, and nothing else', async () => {
  await fields(['pieces', 'integer'], ['words', 'text', 'name + " " + string(pieces)']);
  const { id } = await deal({ pieces: 3 });
  const changed = await ada.patch(`/deals/${id}`, { pieces: 5 });
  firm.clock.pass(1);
  await ada.patch(`/deals/${id}`, { name: 'Valves' });
  expect((await read(id)).words).toBe('Valves 5');
  const undone = await ada.post(`/changes/${changed.body.batch}/undo`);
  expect([undone.status, undone.body]).toMatchObject([200, { data: { refused: [] } }]);
  expect(await read(id)).toMatchObject({ pieces: 3, name: 'Valves', words: 'Valves 3' });
});

test('division by nothing and amounts of two currencies give nothing', async () => {
  await fields(
    ['parts', 'number'],
    ['each', 'number', '1 / parts'],
    ['cost', 'money'],
    ['gain', 'money', 'value - cost'],
    ['safe', 'number', 'ifEmpty(parts, 7) * 2'],
  );
  const made = await deal({
    ...{ parts: '0', value: { amount: '5', currency: 'EUR' } },
    cost: { amount: '1', currency: 'PLN' },
  });
  expect(made).toMatchObject({ each: null, gain: null, safe: '0' });
  await ada.patch(`/deals/${made.id}`, {
    ...{ parts: null, cost: { amount: '1', currency: 'EUR' } },
  });
  expect(await read(made.id)).toMatchObject({
    ...{ each: null, safe: '14', gain: { amount: '4.00', currency: 'EUR' } },
  });
});

describe('refused, with the place,', () => {
  const refusal = async (formula: string, kind = 'number') => {
    const { status, body } = await add('made', kind, formula);
    expect(status, formula).toBe(422);
    const [{ code, values }] = body.errors;
    return `${code} ${values?.start ?? ''} ${values?.part ?? ''}`.trim();
  };

  test('is what cannot be read, counted or stored', async () => {
    await fields(['parts', 'number']);
    expect(await refusal('parts +')).toContain('formula_syntax 7');
    expect(await refusal('1 + prts')).toBe('formula_field 4 prts');
    expect(await refusal('updatedAt == null', 'boolean')).toContain('formula_field');
    expect(await refusal('1 + name')).toBe('formula_type 0 1 + name');
    expect(await refusal('name')).toContain('formula_result');
    expect(await refusal('parts', 'longText')).toContain('not_formula_kind');
    expect((await add('made', 'number', 'parts', { required: true })).status).toBe(422);
    expect((await ada.patch('/fields/deal.parts', { formula: '1' })).body.errors).toMatchObject([
      { field: 'formula', code: 'not_formula' },
    ]);
  });

  test('is whatever could take long', async () => {
    const nested = (depth: number): string =>
      depth ? `[1,2,3,4,5,6,7,8,9].all(x${depth}, ${nested(depth - 1)})` : 'true';
    const slow = [
      nested(12),
      'name.matches("(a+)+$")',
      'cel.bind(x, name + name, x) == ""',
      '{"a": 1} == {"a": 1}',
      `${'('.repeat(60)}true${')'.repeat(60)}`,
      Array.from({ length: 600 }, () => 't').join('+'),
    ];
    for (const formula of slow) {
      const began = Date.now();
      expect(await refusal(formula, 'boolean')).toMatch(/^formula_(part|syntax|field)/);
      expect(Date.now() - began).toBeLessThan(1000);
    }
    expect((await add('made', 'number', '1'.repeat(2001))).status).toBe(400);
  });

  test('is a circle', async () => {
    expect(await refusal('made + 1')).toContain('formula_circle');
    await fields(['one', 'number', '1'], ['two', 'number', 'one + 1'], ['three', 'number', 'two']);
    const closed = await ada.patch('/fields/deal.one', { formula: 'three + 1' });
    expect(closed.body.errors).toMatchObject([
      { field: 'formula', code: 'formula_circle', values: { part: 'three' } },
    ]);
  });

  test('is to take away, or to turn into something else, what a formula uses', async () => {
    await fields(['parts', 'number'], ['twice', 'number', 'parts * 2']);
    const used = [{ field: 'name', code: 'used_in_formula', values: { field: 'twice' } }];
    expect((await ada.delete('/fields/deal.parts')).body.errors).toMatchObject(used);
    expect(
      (await ada.post('/fields/deal.parts/convert', { kind: 'text' })).body.errors,
    ).toMatchObject(used);
    expect((await ada.post('/fields/deal.twice/convert', { kind: 'text' })).status).toBe(422);
    expect((await ada.delete('/fields/deal.twice')).status).toBe(200);
    expect((await ada.delete('/fields/deal.parts')).status).toBe(200);
    // It cannot come back without what it is made of.
    expect((await ada.post('/fields/deal.twice/restore')).body.errors).toMatchObject([
      { code: 'formula_field' },
    ]);
  });
});

test('whoever does not see what a formula is made of does not see the result', async () => {
  expect((await add('cost', 'number', undefined, { seenBy: ['manager'] })).status).toBe(201);
  await fields(['margin', 'number', '100 - cost'], ['grade', 'text', 'margin > 50 ? "A" : "B"']);
  const { id } = await deal({ cost: '23' });
  const rep = await outside.as(await firm.makeUser());
  for (const path of [`/deals/${id}`, `/deals/${id}/history`, '/catalog', '/fields', '/deals'])
    expect((await rep.get(path)).raw.toString(), path).not.toMatch(/margin|grade|"77"/);
  expect((await rep.get('/deals?sort=margin')).status).toBe(400);
  const boss = await outside.as(await firm.makeUser({ role: 'manager' }));
  expect((await boss.get(`/deals/${id}`)).body.data).toMatchObject({ margin: '77', grade: 'A' });
});

test('records from before a formula get it in the background, and again when it changes', async () => {
  await fields(['parts', 'number'], ['price', 'money']);
  const price = { amount: '2', currency: 'EUR' };
  const old = await deal({ parts: '4', price });
  await fields(['twice', 'number', 'parts * 2'], ['both', 'money', 'price * twice']);
  expect((await read(old.id)).twice ?? null).toBeNull();
  await inTheBackground();
  const both = { amount: '16.00', currency: 'EUR' };
  const now = await read(old.id);
  expect(now).toMatchObject({ twice: '8', both });
  // Nobody has changed the record.
  expect(now.version).toBe(old.version);
  await ada.patch('/fields/deal.twice', { formula: 'parts * 3' });
  await inTheBackground();
  expect(await read(old.id)).toMatchObject({ twice: '12', both: { amount: '24.00' } });
  const sums = await ada.get('/deals?sort=-both');
  expect(sums.body.data).toMatchObject([{ id: old.id }]);
});

test('a formula is made anew when somebody asks for it', async () => {
  await fields(['parts', 'number'], ['twice', 'number', 'parts * 2']);
  const { id } = await deal({ parts: '4' });
  await inTheBackground();
  await firm.engine.database.query(
    `update deal set custom = custom || '{"twice": "1"}' where workspace_id = $1`,
    [firm.workspaceId],
  );
  await inTheBackground();
  expect((await read(id)).twice).toBe('1');
  expect((await ada.post('/fields/deal.parts/recompute')).status).toBe(404);
  const stop = await runBackground(firm.engine);
  const begun = await ada.post('/fields/deal.twice/recompute');
  expect(begun).toMatchObject({
    ...{ status: 202, body: { data: { kind: 'recompute', object: 'deal', status: 'running' } } },
  });
  const item = async () => (await ada.get(`/work/${begun.body.data.id}`)).body.data;
  await expect.poll(async () => (await item()).status).toBe('done');
  await stop();
  expect(await item()).toMatchObject({ progress: { done: 1, total: 1 }, result: { made: 1 } });
  expect((await read(id)).twice).toBe('8');
});

test('another workspace takes formulas over with the set-up, after what they are made of', async () => {
  await fields(['one', 'number', '1'], ['parts', 'number'], ['twice', 'number', 'parts * 2']);
  expect((await ada.patch('/fields/deal.one', { formula: 'twice + 1' })).status).toBe(200);
  const file = (await ada.get('/set-up/export')).body;
  const other = await workspace();
  const eva = await (await openOutside(other)).as(other.admin);
  const { steps } = (await eva.post('/set-up/apply', file)).body.data;
  expect(steps.filter((one: { does: string }) => one.does === 'refuse')).toEqual([]);
  const made = (await eva.post('/deals', { name: 'Pumps', parts: '4' })).body.data;
  expect(made).toMatchObject({ twice: '8', one: '9' });
});

test('while it is written, a formula shows what it gives or where it is wrong', async () => {
  await fields(['parts', 'number']);
  const { id } = await deal({ parts: '4' });
  const check = async (formula: string) =>
    (await ada.post('/fields/check-formula', { object: 'deal', kind: 'number', formula })).body
      .data;
  expect(await check('parts * 2 + 0.5')).toEqual({
    ...{ valid: true, error: null, uses: ['parts'] },
    kinds: ['number', 'integer', 'percent', 'duration'],
    examples: [{ id, title: 'Pumps', value: '8.5' }],
  });
  expect(await check('parts * two')).toMatchObject({
    valid: false,
    ...{ kinds: [], error: { code: 'formula_field', values: { part: 'two', start: 8, end: 11 } } },
  });
  // Which kinds of fields could hold it, whether one is chosen already or not.
  expect(await check('parts > 2')).toMatchObject({
    ...{ valid: false, kinds: ['boolean'], error: { code: 'formula_result' } },
  });
  const ofAnyKind = { object: 'deal', name: 'more', formula: 'value * parts' };
  expect((await ada.post('/fields/check-formula', ofAnyKind)).body.data).toMatchObject({
    ...{ valid: true, kinds: ['money'], uses: ['value', 'parts'] },
  });
});

test('whatever arithmetic says of whatever numbers, that is what is stored', async () => {
  await fields(['a', 'number'], ['b', 'number']);
  const leaf = fc.constantFrom('a', 'b', '2', '0.5', '10');
  const tree = fc.letrec<{ sum: string }>((tie) => ({
    sum: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum'))
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    ),
  })).sum;
  const given = fc
    .integer({ min: -9999, max: 9999 })
    .map((cents) => new Big(cents).div(100).toFixed());
  const plain = new Environment().registerVariable('a', 'double').registerVariable('b', 'double');
  await add('made', 'number', 'a');
  await fc.assert(
    fc.asyncProperty(tree, given, given, async (formula, a, b) => {
      expect((await ada.patch('/fields/deal.made', { formula })).status).toBe(200);
      const { id } = await deal({ a, b: '1' });
      await ada.patch(`/deals/${id}`, { b });
      const exact: unknown = plain.evaluate(formula.replaceAll(/\b(2|10)\b/g, '$1.0'), {
        a: Number(a),
        b: Number(b),
      });
      const stored = (await read(id)).made ?? null;
      if (typeof exact !== 'number' || !Number.isFinite(exact)) expect(stored).toBeNull();
      else
        expect(Number(stored)).toBe(
          Number(new Big(exact.toPrecision(15)).round(10, Big.roundHalfUp).toFixed()),
        );
    }),
    { numRuns: 30 },
  );
});
