import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
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

interface Row {
  id: string;
  lastName: string;
  version: number;
}

const rows = async (query = ''): Promise<Row[]> =>
  (await ada.get(`/people?limit=200&sort=lastName${query}`)).body.data;
const names = async (query = '') => (await rows(query)).map((row) => row.lastName);
const people = (...lastNames: string[]) => ({
  create: lastNames.map((lastName) => ({ lastName })),
});

describe('a batch', () => {
  test('makes, changes, deletes and restores in one go, and one undo takes all of it back', async () => {
    const made = await ada.post('/people/batch', people('A', 'B', 'C'));
    expect(made.status).toBe(200);
    expect(made.body.data.counts).toMatchObject({ created: 3, updated: 0, deleted: 0 });
    const [a, b, c] = (await rows()).map((row) => row.id);
    const mixed = await ada.post('/people/batch', {
      create: [{ lastName: 'D' }],
      update: [
        { id: a, lastName: 'A2' },
        { id: b, lastName: 'B2' },
      ],
      delete: [c],
    });
    expect(mixed.body.data.counts).toEqual({ created: 1, updated: 2, deleted: 1, restored: 0 });
    expect(await names()).toEqual(['A2', 'B2', 'D']);
    const undone = await ada.post(`/changes/${mixed.body.data.batch}/undo`);
    expect(undone.status).toBe(200);
    expect(undone.body.data).toMatchObject({ counts: { undone: 4, refused: 0 }, refused: [] });
    expect(await names()).toEqual(['A', 'B', 'C']);
    expect((await ada.post(`/changes/${mixed.body.data.batch}/undo`)).status).toBe(409);
    await ada.delete(`/people/${c}`);
    expect((await ada.post('/people/batch', { restore: [c] })).body.data.counts.restored).toBe(1);
    expect(await names()).toEqual(['A', 'B', 'C']);
  });

  test('names the versions that its records have since, so that who goes on is not refused for it', async () => {
    await ada.post('/people/batch', people('A', 'B', 'C'));
    const [a, b, c] = await rows();
    const ids = [a?.id, b?.id, c?.id];
    await ada.patch(`/people/${a?.id}`, { jobTitle: 'Buyer' });
    const set = { jobTitle: 'Roofer' };
    const { changed } = (await ada.post('/people/batch', { ids, set })).body.data;
    expect(changed).toEqual([
      {
        fields: ['jobTitle'],
        versions: { [`${a?.id}`]: 3, [`${b?.id}`]: 2, [`${c?.id}`]: 2 },
      },
    ]);
    const again = { jobTitle: 'Tiler' };
    const since = (base: number) => ({ 'x-base-version': `${base}` });
    expect((await ada.patch(`/people/${b?.id}`, again, since(1))).status).toBe(412);
    expect((await ada.patch(`/people/${b?.id}`, again, since(2))).status).toBe(200);
  });

  test('does all or nothing, and says which line was wrong', async () => {
    await ada.post('/people/batch', people('A'));
    const [row] = await rows();
    const wrong: [object, number][] = [
      [{ create: [{ lastName: 'X' }, { emails: ['no address'] }] }, 422],
      [{ create: [{ lastName: 'X' }, { nonsense: 1 }] }, 400],
      [{ create: [{ lastName: 'X' }], update: [{ id: firm.admin.id, lastName: 'Y' }] }, 404],
      [{ create: [{ lastName: 'X' }], update: [{ id: 'nonsense', lastName: 'Y' }] }, 404],
      [{ create: [{ lastName: 'X' }], update: [{ id: row?.id, version: 9, lastName: 'Y' }] }, 412],
      [{ update: [{ id: row?.id, lastName: 'Y' }], delete: [firm.workspaceId] }, 404],
      [{ create: [{ lastName: 'X' }], delete: 'all' }, 400],
      [{ create: [{ lastName: 'X' }], remove: [row?.id] }, 400],
      [{ create: { lastName: 'X' } }, 400],
      [{ create: [null] }, 400],
      [{ update: [{ lastName: 'X' }] }, 400],
    ];
    for (const [body, status] of wrong) {
      const answer = await ada.post('/people/batch', body);
      expect(answer.status, JSON.stringify(body)).toBe(status);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
    const second = (
      await ada.post('/people/batch', { create: [{ lastName: 'X' }, { emails: ['no address'] }] })
    ).body;
    expect(second.errors[0]).toMatchObject({ field: 'create.1.emails.0.value', code: 'email' });
    expect(await rows()).toMatchObject([{ lastName: 'A', version: 1 }]);
  });

  test('changes a record twice where it is named twice, in the order given', async () => {
    await ada.post('/people/batch', people('A'));
    const [row] = await rows();
    const twice = await ada.post('/people/batch', {
      update: [
        { id: row?.id, lastName: 'B', jobTitle: 'Buyer' },
        { id: row?.id, lastName: 'D' },
        { id: row?.id?.toUpperCase(), lastName: 'C' },
      ],
    });
    expect(twice.status).toBe(200);
    expect(await rows()).toMatchObject([{ lastName: 'C', jobTitle: 'Buyer' }]);
    await ada.post(`/changes/${twice.body.data.batch}/undo`);
    expect(await rows()).toMatchObject([{ lastName: 'A', jobTitle: null }]);
    await ada.post('/people/batch', { delete: [row?.id, row?.id] });
    expect(await rows()).toEqual([]);
  });

  test('tags that come do so beside those that an empty list is filled with, or that all get', async () => {
    await ada.post('/people/batch', people('A'));
    const where = { lastName: { eq: 'A' } };
    const bulk = (change: object) => ada.post('/people/batch', { where, ...change });
    await bulk({ fill: { tags: ['plain'] }, addTags: ['vip'] });
    expect(await rows()).toMatchObject([{ tags: ['plain', 'vip'] }]);
    await bulk({ fill: { tags: ['empty'] }, addTags: ['fair'], removeTags: ['vip'] });
    expect(await rows()).toMatchObject([{ tags: ['plain', 'fair'] }]);
    await bulk({ set: { tags: ['new', 'old'] }, addTags: ['more'], removeTags: ['old'] });
    expect(await rows()).toMatchObject([{ tags: ['new', 'more'] }]);
    await bulk({ set: { tags: { add: ['one'], remove: ['new'] } }, addTags: ['two'] });
    expect(await rows()).toMatchObject([{ tags: ['more', 'one', 'two'] }]);
    await bulk({ set: { tags: { add: ['three'] } }, removeTags: ['three', 'one'] });
    expect(await rows()).toMatchObject([{ tags: ['more', 'two'] }]);
    await bulk({ set: { tags: null }, addTags: ['last'] });
    expect(await rows()).toMatchObject([{ tags: ['last'] }]);
  });

  test('sets fields and tags of all that match, or deletes them', async () => {
    await ada.post('/people/batch', people('A1', 'A2', 'B1'));
    const where = { lastName: { startsWith: 'a' } };
    const set = await ada.post('/people/batch', {
      where,
      set: { jobTitle: 'Buyer' },
      addTags: ['vip', 'fair'],
    });
    expect(set.body.data.counts.updated).toBe(2);
    expect(await names('&filter={"tags":{"has":"vip"},"jobTitle":{"eq":"Buyer"}}')).toEqual([
      'A1',
      'A2',
    ]);
    await ada.post('/people/batch', { where, removeTags: ['VIP'] });
    expect(await rows('&filter={"tags":{"has":"fair"}}')).toMatchObject([
      { tags: ['fair'] },
      { tags: ['fair'] },
    ]);
    const one = (await rows()).at(-1)?.id;
    await ada.post('/people/batch', { ids: [one], set: { jobTitle: 'CFO' } });
    expect(await names('&filter={"jobTitle":{"eq":"CFO"}}')).toEqual(['B1']);
    expect(
      (await ada.post('/people/batch', { where, delete: true })).body.data.counts.deleted,
    ).toBe(2);
    expect(await names()).toEqual(['B1']);
    expect(await names('&deleted=only')).toEqual(['A1', 'A2']);
    expect(
      (await ada.post('/people/batch', { where: {}, set: { jobTitle: 'All' } })).body.data.counts
        .updated,
    ).toBe(1);
    expect(
      (await ada.post('/people/batch', { where: { nonsense: { eq: 1 } }, set: {} })).status,
    ).toBe(400);
    expect((await ada.post('/people/batch', { set: { jobTitle: 'None' } })).status).toBe(400);
    expect((await ada.post('/people/batch', { where: {}, ids: [], set: {} })).status).toBe(400);
    expect((await ada.post('/people/batch', { where: {}, set: { nonsense: 1 } })).status).toBe(400);
  });

  test('takes 10,000 records and not one more', async () => {
    const most = Array.from({ length: 10_000 }, (_, i) => ({ lastName: `P${i}` }));
    const more = await ada.post('/people/batch', { create: [...most, { lastName: 'One more' }] });
    expect(more.status).toBe(413);
    expect(more.body).toMatchObject({ code: 'too_large', details: { limit: 10_000 } });
    expect((await ada.post('/people/batch', { create: most })).body.data.counts.created).toBe(
      10_000,
    );
    expect((await ada.get('/people?limit=1&total=exact')).body.page.total).toBe(10_000);
    await ada.post('/people', { lastName: 'One more' });
    const all = await ada.post('/people/batch', { where: {}, set: { jobTitle: 'Buyer' } });
    expect(all.status).toBe(413);
    const capped = (await ada.get('/people?limit=1')).body.page;
    expect(capped).toMatchObject({ total: 10_000, totalIsLowerBound: true });
    expect(
      (await ada.get('/people?limit=1&filter={"jobTitle":{"empty":false}}')).body.page.total,
    ).toBe(0);
  }, 60_000);

  test('leaves what somebody may not change, and names it; one that is not there stops all', async () => {
    const rep = await firm.makeUser();
    const salesperson = await outside.as(rep);
    await ada.post('/people/batch', people('Ada’s'));
    await salesperson.post('/people/batch', people('Rep’s'));
    const ids = (await rows()).map((row) => row.id);
    const nobody = [...ids, '0199a000-0000-7000-8000-00000000000a'];
    const gone = await salesperson.post('/people/batch', {
      ids: nobody,
      set: { jobTitle: 'Mine' },
    });
    expect(gone.status).toBe(404);
    const done = await salesperson.post('/people/batch', { ids, set: { jobTitle: 'Theirs' } });
    expect(done.body.data).toMatchObject({
      counts: { updated: 1, refused: 1 },
      refused: [{ title: 'Ada’s', error: { code: 'not_yours' } }],
    });
    const each = ids.map((id) => ({ id, jobTitle: 'Mine' }));
    expect((await salesperson.post('/people/batch', { update: each })).status).toBe(403);
    // Of all that match, too.
    const some = await salesperson.post('/people/batch', { where: {}, set: { jobTitle: 'Mine' } });
    expect(some.body.data).toMatchObject({
      counts: { updated: 1, refused: 1 },
      refused: [{ title: 'Ada’s', error: { code: 'not_yours' } }],
    });
    const viewer = await outside.as(await firm.makeUser({ role: 'viewer' }));
    expect((await viewer.post('/people/batch', people('X'))).status).toBe(403);
    const reader = await outside.as(firm.admin, ['read']);
    expect((await reader.post('/people/batch', people('X'))).status).toBe(403);
    expect((await reader.get('/people')).status).toBe(200);
    expect(await names('&filter={"jobTitle":{"eq":"Mine"}}')).toEqual(['Rep’s']);
  });
});
