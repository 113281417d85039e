import { describe, expect, test } from 'vitest';
import { buildCatalog, shipped } from './build-catalog.ts';
import {
  fieldOf,
  inversesOf,
  objectByPlural,
  objectOf,
  relationOf,
  titleFields,
} from './catalog.ts';
import { link, text } from './define.ts';
import { kinds } from './fields/index.ts';
import { parseFilter } from './filter.ts';

const object = (name: string) => objectOf(shipped, name);
const relation = (from: string, name: string) => relationOf(shipped, object(from), name);
const sized = buildCatalog('7', {
  fields: [
    { object: 'deal', name: 'shirtSize', field: text({ label: { en: 'Shirt size' } }) },
    { object: 'deal', name: 'reseller', field: link('company', { inverse: 'resoldDeals' }) },
  ],
});

describe('fields that a workspace adds', () => {
  test('stand beside ours, in a section of their own', () => {
    const deal = objectOf(sized, 'deal');
    expect(sized.version).toBe('7');
    expect(deal.fields['shirtSize']).toMatchObject({
      kind: 'text',
      custom: true,
      label: { en: 'Shirt size' },
    });
    expect(deal.fields['value']).toEqual(object('deal').fields['value']);
    expect(deal.sections.at(-1)).toEqual({ name: 'custom', fields: ['shirtSize', 'reseller'] });
  });

  test('are not seen on other objects or in other workspaces', () => {
    expect(objectOf(sized, 'person').fields['shirtSize']).toBeUndefined();
    expect(object('deal').fields['shirtSize']).toBeUndefined();
    expect(object('deal').sections.map(({ name }) => name)).not.toContain('custom');
  });

  test('can be asked for like ours, from both sides of a link', () => {
    expect(parseFilter({ shirtSize: { contains: 'x' } }, 'deal', sized)).toBeTruthy();
    expect(parseFilter({ 'reseller.country': { eq: 'PL' } }, 'deal', sized)).toBeTruthy();
    expect(parseFilter({ 'resoldDeals.status': { eq: 'won' } }, 'company', sized)).toBeTruthy();
    expect(() => parseFilter({ shirtSize: { contains: 'x' } }, 'deal', shipped)).toThrow(
      "no field 'shirtSize'",
    );
  });
});

describe('records lead to each other', () => {
  test('by their own links', () => {
    expect(relation('deal', 'company')).toEqual({
      kind: 'link',
      target: 'company',
      holder: 'deal',
      field: 'company',
    });
    expect(relation('deal', 'people')).toEqual({
      kind: 'links',
      target: 'person',
      holder: 'deal',
      field: 'people',
    });
    expect(relation('deal', 'owner')).toEqual({
      kind: 'link',
      target: 'user',
      holder: 'deal',
      field: 'owner',
    });
  });

  test('and back', () => {
    expect(relation('company', 'deals')).toEqual({
      kind: 'inverse',
      target: 'deal',
      holder: 'deal',
      field: 'company',
    });
    expect(relation('company', 'subsidiaries')).toEqual({
      kind: 'inverse',
      target: 'company',
      holder: 'company',
      field: 'parent',
    });
    expect(relation('pipeline', 'stages')).toEqual({
      kind: 'inverse',
      target: 'stage',
      holder: 'stage',
      field: 'pipeline',
    });
    expect(relation('deal', 'notes')).toEqual({
      kind: 'inverse',
      target: 'note',
      holder: 'note',
      field: 'about',
    });
  });

  test('but not by what is no link, or leads anywhere', () => {
    for (const name of ['name', 'id', 'about', 'nothing', 'constructor', '__proto__'])
      expect(relation('deal', name)).toBeUndefined();
    expect(relation('note', 'about')).toBeUndefined();
  });

  test('so that a company’s page shows its people, deals and whatever is about it', () => {
    expect(
      inversesOf(shipped, 'company')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([
      'activities',
      'businessRoles',
      'deals',
      'files',
      'leads',
      'notes',
      'partnerDeals',
      'partnerLeads',
      'people',
      'relatedDeals',
      'subsidiaries',
    ]);
  });
});

test('objects are found by their name and by their address, and only ours', () => {
  expect(objectByPlural(shipped, 'lost-reasons')?.name).toBe('lostReason');
  expect(objectByPlural(shipped, 'lostReason')).toBeUndefined();
  for (const name of ['nothing', '__proto__', 'constructor', 'toString'])
    expect(() => objectOf(shipped, name)).toThrow(expect.objectContaining({ code: 'not_found' }));
  for (const name of ['nothing', '__proto__', 'constructor'])
    expect(() => fieldOf(object('deal'), name)).toThrow(
      expect.objectContaining({
        code: 'malformed',
        errors: [expect.objectContaining({ field: name, code: 'unknown_field' })],
      }),
    );
});

test('a person without a name is called by nickname, e-mail or phone', () => {
  expect(titleFields(object('person'))).toEqual([
    'firstName',
    'middleName',
    'lastName',
    'nickname',
    'emails',
    'phones',
  ]);
});

describe.each(Object.values(shipped.objects))('the definition of $name', (one) => {
  const fields = Object.values(one.fields);
  const given = <T>(values: (T | undefined)[]): T[] =>
    values.filter((value) => value !== undefined);

  test('leads only to objects and fields that exist', () => {
    const targets = given(fields.map(({ to }) => to)).filter((to) => to && to !== '*');
    expect(targets.filter((to) => !Object.hasOwn(shipped.objects, to))).toEqual([]);
    const named = [
      ...one.columns,
      ...given([
        one.board?.by,
        one.board?.sum,
        one.board?.weight,
        one.board?.date,
        one.board?.done?.on,
        ...(one.onTimeline?.at ?? []),
        one.onTimeline?.pinned,
        one.onTimeline?.planned?.once,
        one.onTimeline?.planned?.for,
      ]),
      ...one.sort.split(',').map((key) => key.replace('-', '')),
      ...given(fields.map((field) => field.of)),
    ];
    expect(named.filter((name) => !Object.hasOwn(one.fields, name))).toEqual([]);
    expect(
      given(fields.map(({ partOf }) => partOf)).filter(
        ({ field }) => one.fields[field]?.kind !== 'addresses',
      ),
    ).toEqual([]);
  });

  test('shows, offers and orders by filters that work', () => {
    const filters = given([
      one.ownersAlone?.unless,
      ...fields.map(({ showWhen }) => showWhen),
      ...Object.values(one.actions).map(({ availableWhen }) => availableWhen),
    ]);
    expect(filters.map((filter) => parseFilter(filter, one.name, shipped))).toEqual(filters);
  });

  test('fills in values that its own fields take', () => {
    const filled = fields.flatMap((field) =>
      typeof field.default === 'object' && 'value' in field.default
        ? [{ field, value: field.default.value }]
        : [],
    );
    expect(filled.map(({ field, value }) => kinds[field.kind].parse(value, field))).toEqual(
      filled.map(({ value }) => value),
    );
    const copied = fields.flatMap((field) =>
      typeof field.default === 'object' && 'from' in field.default ? [field.default.from] : [],
    );
    expect(
      copied.map((path) => parseFilter({ [path]: { empty: true } }, one.name, shipped)),
    ).toHaveLength(copied.length);
  });

  test('shows every relation under a name that no field has', () => {
    const names = inversesOf(shipped, one.name).map(({ name }) => name);
    expect(names.filter((name) => Object.hasOwn(one.fields, name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
