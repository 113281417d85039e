import { type CustomKind, customKinds } from '@relata/model';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;

const label = { en: 'Extra', pl: 'Dodatkowe' };

describe('a field of the workspace’s own', () => {
  let ids: { company: string; file: string; other: string };
  beforeAll(async () => {
    firm = await workspace();
    ada = await (await openOutside(firm)).as(firm.admin);
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
      const made = await ada.post('/fields', { object: 'person', name, kind, label, ...more });
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
