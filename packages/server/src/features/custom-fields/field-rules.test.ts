import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let rep: Caller;
let stages: { id: string; name: string; means: string }[];

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  rep = await outside.as(await firm.makeUser());
  stages = (await ada.get('/stages?sort=position')).body.data;
});

const label = { en: 'Budget' };
const open = () => stages.filter((stage) => stage.means === 'open').map((stage) => stage.id);
const lost = () => stages.find((stage) => stage.means === 'lost')?.id;
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const add = (name: string, kind: string, more: object = {}) =>
  ada.post('/fields', { object: 'deal', name, kind, label, ...more });
const errorsOf = (answer: { body: { errors?: { field: string; code: string }[] } }) =>
  (answer.body.errors ?? []).map(({ field, code }) => `${field} ${code}`);
const deal = async (values: object = {}): Promise<string> => {
  const made = await rep.post('/deals', { name: 'Pumps', ...values });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.data.id;
};

describe('a field that is required from a stage on', () => {
  test('is asked for when a deal gets there, and not before', async () => {
    const made = await add('budget', 'money', { requiredFrom: { stage: open()[2] } });
    expect(made.body.data.requiredFrom).toEqual({ stage: [open()[2]] });
    const id = await deal();
    expect((await rep.patch(`/deals/${id}`, { stage: open()[1] })).status).toBe(200);
    const stopped = await rep.patch(`/deals/${id}`, { stage: open()[2] });
    expect(stopped.status).toBe(422);
    expect(errorsOf(stopped)).toEqual(['budget required']);
    const moved = await rep.patch(`/deals/${id}`, { stage: open()[3], budget: euros('10') });
    expect(moved.status).toBe(200);
    expect(errorsOf(await rep.patch(`/deals/${id}`, { budget: null }))).toEqual([
      'budget required',
    ]);
  });

  test('is asked for by every way in: new deals, batches, actions, imports', async () => {
    await add('budget', 'money', { requiredFrom: { stage: open()[2] } });
    const id = await deal();
    expect(errorsOf(await rep.post('/deals', { name: 'X', stage: open()[2] }))).toEqual([
      'budget required',
    ]);
    expect(errorsOf(await rep.post(`/deals/${id}/win`, {}))).toEqual(['budget required']);
    const bulk = await rep.post('/deals/batch', { ids: [id], set: { stage: open()[2] } });
    expect(errorsOf(bulk)).toEqual(['budget required']);
    const many = await rep.post('/deals/batch', {
      update: [{ id, stage: open()[2] }],
    });
    expect(many.status).toBe(422);
    expect((await rep.get(`/deals/${id}`)).body.data.stage).toBe(open()[0]);
  });

  test('is counted where many records lack it', async () => {
    await add('budget', 'money', { requiredFrom: { stage: open()[2] } });
    const ids = [await deal(), await deal(), await deal({ budget: euros('1') })];
    const { body } = await rep.post('/deals/batch', { ids, set: { stage: open()[2] } });
    expect(body.errors).toMatchObject([
      { field: 'budget', code: 'required_many', values: { count: 2 } },
    ]);
  });

  test('is filled in by the same change where it is missing, and goes back with it', async () => {
    await add('budget', 'money', { requiredFrom: { stage: open()[2] } });
    const ids = [await deal(), await deal(), await deal({ budget: euros('1') })];
    const set = { stage: open()[2] };
    const fill = { budget: euros('9') };
    const changed = await rep.post('/deals/batch', { ids, set, fill });
    expect(changed.body.data.counts).toMatchObject({ updated: 3 });
    const now = async () =>
      Promise.all(
        ids.map(async (id) => {
          const { budget, stage } = (await rep.get(`/deals/${id}`)).body.data;
          return [budget?.amount ?? null, stage.id ?? stage];
        }),
      );
    const there = open()[2];
    expect(await now()).toEqual([
      ['9.00', there],
      ['9.00', there],
      ['1.00', there],
    ]);
    await rep.post(`/changes/${changed.body.data.batch}/undo`);
    const [first, second, third] = await now();
    expect([first?.[0], second?.[0], third?.[0]]).toEqual([null, null, '1.00']);
    expect([first, second, third].some((one) => one?.[1] === there)).toBe(false);
  });

  test('keeps nobody from losing a deal', async () => {
    await add('budget', 'money', { requiredFrom: { stage: open()[0] } });
    const id = await deal({ budget: euros('1') });
    const other = (await ada.post('/lost-reasons', { name: 'Not now, thanks' })).body.data.id;
    expect((await rep.post(`/deals/${id}/lose`, { reason: other, stage: lost() })).status).toBe(
      200,
    );
    expect((await rep.patch(`/deals/${id}`, { budget: null })).status).toBe(200);
  });

  test('follows the order of the stages', async () => {
    await add('budget', 'money', { requiredFrom: { stage: open()[2] } });
    const last = stages.findLast((stage) => stage.means === 'open');
    const id = await deal();
    await ada.patch(`/stages/${last?.id}`, { position: -1 });
    expect((await rep.patch(`/deals/${id}`, { stage: last?.id })).status).toBe(200);
  });

  test('takes one stage of each pipeline, that is there', async () => {
    const code = async (more: object) => errorsOf(await add('x', 'text', more))[0];
    expect(await code({ requiredFrom: { stage: [open()[0], open()[1]] } })).toBe(
      'requiredFrom one_stage',
    );
    expect(await code({ requiredFrom: { stage: firm.admin.id } })).toBe('requiredFrom not_found');
    const person = await ada.post('/fields', {
      ...{ object: 'person', name: 'x', kind: 'text', label },
      requiredFrom: { stage: open()[0] },
    });
    expect(errorsOf(person)).toEqual(['requiredFrom no_stages']);
  });
});

describe('a rule', () => {
  test('leaves records from before it in peace until what it is about changes', async () => {
    const id = await deal({ source: 'call' });
    await ada.patch('/fields/deal.description', { requiredWhen: { source: { eq: 'call' } } });
    expect((await rep.patch(`/deals/${id}`, { name: 'Valves' })).status).toBe(200);
    expect((await rep.patch(`/deals/${id}`, { source: 'website' })).status).toBe(200);
    expect(errorsOf(await rep.patch(`/deals/${id}`, { source: 'call' }))).toEqual([
      'description required',
    ]);
  });

  test('may make a field of ours required in all records, and lets go of it again', async () => {
    const changed = await ada.patch('/fields/deal.expectedClose', { required: true });
    expect(changed.body.data).toMatchObject({ custom: false, required: true });
    expect(errorsOf(await rep.post('/deals', { name: 'X' }))).toEqual(['expectedClose required']);
    expect((await ada.delete('/fields/deal.expectedClose')).status).toBe(200);
    await deal();
    expect((await ada.get('/fields')).body.data).toEqual([]);
    expect((await ada.post('/fields/deal.expectedClose/restore')).status).toBe(200);
    expect(errorsOf(await rep.post('/deals', { name: 'X' }))).toEqual(['expectedClose required']);
  });

  test('keeps a field as it is while the record is in a state', async () => {
    await ada.patch('/fields/deal.value', { readOnlyWhen: { status: { eq: 'won' } } });
    const id = await deal({ value: euros('5') });
    const { batch } = (await rep.patch(`/deals/${id}`, { value: euros('6') })).body;
    const won = await rep.post(`/deals/${id}/win`, {});
    expect(won.status).toBe(200);
    for (const answer of [
      await rep.patch(`/deals/${id}`, { value: euros('7') }),
      await rep.patch(`/deals/${id}`, { value: null, name: 'Valves' }),
      await rep.post('/deals/batch', { ids: [id], set: { value: euros('7') } }),
      await ada.patch(`/deals/${id}`, { value: euros('7') }),
    ])
      expect(errorsOf(answer)).toEqual(['value read_only_now']);
    expect((await rep.patch(`/deals/${id}`, { value: euros('6'), name: 'Valves' })).status).toBe(
      200,
    );
    const undone = await rep.post(`/changes/${batch}/undo`);
    expect(undone.body.data.refused).toMatchObject([{ id, fields: ['value'] }]);
    await rep.post(`/deals/${id}/reopen`, {});
    expect((await rep.patch(`/deals/${id}`, { value: euros('7') })).status).toBe(200);
  });

  test('may exempt administrators', async () => {
    await ada.patch('/fields/deal.value', {
      readOnlyWhen: { status: { eq: 'open' } },
      requiredWhen: { status: { eq: 'won' } },
    });
    const id = await deal();
    expect((await ada.patch(`/deals/${id}`, { value: euros('1') })).status).toBe(422);
    await ada.patch('/workspace', { administratorsExempt: true });
    expect((await ada.get('/me')).body.data.workspace.administratorsExempt).toBe(true);
    expect((await ada.patch(`/deals/${id}`, { value: euros('1') })).status).toBe(200);
    expect((await ada.patch(`/deals/${id}`, { value: null })).status).toBe(200);
    expect((await ada.post(`/deals/${id}/win`, {})).status).toBe(200);
    const other = await deal();
    expect((await rep.patch(`/deals/${other}`, { value: euros('1') })).status).toBe(422);
    expect(errorsOf(await rep.post(`/deals/${other}/win`, {}))).toEqual(['value required']);
  });

  test('looks at the record itself, at fields that stay', async () => {
    const code = async (more: object) =>
      (await ada.patch('/fields/deal.value', more)).body.errors?.[0]?.code;
    expect(await code({ requiredWhen: { 'company.name': { eq: 'Acme' } } })).toBe(
      'own_fields_only',
    );
    expect(await code({ requiredWhen: {} })).toBe('filter');
    expect((await ada.patch('/fields/deal.value', { requiredWhen: { x: { eq: 1 } } })).status).toBe(
      400,
    );
    await add('grade', 'select', { options: ['A', 'B'] });
    await ada.patch('/fields/deal.value', { requiredWhen: { grade: { eq: 'A' } } });
    expect(errorsOf(await ada.delete('/fields/deal.grade'))).toEqual(['name used_in_rule']);
    await ada.patch('/fields/deal.value', { requiredWhen: null });
    expect((await ada.delete('/fields/deal.grade')).status).toBe(200);
    expect((await ada.get('/fields')).body.data).toEqual([]);
  });
});

test('our own fields are called, ordered and filled as the workspace wants', async () => {
  await ada.patch('/fields/deal.value', { label: { en: 'Volume', 'pt-BR': 'Volume' } });
  await ada.patch('/fields/deal.type', {
    options: [
      { value: 'subscription', label: { en: 'Subscription' }, colour: 'teal' },
      { value: 'sale', hidden: true },
    ],
    default: { value: 'subscription' },
  });
  await ada.patch('/fields/deal.rating', { section: 'client', help: { en: 'How sure are we?' } });
  const catalog = (await rep.get('/catalog')).body.data;
  const { fields, sections } = catalog.objects.find((one: { name: string }) => one.name === 'deal');
  expect(fields.value.label).toEqual({ en: 'Volume', 'pt-BR': 'Volume' });
  expect(fields.rating.help).toEqual({ en: 'How sure are we?' });
  expect(fields.type.options.map((one: { value: string }) => one.value).slice(0, 3)).toEqual([
    'subscription',
    'sale',
    'complexSale',
  ]);
  const placed = sections.filter((one: { fields: string[] }) => one.fields.includes('rating'));
  expect(placed.map((one: { name: string }) => one.name)).toEqual(['client']);
  expect((await rep.get(`/deals/${await deal()}`)).body.data.type).toBe('subscription');
  const code = async (id: string, more: object) =>
    errorsOf(await ada.patch(`/fields/${id}`, more))[0];
  expect(await code('deal.status', { options: ['new'] })).toBe('options closed_list');
  expect(await code('deal.status', { required: true })).toBe('required filled_by_relata');
  expect(await code('deal.value', { unique: true })).toBe('unique not_unique_kind');
  expect(await code('deal.rating', { default: { value: 9 } })).toBe('default default');
  expect(await code('deal.rating', { section: 'nowhere' })).toBe('section option');
  expect(await code('deal.rating', { options: ['a'] })).toBe('options no_options');
});

test('no type of account may come to lack the field by which it is named (EP-ACC-06)', async () => {
  const showWhen = { type: { eq: 'account' } };
  const refused = await ada.patch('/fields/company.name', { showWhen });
  expect(refused.body.errors).toMatchObject([{ field: 'showWhen', code: 'always_shown' }]);
  // A type that does without first and last name is named as a whole.
  for (const part of ['firstName', 'lastName'])
    expect((await ada.patch(`/fields/company.${part}`, { showWhen })).status).toBe(200);
  const made = await ada.post('/companies', { type: 'personal', name: 'Ana da Silva' });
  expect(made.body.data).toMatchObject({ title: 'Ana da Silva', firstName: null });
  expect(
    (await ada.post('/companies', { type: 'personal', firstName: 'Ana' })).body.errors,
  ).toMatchObject([{ field: 'name', code: 'required' }]);
});

test('a field of the workspace’s own that is unique is so for everybody at once', async () => {
  await add('code', 'text', { unique: true });
  const both = await Promise.all([
    rep.post('/deals', { name: 'A', code: 'Zoë 1' }),
    ada.post('/deals', { name: 'B', code: 'zoe 1' }),
  ]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  const id = both.find(({ status }) => status === 201)?.body.data.id;
  expect((await ada.patch(`/deals/${id}`, { code: 'ZOE 1' })).status).toBe(200);
  await ada.delete(`/deals/${id}`);
  const heir = await deal({ code: 'ZOE 1' });
  expect(errorsOf(await ada.post('/deals/batch', { restore: [id] }))).toEqual(['code taken']);
  expect(
    errorsOf(
      await ada.post('/deals/batch', {
        create: [
          { name: 'C', code: 'q' },
          { name: 'D', code: 'Q' },
        ],
      }),
    ),
  ).toEqual(['create.1.code taken']);
  await ada.patch('/fields/deal.code', { unique: false });
  await deal({ code: 'zoe 1' });
  expect(errorsOf(await ada.patch('/fields/deal.code', { unique: true }))).toEqual([
    'unique shared_values',
  ]);
  await ada.delete(`/deals/${heir}`);
  expect((await ada.patch('/fields/deal.code', { unique: true })).status).toBe(200);
});

test('what was changed about fields, and by whom, is in the audit log', async () => {
  await add('budget', 'money');
  await ada.patch('/fields/deal.budget', { required: true });
  await ada.delete('/fields/deal.budget');
  await ada.post('/fields/deal.budget/restore');
  const { data } = (await ada.get('/audit')).body;
  const told = data
    .filter((one: { details: { of?: string } }) => one.details.of === 'field')
    .map((one: { details: { what: string; field: string } }) => one.details.what);
  expect(told).toEqual(['restored', 'removed', 'changed', 'added']);
});

test('fields of an object of the workspace’s own are shaped like ours', async () => {
  const made = await ada.post('/objects', {
    ...{ name: 'property', plural: 'properties', icon: 'home' },
    label: { en: { one: 'Property', many: 'Properties' } },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await ada.post('/fields', { object: 'property', name: 'rooms', kind: 'integer', label });
  await ada.patch('/fields/property.rooms', { requiredWhen: { name: { startsWith: 'House' } } });
  const changed = await ada.patch('/fields/property.name', { label: { en: 'Address' } });
  expect(changed.body.data).toMatchObject({ id: 'property.name', custom: false });
  expect(errorsOf(await ada.patch('/fields/property.owner', { seenBy: ['manager'] }))).toEqual([
    'seenBy decides_rights',
  ]);
  expect((await rep.post('/properties', { name: 'Flat 1' })).status).toBe(201);
  expect(errorsOf(await rep.post('/properties', { name: 'House 1' }))).toEqual(['rooms required']);
  expect((await ada.post('/fields/property.rooms/convert', { kind: 'text' })).status).toBe(200);
});
