import { kinds, type Filter } from '@relata/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { createMany } from './create.ts';
import { list, type ListQuery } from './list.ts';
import type { Work } from '../work.ts';

let firm: TestWorkspace;
let withMail: number;

beforeAll(async () => {
  firm = await workspace();
  const bruno = await firm.makeUser({ name: 'Bruno' });
  const zofia = await firm.makeUser({ name: 'Zofia' });
  const as = firm.as(firm.admin);
  const names = ['Łódź', 'Ana', 'Águas', 'zebra', 'Zakład'];
  const companies = await as.work((work) =>
    createMany(
      work,
      'company',
      names.map((name) => ({ name })),
    ),
  );
  const people = fc.sample(
    fc.record({
      firstName: fc.constantFrom('Ana', 'ana', 'Łucja', 'Zoë', 'Álvaro', 'Beata'),
      jobTitle: fc.option(fc.constantFrom('Buyer', 'buyer', 'Ächtung', 'CFO')),
      temperature: fc.option(fc.constantFrom('cold', 'warm', 'hot')),
      birthday: fc.option(fc.constantFrom('1980-02-01', '1990-12-31', '--03-04')),
      company: fc.option(fc.constantFrom(...companies)),
      owner: fc.option(fc.constantFrom(firm.admin.id, bruno.id, zofia.id)),
      tags: fc.subarray(['vip', 'fair']),
      emails: fc.option(fc.nat(500).map((n) => [`p${n}@firm.example`])),
    }),
    { numRuns: 137, seed: 3 },
  );
  withMail = people.filter((one) => one.emails).length;
  await as.work((work) => createMany(work, 'person', people));
});

/** Every page of a list, one after the other. */
async function everything(work: Work, query: ListQuery): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let after: string | undefined;
  do {
    const page = await list(work, 'person', { ...query, after });
    found.push(...page.rows.map((row) => JSON.parse(row) as Record<string, unknown>));
    after = page.next ?? undefined;
  } while (after);
  return found;
}

const sortable = [
  'title',
  'createdAt',
  'jobTitle',
  'temperature',
  'birthday',
  'company',
  'owner',
  'tags',
  'emails',
  'nextActivityAt',
  'id',
  'version',
];

/** As if there were a million, and no index for what is asked. */
const ofMany = (work: Work): Work => {
  const indexes = { ...work.engine.indexes, isLarge: () => true, note: () => true };
  return { ...work, engine: { ...work.engine, indexes } };
};

describe.each([
  ['a short list', (work: Work) => work],
  ['a list of a million', ofMany],
])('paging through %s', (_, sized) => {
  const read = (task: (work: Work) => Promise<void>) =>
    firm.as(firm.admin).read((work) => task(sized(work)));

  test('shows everybody exactly once, whatever it is ordered by and however long the pages are', async () => {
    await read(async (work) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.constantFrom(...sortable), { minLength: 1, maxLength: 3 }),
          fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
          fc.integer({ min: 7, max: 60 }),
          fc.constantFrom<[ListQuery, number]>(
            [{}, 137],
            [{ filter: { id: { empty: false } } }, 137],
            [{ q: 'firm.example' }, withMail],
          ),
          async (fields, descending, limit, [query, count]) => {
            const sort = fields.map((field, i) => `${descending[i] ? '-' : ''}${field}`).join();
            const found = await everything(work, { ...query, sort, limit });
            expect(new Set(found.map((one) => one['id'])).size).toBe(count);
            expect(found).toHaveLength(count);
          },
        ),
        { numRuns: 60 },
      );
    });
  });

  test('keeps empty values last in both directions', async () => {
    await read(async (work) => {
      for (const sort of [
        'jobTitle',
        '-jobTitle',
        'company',
        '-company',
        'owner',
        '-owner',
        '-birthday',
      ]) {
        const field = sort.replace('-', '');
        const found = await everything(work, { sort, limit: 20 });
        const firstEmpty = found.findIndex((one) => one[field] === null);
        expect(found.slice(firstEmpty).every((one) => one[field] === null)).toBe(true);
      }
    });
  });

  test('orders names as people read them: accents and case do not tear them apart', async () => {
    await read(async (work) => {
      const titles = (await everything(work, { sort: 'title', limit: 50 })).map((one) =>
        String(one['title']),
      );
      const german = new Intl.Collator('und');
      expect(titles).toEqual(titles.toSorted((a, b) => german.compare(a, b)));
    });
  });

  test('orders by the company’s name and by the owner’s name, not by their ids', async () => {
    await read(async (work) => {
      for (const field of ['company', 'owner']) {
        const found = await everything(work, { sort: field, limit: 30, include: `${field}.title` });
        const titles = found.flatMap((one) => {
          const other = one[field] as { title: string } | null;
          return other ? [other.title] : [];
        });
        const collator = new Intl.Collator('und');
        expect(titles).toEqual(titles.toSorted((a, b) => collator.compare(a, b)));
      }
    });
  });

  test('refuses a cursor of another order, and one that somebody made up', async () => {
    await read(async (work) => {
      const { next } = await list(work, 'person', { sort: 'title', limit: 10 });
      await expect(
        list(work, 'person', { sort: '-title', after: next ?? '' }),
      ).rejects.toMatchObject({ code: 'malformed' });
      await expect(list(work, 'person', { after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
        code: 'malformed',
      });
    });
  });
});

describe('counting', () => {
  test('says the same number as the list has rows, for any filter', async () => {
    const filters: Filter[] = [
      {},
      { temperature: { eq: 'hot' } },
      { tags: { has: 'vip' } },
      { company: { empty: true } },
    ];
    await firm.as(firm.admin).read(async (work) => {
      for (const filter of filters) {
        const page = await list(work, 'person', { filter, limit: 1, total: 'exact' });
        expect(page.total).toBe((await everything(work, { filter, limit: 100 })).length);
      }
    });
  });
});

describe('searching a list', () => {
  test('finds people by any part of name, address or phone, in any notation', async () => {
    const as = firm.as(firm.admin);
    await as.work((work) =>
      createMany(work, 'person', [
        {
          firstName: 'Świętosława',
          lastName: 'Brzęczyszczykiewicz',
          emails: ['s.brzek@wisla.example'],
          phones: ['+48 786 555 199'],
        },
      ]),
    );
    await as.read(async (work) => {
      for (const q of [
        'swietoslawa',
        'brzeczy świę',
        's.brzek@wisla',
        'wisla',
        '786555199',
        '+48 786-555-199',
        '0048786555199',
        '(786) 555 199',
      ]) {
        const { rows } = await list(work, 'person', { q });
        expect(
          rows.map((row) => (JSON.parse(row) as { lastName: string }).lastName),
          q,
        ).toContain('Brzęczyszczykiewicz');
      }
      expect((await list(work, 'person', { q: 'nobody at all' })).rows).toEqual([]);
    });
  });
});

test('every field of a person comes back as the kind of value that it was given as', async () => {
  await firm.as(firm.admin).read(async (work) => {
    const [row] = (await list(work, 'person', { limit: 1, filter: { emails: { empty: false } } }))
      .rows;
    const record = JSON.parse(row ?? '{}') as Record<string, unknown>;
    for (const [name, field] of Object.entries(work.catalog.objects['person']?.fields ?? {}))
      expect(() => kinds[field.kind].parse(record[name] ?? null, field), name).not.toThrow();
  });
});
