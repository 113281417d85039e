import { type CustomKind, customKinds } from '@relata/model';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

async function open() {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
}

const label = { en: 'Extra', pl: 'Dodatkowe' };
const add = async (name: string, kind: string, more: object = {}, object = 'person') =>
  ada.post('/fields', { object, name, kind, label, ...more });

describe('a field of the workspace’s own', () => {
  let ids: { company: string; file: string; other: string };
  beforeAll(async () => {
    await open();
    const company = (await ada.post('/companies', { name: 'Acme' })).body.data.id;
    const other = (await ada.post('/people', { lastName: 'Zoë' })).body.data.id;
    const form = new FormData();
    form.append('file', new File(['a'], 'a.txt'));
    ids = { company, other, file: (await ada.send('/files', form)).body.data.id };
  });

  interface Try {
    more?: object;
    /** The smaller first, as lists order them. */
    values: () => [unknown, unknown];
    /** As they come back, where that is not as they were sent. */
    kept?: () => [unknown, unknown];
    /** A condition that only the second meets. */
    second: () => object;
    sorts?: false;
    exports?: false;
  }

  const tries: Record<CustomKind, Try> = {
    text: { values: () => ['Alpha', 'beta'], second: () => ({ contains: 'ETA' }) },
    longText: { values: () => ['a\nb', 'c'], second: () => ({ eq: 'c' }) },
    number: { values: () => ['2.5', '10'], second: () => ({ gt: 9 }) },
    integer: { values: () => [2, 10], second: () => ({ between: [9, 11] }) },
    money: {
      values: () => [
        { amount: '2.00', currency: 'EUR' },
        { amount: '10.00', currency: 'EUR' },
      ],
      second: () => ({ gte: 10 }),
    },
    percent: { values: () => [2.5, 10], second: () => ({ in: [10] }) },
    date: { values: () => ['2026-01-31', '2026-11-22'], second: () => ({ gte: '2026-02-01' }) },
    dateTime: {
      values: () => ['2026-01-31T10:00:00Z', '2026-11-22T10:00:00Z'],
      kept: () => ['2026-01-31T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
      second: () => ({ eq: '2026-11-22' }),
    },
    boolean: { values: () => [false, true], second: () => ({ eq: true }) },
    select: {
      more: { options: ['L', { value: 'S', label: { en: 'Small' } }] },
      values: () => ['L', 'S'],
      second: () => ({ in: ['S'] }),
    },
    multiSelect: {
      more: { options: ['a', 'b'] },
      values: () => [['a'], ['b', 'a']],
      second: () => ({ has: 'b' }),
    },
    emails: {
      values: () => [
        [{ value: 'a@firm.example', primary: true }],
        [{ value: 'b@firm.example', primary: true }],
      ],
      second: () => ({ has: 'b@firm.example' }),
    },
    phones: {
      values: () => [
        [{ value: '+39 011 1', primary: true }],
        [{ value: '+39 011 22', primary: true }],
      ],
      second: () => ({ contains: '01122' }),
    },
    urls: {
      values: () => [['a.example'], ['b.example']],
      kept: () => [
        [{ value: 'https://a.example', primary: true }],
        [{ value: 'https://b.example', primary: true }],
      ],
      second: () => ({ has: 'b.example' }),
    },
    addresses: {
      values: () => [[{ city: 'Łódź', primary: true }], [{ city: 'Torino', primary: true }]],
      second: () => ({ contains: 'torino' }),
    },
    link: {
      more: { to: 'company' },
      values: () => [ids.company, null],
      second: () => ({ empty: true }),
    },
    links: {
      more: { to: 'person' },
      values: () => [null, [ids.other]],
      second: () => ({ has: ids.other }),
      sorts: false,
    },
    user: { values: () => [firm.admin.id, null], second: () => ({ ne: '@me' }) },
    files: { values: () => [[ids.file], null], second: () => ({ empty: true }), exports: false },
    rating: { values: () => [1, 5], second: () => ({ eq: 5 }) },
    autonumber: { values: () => [1, 2], second: () => ({ gt: 1 }) },
    duration: { values: () => [30, 90], second: () => ({ gte: 60 }) },
    json: {
      values: () => [{ a: { b: null } }, [1, null]],
      second: () => ({ empty: false }),
      sorts: false,
      exports: false,
    },
  };

  test.each(customKinds)(
    'of the kind %s is saved, filtered, sorted and exported at once',
    async (kind) => {
      const { more, values, kept = values, second, sorts, exports } = tries[kind];
      const name = `my${kind[0]?.toUpperCase()}${kind.slice(1)}`;
      const made = await add(name, kind, more);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      expect(made.body.data).toMatchObject({
        id: `person.${name}`,
        object: 'person',
        name,
        kind,
        label,
        required: false,
      });
      const tag = `kind ${kind}`;
      const people = await Promise.all(
        values().map(async (value, i) => {
          const answer = await ada.post('/people', {
            lastName: `P${i}`,
            tags: [tag],
            ...(kind === 'autonumber' ? {} : { [name]: value }),
          });
          expect(answer.status, JSON.stringify(answer.body)).toBe(201);
          return answer.body.data;
        }),
      );
      if (kind === 'autonumber') people.sort((a, b) => a[name] - b[name]);
      expect(people.map((one) => one[name])).toEqual(kept());
      const ofKind = { tags: { has: tag } };
      const list = async (query: Record<string, string>, filter: object = {}) =>
        (
          await ada.get(
            `/people?${new URLSearchParams({ ...query, filter: JSON.stringify({ ...ofKind, ...filter }) }).toString()}`,
          )
        ).body.data.map((one: { id: string }) => one.id);
      const [first, last] = people.map((one) => one.id);
      if (kind === 'json')
        expect(new Set(await list({}, { [name]: second() }))).toEqual(new Set([first, last]));
      else expect(await list({}, { [name]: second() })).toEqual([last]);
      if (sorts !== false) {
        expect(await list({ sort: name })).toEqual([first, last]);
        const filled = kept().every((value) => value !== null);
        expect(await list({ sort: `-${name}` })).toEqual(filled ? [last, first] : [first, last]);
        const page = await ada.get(
          `/people?sort=${name}&limit=1&filter=${encodeURIComponent(JSON.stringify(ofKind))}`,
        );
        expect(await list({ sort: name, after: page.body.page.next })).toEqual([last]);
      }
      const told = (await ada.get(`/people/${first}?fields=${name}`)).body.data;
      expect(told).toEqual({ id: first, [name]: kept()[0] });
      if (exports !== false) {
        const file = await ada.get(
          `/people/export?format=csv&columns=lastName,${name}&filter=${encodeURIComponent(JSON.stringify(ofKind))}`,
        );
        expect(file.status, String(file.body)).toBe(200);
        expect(String(file.body)).toContain(name);
      }
      if (kind === 'autonumber') return;
      const emptied = await ada.patch(`/people/${first}`, { [name]: null });
      expect(emptied.body.data[name]).toBeNull();
      await ada.post(`/changes/${emptied.body.batch}/undo`);
      expect((await ada.get(`/people/${first}?fields=${name}`)).body.data[name]).toEqual(kept()[0]);
    },
  );
});

describe('administrators', () => {
  beforeEach(open);

  test('see, change and remove fields; others only use them', async () => {
    await add('size', 'select', { options: ['S', 'M'], required: true });
    const rep = await outside.as(await firm.makeUser());
    expect((await rep.get('/fields')).body.data).toMatchObject([
      { id: 'person.size', options: [{ value: 'S' }, { value: 'M' }] },
    ]);
    expect((await rep.get('/fields?object=deal')).body.data).toEqual([]);
    for (const answer of [
      await rep.post('/fields', { object: 'person', name: 'mine', kind: 'text', label }),
      await rep.patch('/fields/person.size', { required: false }),
      await rep.delete('/fields/person.size'),
    ])
      expect(answer.status).toBe(403);
    const needed = await rep.post('/people', { lastName: 'A' });
    expect(needed.status).toBe(422);
    expect(needed.body.errors).toMatchObject([{ field: 'size', code: 'required' }]);
    const changed = await ada.patch('/fields/person.size', {
      required: false,
      options: ['S', 'XL'],
      label: { en: 'Size' },
    });
    expect(changed.body.data).toMatchObject({ required: false, label: { en: 'Size' } });
    expect((await rep.post('/people', { lastName: 'A', size: 'M' })).status).toBe(422);
    expect((await rep.post('/people', { lastName: 'A', size: 'XL' })).status).toBe(201);
    const catalog = (await rep.get('/catalog')).body.data;
    const person = catalog.objects.find((object: { name: string }) => object.name === 'person');
    expect(person.fields.size).toMatchObject({
      kind: 'select',
      custom: true,
      label: { en: 'Size' },
    });
    expect((await ada.delete('/fields/person.size')).status).toBe(200);
    expect((await rep.get('/people?fields=size')).status).toBe(400);
    expect((await ada.get('/fields')).body.data).toEqual([]);
    for (const id of [
      'person.size',
      'person.lastName',
      'person',
      'x.y',
      '__proto__.x',
      'person.__proto__',
      'a.b.c',
    ])
      expect((await ada.patch(`/fields/${id}`, { required: true })).status, id).toBe(404);
  });

  test('are told which names and parts cannot be', async () => {
    const codes = async (body: object) => {
      const answer = await ada.post('/fields', { object: 'person', kind: 'text', label, ...body });
      return `${answer.status} ${answer.body.errors?.[0]?.field} ${answer.body.errors?.[0]?.code}`;
    };
    for (const name of [
      'Size',
      'my size',
      'größe',
      '1st',
      '_x',
      'a-b',
      'a.b',
      '',
      '__proto__',
      'x'.repeat(41),
      "a'b",
      'a"b',
    ])
      expect(await codes({ name }), name).toBe('422 name field_name');
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'and', 'not'])
      expect(await codes({ name }), name).toBe('422 name reserved');
    for (const name of ['lastName', 'id', 'tags', 'deals', 'notes'])
      expect(await codes({ name }), name).toBe('422 name taken');
    expect(await codes({ name: 'j' })).toBe('201 undefined undefined');
    expect(await codes({ name: 'j' })).toBe('422 name taken');
    expect((await ada.post('/people', { lastName: 'A', j: 'x' })).body.data).toMatchObject({
      j: 'x',
      lastName: 'A',
    });
    expect(await codes({ name: 'a', kind: 'tags' })).toBe('400 kind malformed');
    expect(await codes({ name: 'a', kind: 'constructor' })).toBe('400 kind malformed');
    expect(await codes({ name: 'a', label: {} })).toBe('400 label malformed');
    expect(await codes({ name: 'a', label: { xx: 'A' } })).toBe('400 xx unknown_field');
    expect(await codes({ name: 'a', label: { en: '\u0000' } })).toBe('400 label.en malformed');
    expect(await codes({ name: 'a', kind: 'select' })).toBe('422 options required');
    expect(await codes({ name: 'a', options: ['x'] })).toBe('422 options no_options');
    expect(await codes({ name: 'a', kind: 'select', options: ['x', 'x'] })).toBe(
      '400 options malformed',
    );
    expect(await codes({ name: 'a', kind: 'link' })).toBe('422 to required');
    expect(await codes({ name: 'a', kind: 'link', to: '__proto__' })).toBe('422 to option');
    expect(await codes({ name: 'a', to: 'company' })).toBe('422 to no_reference');
    expect(await codes({ name: 'a', object: 'user' })).toBe('422 object option');
    expect(
      (await ada.post('/fields', { object: 'x', name: 'a', kind: 'text', label })).status,
    ).toBe(404);
    expect(await codes({ name: 'a', unique: true })).toBe('400 unique unknown_field');
    const both = await Promise.all([add('twice', 'text'), add('twice', 'number')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  });

  test('who make a field anew get its values back, but not those of another kind', async () => {
    await add('size', 'text');
    const { id } = (await ada.post('/people', { lastName: 'A', size: 'large' })).body.data;
    await ada.patch(`/people/${id}`, { size: 'small' });
    const other = (await ada.post('/people', { lastName: 'B', size: 'large' })).body.data.id;
    const { batch } = (await ada.patch(`/people/${other}`, { size: null })).body;
    await ada.delete('/fields/person.size');
    expect((await ada.get(`/people/${id}`)).body.data).not.toHaveProperty('size');
    await add('size', 'text');
    expect((await ada.get(`/people/${id}`)).body.data.size).toBe('small');
    await ada.delete('/fields/person.size');
    await add('size', 'number');
    expect((await ada.get(`/people/${id}`)).body.data.size).toBeNull();
    expect((await ada.get('/people?sort=size&filter={"size":{"empty":true}}')).status).toBe(200);
    // What undo would bring back is no number.
    const undone = (await ada.post(`/changes/${batch}/undo`)).body.data;
    expect(undone).toMatchObject({
      counts: { undone: 0, refused: 1 },
      refused: [{ fields: ['size'] }],
    });
    expect((await ada.get('/people?sort=size')).status).toBe(200);
  });

  test('who remove a field find it gone from views, except where it was a condition', async () => {
    await add('size', 'select', { options: ['S'] });
    const view = (
      await ada.post('/views', {
        ...{
          object: 'person',
          name: 'Sizes',
          layout: 'board',
          groupBy: 'size',
          sort: '-size,title',
        },
        ...{ columns: [{ field: 'title' }, { field: 'size' }], filter: { size: { eq: 'S' } } },
      })
    ).body.data;
    await ada.delete('/fields/person.size');
    expect((await ada.get(`/views/${view.id}`)).body.data).toMatchObject({
      ...{
        layout: 'table',
        groupBy: null,
        sort: 'title',
        columns: [{ field: 'title' }],
        filter: view.filter,
      },
    });
    expect((await ada.get(`/people?view=${view.id}`)).body).toMatchObject({
      status: 400,
      reason: 'filter',
    });
  });
});

test('what one workspace calls a number, another may call a text', async () => {
  await open();
  await add('size', 'number');
  await ada.post('/people', { lastName: 'A', size: '7' });
  const other = await workspace({ name: 'Other' });
  const otto = await outside.as(other.admin);
  await otto.post('/fields', { object: 'person', name: 'size', kind: 'text', label });
  expect((await otto.post('/people', { lastName: 'B', size: 'huge' })).status).toBe(201);
  const titles = async (who: Caller) =>
    (await who.get('/people?sort=-size')).body.data.map((one: { title: string }) => one.title);
  expect(await titles(ada)).toEqual(['A']);
  expect(await titles(otto)).toEqual(['B']);
});
