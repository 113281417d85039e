import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
/** Acme in Poland, Beta in Italy, Gamma nowhere. */
let companies: string[];

interface Row {
  id: string;
  title: string;
  jobTitle: string | null;
}

const titles = (answer: { body: { data: Row[] } }) => answer.body.data.map((row) => row.title);
const list = async (query: Record<string, string | number>) =>
  ada.get(
    `/people?${Object.entries(query)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&')}`,
  );

beforeAll(async () => {
  firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
  companies = await Promise.all(
    ['Acme', 'Beta', 'Gamma'].map(
      async (name, i) =>
        (
          await ada.post('/companies', {
            name,
            addresses: i < 2 ? [{ city: ['Łódź', 'Torino'][i], country: ['PL', 'IT'][i] }] : [],
          })
        ).body.data.id,
    ),
  );
  const jobs = ['Buyer', 'CFO', null, 'Áccountant', 'buyer'];
  await ada.post('/people/batch', {
    create: Array.from({ length: 120 }, (_, i) => ({
      lastName: `Person ${String(i).padStart(3, '0')}`,
      jobTitle: jobs[i % 5],
      company: companies[i % 4] ?? null,
      tags: i % 2 ? ['fair'] : [],
    })),
  });
});

describe('a list', () => {
  test('gives 50 at a time unless asked otherwise, 200 at most', async () => {
    expect((await list({})).body.data).toHaveLength(50);
    expect((await list({ limit: 7 })).body.data).toHaveLength(7);
    expect((await list({ limit: 200 })).body.data).toHaveLength(120);
    for (const limit of ['201', '0', '-1', 'ten', '1.5', '', '1e99'])
      expect((await list({ limit })).status, limit).toBe(400);
  });

  test('goes on where the page before ended, until `next` is null, also when something is added meanwhile', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { status, body } = await list({ sort: 'title', limit: 25, ...(after && { after }) });
      expect(status).toBe(200);
      seen.push(...body.data.map((row: Row) => row.title));
      after = body.page.next ?? '';
      if (seen.length === 25) await ada.post('/people', { lastName: 'Aaa first of all' });
    } while (after);
    expect(seen).toEqual(
      Array.from({ length: 120 }, (_, i) => `Person ${String(i).padStart(3, '0')}`),
    );
    const extra = (await list({ q: 'Aaa' })).body.data[0];
    await ada.delete(`/people/${extra.id}`);
  });

  test('counts on request exactly, capped, or not at all', async () => {
    expect((await list({})).body.page.total).toBe(120);
    expect((await list({ total: 'capped' })).body.page).toMatchObject({ total: 120 });
    expect((await list({ total: 'capped' })).body.page).not.toHaveProperty('totalIsLowerBound');
    expect((await list({ total: 'exact' })).body.page.total).toBe(120);
    expect((await list({ total: 'none' })).body.page).not.toHaveProperty('total');
    expect((await list({ total: 'all' })).status).toBe(400);
  });

  test('is sorted by several fields, up and down, empty values last', async () => {
    const { data } = (await list({ sort: '-jobTitle,title', limit: 200 })).body;
    const jobs: (string | null)[] = data.map((row: Row) => row.jobTitle);
    expect(jobs.indexOf(null)).toBe(96);
    expect(new Set(jobs.slice(0, 48).map((job) => job?.toLowerCase()))).toEqual(
      new Set(['cfo', 'buyer']),
    );
    const cfos: string[] = data
      .filter((row: Row) => row.jobTitle === 'CFO')
      .map((row: Row) => row.title);
    expect(cfos).toEqual(cfos.toSorted());
    const up = (await list({ sort: 'jobTitle,-title', limit: 200 })).body.data;
    expect(up[0].jobTitle).toBe('Áccountant');
    expect(up.at(-1)).toMatchObject({ jobTitle: null, title: 'Person 002' });
  });

  test('refuses what it cannot be sorted by', async () => {
    for (const sort of [
      'nonsense',
      'company.name',
      'title asc',
      'toString',
      '__proto__',
      '--title',
    ]) {
      const { status, body } = await list({ sort });
      expect(status, sort).toBe(400);
      expect(body.errors[0]).toMatchObject({ code: 'unknown_field' });
    }
  });

  test('shows only the fields that are asked for', async () => {
    const { data } = (await list({ fields: 'title,jobTitle', limit: 1, sort: 'title' })).body;
    expect(data).toEqual([{ id: data[0].id, title: 'Person 000', jobTitle: 'Buyer' }]);
    expect((await list({ fields: 'title,nonsense' })).status).toBe(400);
  });

  test('brings along what it refers to: the whole record, or only its title', async () => {
    const whole = (await list({ include: 'company', limit: 1, sort: 'title' })).body.data[0];
    expect(whole.company).toMatchObject({ id: companies[0], name: 'Acme', city: 'Łódź' });
    const titled = (
      await list({ include: 'company.title,owner.title', fields: 'title', limit: 1, sort: 'title' })
    ).body;
    expect(titled.data[0]).toEqual({
      id: whole.id,
      title: 'Person 000',
      company: { id: companies[0], title: 'Acme' },
      owner: { id: firm.admin.id, title: 'Ada Admin' },
    });
    for (const include of ['nonsense', 'company.nonsense', 'title', 'company.parent.name'])
      expect((await list({ include })).status, include).toBe(400);
  });

  test('finds by what somebody types, whatever the case and the accents', async () => {
    await ada.post('/people', {
      firstName: 'Łucja',
      lastName: 'Żółć',
      emails: ['lucja@firma.example'],
    });
    for (const q of ['lucja', 'ŁUCJA', 'zolc', 'Żół', 'lucja zolc', 'lucja@firma.example', 'firma'])
      expect(titles(await list({ q })), q).toEqual(['Łucja Żółć']);
    expect(titles(await list({ q: 'nobody at all' }))).toEqual([]);
    expect((await list({ q: '  ' })).body.page.total).toBe(121);
    const { data } = (await list({ q: 'lucja' })).body;
    await ada.delete(`/people/${data[0].id}`);
  });

  test('opens with a saved view, whose filter holds beside the request’s own and whose order gives way to it', async () => {
    const view = await ada.post('/views', {
      object: 'person',
      name: 'Buyers',
      layout: 'table',
      filter: { jobTitle: { eq: 'Buyer' } },
      sort: '-title',
    });
    const { id } = view.body.data;
    const opened = await list({ view: id, limit: 200 });
    expect(opened.body.page.total).toBe(24);
    expect(titles(opened)[0]).toBe('Person 115');
    expect(titles(await list({ view: id, sort: 'title', limit: 1 }))).toEqual(['Person 000']);
    const both = await list({ view: id, filter: JSON.stringify({ tags: { has: 'fair' } }) });
    expect(both.body.page.total).toBe(12);
    expect((await ada.get(`/deals?view=${id}`)).status).toBe(400);
    expect((await list({ view: companies[0] ?? '' })).status).toBe(404);
    expect((await list({ view: 'nonsense' })).status).toBe(404);
  });

  test('refuses a question that it does not know instead of ignoring it', async () => {
    for (const query of [
      'filters={}',
      'page=2',
      'offset=10',
      'orderBy=title',
      '__proto__=1',
      'deleted=yes',
    ]) {
      const { status, body } = await ada.get(`/people?${query}`);
      expect(status, query).toBe(400);
      expect(body.code).toBe('malformed');
      expect(body.errors[0].field).toBe(query.split('=')[0]);
    }
  });

  test('T25 refuses a made-up or tampered `after`, and one of another order', async () => {
    const { next } = (await list({ sort: 'title', limit: 5 })).body.page;
    const parsed = JSON.parse(Buffer.from(next, 'base64url').toString());
    const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [order, phase, keys] = parsed;
    for (const after of [
      ...['x', '%%%', 'bm9uc2Vuc2U', packed({}), packed([order, phase]), packed([order, 7, keys])],
      packed([order, phase, [keys[0], 'no id']]),
      packed([order, phase, [keys[0], null]]),
      packed([order, phase, [1, 2]]),
      packed([order, 'nowhere', keys]),
      packed([order, phase, [keys[0], `${keys[1]}'; drop table person; --`]]),
    ])
      expect((await list({ sort: 'title', limit: 5, after })).status, after).toBe(400);
    expect((await list({ sort: '-title', limit: 5, after: next })).status).toBe(400);
    expect((await list({ limit: 5, after: next })).status).toBe(400);
    const dated = (await list({ sort: 'createdAt', limit: 5 })).body.page.next;
    const [by, place] = JSON.parse(Buffer.from(dated, 'base64url').toString());
    for (const moment of ['nonsense', '2026-02-30T00:00:00Z', '1e400', ''])
      expect(
        (await list({ sort: 'createdAt', after: packed([by, place, [moment, keys[1]]]) })).status,
        moment,
      ).toBe(400);
  });
});
