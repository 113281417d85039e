import { beforeEach, describe, expect, test } from 'vitest';
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
    for (const id of ['person.size', 'person', 'x.y', '__proto__.x', 'person.__proto__', 'a.b.c'])
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
    expect(await codes({ name: 'a', kind: 'date', unique: true })).toBe(
      '422 unique not_unique_kind',
    );
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
