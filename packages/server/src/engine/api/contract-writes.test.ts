import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let bruno: Caller;
let brunoId: string;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  const user = await firm.makeUser({ role: 'manager', name: 'Bruno' });
  brunoId = user.id;
  bruno = await outside.as(user);
});

const count = async () => (await ada.get('/people?limit=1&total=exact')).body.page.total;

describe('two people at once', () => {
  test('T25 whoever writes with If-Match is refused when anything has changed, and told what', async () => {
    const { id } = (await ada.post('/people', { lastName: 'Rossi', jobTitle: 'Buyer' })).body.data;
    expect(
      (await bruno.patch(`/people/${id}`, { jobTitle: 'CFO' }, { 'if-match': '"1"' })).status,
    ).toBe(200);
    const stale = await ada.patch(`/people/${id}`, { lastName: 'Verdi' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({
      status: 412,
      code: 'stale',
      details: { current: 2, fields: { jobTitle: { by: brunoId, value: 'CFO' } } },
    });
    const now = (await ada.get(`/people/${id}`)).body.data;
    expect(now).toMatchObject({ lastName: 'Rossi', version: 2 });
    for (const match of ['"2"', 'W/"2"', '2', '*']) {
      const version = (await ada.get(`/people/${id}`)).body.data.version;
      const header = match.replace('2', String(version));
      const answer = await ada.patch(
        `/people/${id}`,
        { lastName: `V${match}` },
        { 'if-match': header },
      );
      expect(answer.status, match).toBe(200);
    }
    for (const match of ['', 'two', '"1", "2"', '-1', '1e3', '99999999999999999999'])
      expect(
        (await ada.patch(`/people/${id}`, { lastName: 'X' }, { 'if-match': match })).status,
        match,
      ).toBe(400);
  });

  test('with X-Base-Version different fields are both kept, the same field is refused', async () => {
    const { id } = (await ada.post('/people', { lastName: 'Rossi' })).body.data;
    const base = { 'x-base-version': '1' };
    expect((await bruno.patch(`/people/${id}`, { jobTitle: 'CFO' }, base)).status).toBe(200);
    const merged = await ada.patch(`/people/${id}`, { department: 'Sales' }, base);
    expect(merged.body.data).toMatchObject({ jobTitle: 'CFO', department: 'Sales', version: 3 });
    const clash = await ada.patch(`/people/${id}`, { jobTitle: 'CEO', lastName: 'Verdi' }, base);
    expect(clash.status).toBe(412);
    expect(Object.keys(clash.body.details.fields)).toEqual(['jobTitle']);
    expect((await ada.patch(`/people/${id}`, { jobTitle: 'CFO' }, base)).status).toBe(200);
    expect((await ada.get(`/people/${id}`)).body.data).toMatchObject({
      lastName: 'Rossi',
      version: 3,
    });
  });

  test('of lists what comes and what goes may be said: nobody loses what another has added meanwhile', async () => {
    const { id } = (await ada.post('/people', { lastName: 'Rossi', tags: ['a', 'b'] })).body.data;
    const path = `/people/${id}`;
    const base = { 'x-base-version': '1' };
    expect((await bruno.patch(path, { tags: { add: ['c'] } }, base)).status).toBe(200);
    await bruno.post(`${path}/follow`, {});
    const late = await ada.patch(
      path,
      { tags: { add: ['D'], remove: ['A'] }, followers: { add: [firm.admin.id] } },
      base,
    );
    expect(late.body.data).toMatchObject({
      tags: ['b', 'c', 'D'],
      followers: [brunoId, firm.admin.id],
    });
    expect((await ada.patch(path, { tags: ['b'] }, base)).status).toBe(412);
    const gone = await ada.patch(path, { tags: { remove: ['b', 'c', 'd'] } });
    expect(gone.body.data.tags).toEqual([]);
    for (const wrong of [{ add: 'x' }, { add: ['x'], other: 1 }, { remove: {} }])
      expect((await ada.patch(path, { tags: wrong })).status).toBe(422);
    expect((await ada.patch(path, { tags: { add: ['x'] } }, { 'if-match': '"1"' })).status).toBe(
      412,
    );
    const made = await ada.post('/people', { lastName: 'Neri', tags: { add: ['x', 'X'] } });
    expect(made.body.data.tags).toEqual(['x']);
  });

  test('of twenty changes of the same version at once one wins', async () => {
    const { id } = (await ada.post('/people', { lastName: 'Rossi' })).body.data;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ada.patch(`/people/${id}`, { jobTitle: `Job ${i}` }, { 'if-match': '"1"' }),
      ),
    );
    const statuses = answers.map((answer) => answer.status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array<number>(19).fill(412)]);
    expect((await ada.get(`/people/${id}`)).body.data.version).toBe(2);
  });

  test('who deletes and who changes the same records at once never leave half of it, nor an error of ours', async () => {
    await ada.post('/people/batch', {
      create: Array.from({ length: 30 }, (_, i) => ({ lastName: `P${i}` })),
    });
    const ids: string[] = (await ada.get('/people?limit=200')).body.data.map(
      (row: { id: string }) => row.id,
    );
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => {
        const some = ids.toSorted(() => (i % 2 ? 1 : -1)).slice(i % 7, 10 + i);
        if (i % 3 === 0) return ada.post('/people/batch', { delete: some.slice(0, 2) });
        return ada.post('/people/batch', { update: some.map((id) => ({ id, jobTitle: `J${i}` })) });
      }),
    );
    for (const answer of answers) expect([200, 404]).toContain(answer.status);
  });
});

describe('an Idempotency-Key', () => {
  test('T25 gives the first answer again, also to a hundred at once; only one record is made', async () => {
    const key = { 'idempotency-key': 'import-7' };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ada.post('/people', { lastName: 'Once' }, key)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(1);
    expect(await count()).toBe(1);
    const batch = { create: [{ lastName: 'A' }, { lastName: 'B' }] };
    const first = await ada.post('/people/batch', batch, { 'idempotency-key': 'batch' });
    const again = await ada.post('/people/batch', batch, { 'idempotency-key': 'batch' });
    expect(again.body).toEqual(first.body);
    expect(await count()).toBe(3);
  }, 30_000);

  test('T25 is each person’s own, fits one request only, and is forgotten after a day', async () => {
    const key = { 'idempotency-key': 'k' };
    const first = await ada.post('/people', { lastName: 'A' }, key);
    expect((await bruno.post('/people', { lastName: 'A' }, key)).body.data.id).not.toBe(
      first.body.data.id,
    );
    expect((await ada.post('/people', { lastName: 'B' }, key)).status).toBe(422);
    expect((await ada.post('/companies', { name: 'B' }, key)).status).toBe(422);
    firm.clock.pass(86_300);
    expect((await ada.post('/people', { lastName: 'A' }, key)).body.data.id).toBe(
      first.body.data.id,
    );
    firm.clock.pass(200);
    expect((await ada.post('/people', { lastName: 'A' }, key)).body.data.id).not.toBe(
      first.body.data.id,
    );
    expect(
      (await ada.post('/people', { lastName: 'A' }, { 'idempotency-key': 'x'.repeat(201) })).status,
    ).toBe(400);
    expect((await ada.post('/people', { lastName: 'A' }, { 'idempotency-key': '' })).status).toBe(
      400,
    );
  });

  test('is free again after a refusal, and covers actions, undo and work in the background', async () => {
    const key = { 'idempotency-key': 'k' };
    expect((await ada.post('/people', { emails: ['wrong'] }, key)).status).toBe(422);
    expect((await ada.post('/people', { lastName: 'A' }, key)).status).toBe(201);
    const deal = (await ada.post('/deals', { name: 'D' })).body.data;
    const won = await ada.post(`/deals/${deal.id}/win`, {}, { 'idempotency-key': 'win' });
    expect(won.status).toBe(200);
    expect(
      (await ada.post(`/deals/${deal.id}/win`, {}, { 'idempotency-key': 'win' })).body,
    ).toEqual(won.body);
    expect((await ada.post(`/deals/${deal.id}/win`)).status).toBe(409);
    const undo = `/changes/${won.body.batch}/undo`;
    const undone = await ada.post(undo, {}, { 'idempotency-key': 'undo' });
    expect((await ada.post(undo, {}, { 'idempotency-key': 'undo' })).body).toEqual(undone.body);
    await ada.delete(`/deals/${deal.id}`);
    const back = await ada.post(`/deals/${deal.id}/restore`, {}, { 'idempotency-key': 'back' });
    expect(
      (await ada.post(`/deals/${deal.id}/restore`, {}, { 'idempotency-key': 'back' })).body,
    ).toEqual(back.body);
  });

  test('is not stuck when the server died before it could answer', async () => {
    const key = { 'idempotency-key': 'k' };
    await ada.post('/people', { lastName: 'A' }, key);
    // As a process leaves it that was killed at work: the key is taken, nothing was written.
    await firm.engine.database.query(
      'update idempotency_key set status = null, body = null, created_at = $2 where workspace_id = $1',
      [firm.workspaceId, new Date(Date.now() - 120_000).toISOString()],
    );
    expect((await ada.post('/people', { lastName: 'A' }, key)).status).toBe(201);
  });
});
