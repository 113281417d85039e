import { objectOf, sectionsFor, showsActivities } from '@relata/model';
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let boss: Caller;
beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  boss = await outside.as(firm.admin);
});

const money = { name: 'money', label: { en: 'Money' }, fields: ['value', 'expectedClose'] };

const dealFor = async (caller: Caller) => {
  const { objects } = (await caller.get('/catalog')).body.data;
  return objectOf(
    {
      version: '',
      objects: Object.fromEntries(objects.map((one: { name: string }) => [one.name, one])),
    },
    'deal',
  );
};
const say = async (layouts: unknown) => {
  const answer = await boss.patch('/objects/deal', { layouts });
  return [answer.status, answer.body.errors?.[0]?.code];
};
const fieldsOf = (sections: ReturnType<typeof sectionsFor>) =>
  sections.flatMap((section) => section.fields);

test('a firm lays its pages out, for all and for one pipeline, and goes back', async () => {
  const { id } = (await boss.post('/pipelines', { name: 'Renewals' })).body.data;
  const short = { name: 'short', label: { pl: 'Krótko' }, fields: ['source'] };
  expect(await say({ '*': { sections: [money] }, [id]: { sections: [short, money] } })).toEqual([
    200,
    undefined,
  ]);
  const deal = await dealFor(boss);
  expect(sectionsFor(deal, null)[0]).toMatchObject({ label: { en: 'Money' } });
  expect(sectionsFor(deal, id)[0]).toEqual(short);
  await boss.patch('/objects/deal', { layoutForAll: true });
  expect((await dealFor(boss)).layoutForAll).toBe(true);
  expect((await boss.get('/audit?action=setting_changed')).raw.toString()).toContain('short');
  expect(await say(null)).toEqual([200, undefined]);
  await boss.patch('/objects/deal', { layoutForAll: false });
  const plain = await dealFor(boss);
  expect(sectionsFor(plain, id)).toEqual(plain.sections);
});

test('a field that is added comes last; one that is removed goes and comes back to its place', async () => {
  await boss.post('/fields', {
    ...{ object: 'deal', name: 'colour', kind: 'text' },
    label: { en: 'Colour' },
  });
  const sections = [{ name: 'top', label: { en: 'Top' }, fields: ['colour'] }, money];
  expect(await say({ '*': { sections } })).toEqual([200, undefined]);
  expect(fieldsOf(sectionsFor(await dealFor(boss), null))[0]).toBe('colour');
  await boss.delete('/fields/deal.colour');
  expect(fieldsOf(sectionsFor(await dealFor(boss), null))).not.toContain('colour');
  // Whoever changes another part of the layout meanwhile does not have to know.
  const moved = sections.toReversed();
  expect(await say({ '*': { sections: moved } })).toEqual([200, undefined]);
  await boss.post('/fields/deal.colour/restore');
  await boss.post('/fields', {
    ...{ object: 'deal', name: 'later', kind: 'text' },
    label: { en: 'Later' },
  });
  const shown = sectionsFor(await dealFor(boss), null);
  expect(shown.at(-1)?.fields[0]).toBe('colour');
  expect(shown.at(-1)?.fields.at(-1)).toBe('later');
});

test('what is hidden stays away until a rule asks for it; what somebody may not see is not even named', async () => {
  const hidden = ['source', 'sourceDetails'];
  expect(await say({ '*': { sections: [money], hidden } })).toEqual([200, undefined]);
  expect(fieldsOf(sectionsFor(await dealFor(boss), null))).not.toContain('source');
  await boss.patch('/fields/deal.source', { required: true });
  expect(fieldsOf(sectionsFor(await dealFor(boss), null))).toContain('source');
  const role = (
    await boss.post('/roles', {
      name: 'No amounts',
      objects: { '*': { read: 'all' } },
      fields: { 'deal.value': 'hidden', 'deal.sourceDetails': 'hidden' },
    })
  ).body.data.id;
  const rep = await firm.makeUser();
  await boss.patch(`/users/${rep.id}`, { role });
  const deal = await dealFor(await outside.as(rep));
  expect(deal.layouts?.['*']).toEqual({
    sections: [{ ...money, fields: ['expectedClose'] }],
    hidden: ['source'],
  });
});

test('a layout of what is not there is refused', async () => {
  const at = (layout: object) => say({ '*': layout });
  const section = (more: object) => ({ sections: [{ ...money, ...more }] });
  expect(await at(section({ fields: ['nonsense'] }))).toEqual([422, 'unknown_field']);
  expect(await at(section({ fields: ['value', 'value'] }))).toEqual([422, 'option']);
  expect(await at({ sections: [money, { ...money, fields: [] }] })).toEqual([422, 'option']);
  expect((await at({ sections: [] }))[0]).toBeGreaterThanOrEqual(400);
  const nobodys = '0190a000-0000-7000-8000-000000000000';
  expect(await say({ [nobodys]: { sections: [money] } })).toEqual([422, 'option']);
  const { status } = await boss.patch('/objects/company', {
    layouts: { [nobodys]: { sections: [{ name: 'a', fields: ['name'] }] } },
  });
  expect(status).toBe(422);
});

test('the navigation is in the firm’s order, its own objects among ours', async () => {
  await boss.post('/objects', {
    ...{ name: 'property', plural: 'properties' },
    label: { en: { one: 'Property', many: 'Properties' } },
  });
  const order = async () =>
    (await boss.get('/objects')).body.data.map((one: { name: string }) => one.name);
  expect((await order()).at(-1)).toBe('property');
  const before = await order();
  await boss.patch('/objects/property', { position: 0 });
  expect(await order()).toEqual(['property', ...before.slice(0, -1)]);
  await boss.patch('/objects/deal', { position: before.length - 1 });
  expect((await order()).at(-1)).toBe('deal');
  const main = (await boss.get('/catalog')).body.data.objects.filter(
    (one: { place: string }) => one.place === 'main',
  );
  expect(main.map((one: { name: string }) => one.name)).toEqual(await order());
});

test('EP-SET-23 a firm that plans nothing about its deals has pages without activities, and may go back', async () => {
  const shown = async () => showsActivities(await dealFor(boss));
  expect(await shown()).toBe(true);
  for (const part of ['layoutForAll', 'off', 'withoutActivities']) {
    expect((await boss.patch('/objects/deal', { [part]: true })).status).toBe(200);
    if (part === 'withoutActivities') expect(await shown()).toBe(false);
    const [{ number }] = (await boss.get('/audit?action=setting_changed')).body.data;
    const undone = await boss.post(`/audit/${number}/undo`);
    expect([part, undone.status]).toEqual([part, 200]);
  }
  expect(await shown()).toBe(true);
});
