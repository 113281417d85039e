import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { changeAll } from '../records/batch.ts';
import { create, createMany } from '../records/create.ts';
import { list } from '../records/list.ts';
import { read } from '../records/read.ts';
import { remove } from '../records/remove.ts';
import { update } from '../records/update.ts';
import { objectOf } from '@relata/model';
import { readHistory } from './read-history.ts';
import { restore } from './restore.ts';
import { undo } from './undo.ts';

let firm: TestWorkspace;
beforeEach(async () => {
  firm = await workspace();
});

const as = () => firm.as(firm.admin);

/** Everything that people see of people and companies: what undo must bring back. */
async function picture(): Promise<unknown> {
  return as().read(async (work) => {
    const pages = await Promise.all(
      ['person', 'company', 'deal'].map((object) => list(work, object, { sort: 'id', limit: 200 })),
    );
    return pages.map((page) =>
      page.rows.map((row) => {
        const {
          version: _,
          updatedAt: __,
          updatedBy: ___,
          ...rest
        } = JSON.parse(row) as Record<string, unknown>;
        return rest;
      }),
    );
  });
}

describe('undo', () => {
  test('takes back whatever somebody did, and undoing the undo does it again', async () => {
    const companies = await as().work((work) =>
      createMany(work, 'company', [{ name: 'A' }, { name: 'B' }]),
    );
    const people = await as().work((work) =>
      createMany(
        work,
        'person',
        Array.from({ length: 8 }, (_, i) => ({ firstName: `P${i}`, company: companies[i % 2] })),
      ),
    );
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        who: fc.nat(7),
        firstName: fc.constantFrom('Ana', 'Łucja', 'X'),
      }),
      fc.record({ kind: fc.constant('move' as const), who: fc.nat(7), to: fc.option(fc.nat(1)) }),
      fc.record({ kind: fc.constant('mail' as const), who: fc.nat(7) }),
      fc.record({
        kind: fc.constant('tag' as const),
        who: fc.nat(7),
        tag: fc.constantFrom('vip', 'fair'),
      }),
      fc.record({ kind: fc.constant('make' as const), name: fc.constantFrom('New', 'Newer') }),
      fc.record({ kind: fc.constant('removePerson' as const), who: fc.nat(7) }),
      fc.record({ kind: fc.constant('removeCompany' as const), which: fc.nat(1) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const before = await picture();
        const batch = await as().work(async (work) => {
          for (const one of steps) {
            const id = 'who' in one ? (people[one.who] ?? '') : '';
            const still = async (object: string, which: string) =>
              (await list(work, object, { filter: { id: { eq: which } } })).rows.length > 0;
            if ('who' in one && !(await still('person', id))) continue;
            if (one.kind === 'edit') await update(work, 'person', id, { firstName: one.firstName });
            if (one.kind === 'move') {
              const target = one.to === null ? null : (companies[one.to] ?? null);
              if (target === null || (await still('company', target)))
                await update(work, 'person', id, { company: target });
            }
            if (one.kind === 'mail')
              await update(work, 'person', id, { emails: ['x@firm.example'] });
            if (one.kind === 'tag') await update(work, 'person', id, { tags: [one.tag] });
            if (one.kind === 'make') await create(work, 'person', { firstName: one.name });
            if (one.kind === 'removePerson') await remove(work, 'person', [id]);
            if (
              one.kind === 'removeCompany' &&
              (await still('company', companies[one.which] ?? ''))
            )
              await remove(work, 'company', [companies[one.which] ?? '']);
          }
          return work.batch;
        });
        const after = await picture();
        const changed = await as().read((work) =>
          work.connection.query('select 1 from change where batch = $1', [batch]),
        );
        if (!changed.rows.length) return;
        firm.clock.pass(1);
        const undone = await as().work(async (work) => {
          const { counts } = await undo(work, batch);
          expect(counts.refused).toBe(0);
          return work.batch;
        });
        expect(await picture()).toEqual(before);
        firm.clock.pass(1);
        const redone = await as().work(async (work) => {
          await undo(work, undone);
          return work.batch;
        });
        expect(await picture()).toEqual(after);
        firm.clock.pass(1);
        await as().work((work) => undo(work, redone));
        expect(await picture()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('leaves alone what somebody has changed since, and names it', async () => {
    const id = await as().work((work) =>
      create(work, 'person', { firstName: 'Ana', jobTitle: 'Buyer' }),
    );
    const batch = await as().work(async (work) => {
      await update(work, 'person', id, { firstName: 'Anna', jobTitle: 'CFO' });
      return work.batch;
    });
    firm.clock.pass(1);
    await as().work((work) => update(work, 'person', id, { jobTitle: 'CEO' }));
    const undone = await as().work((work) => undo(work, batch));
    expect(undone.refused).toEqual([{ object: 'person', id, title: 'Anna', fields: ['jobTitle'] }]);
    await expect(as().read((work) => read(work, 'person', id))).resolves.toMatchObject({
      firstName: 'Ana',
      jobTitle: 'CEO',
    });
  });

  test('names what was deleted since, and why it stays; the rest gets its old values back', async () => {
    const [ana, bea] = await as().work((work) =>
      createMany(work, 'person', [{ firstName: 'Ana' }, { firstName: 'Bea' }]),
    );
    if (!ana || !bea) throw new Error('two people were made');
    const batch = await as().work(async (work) => {
      await update(work, 'person', ana, { jobTitle: 'CFO' });
      await update(work, 'person', bea, { jobTitle: 'CFO' });
      await update(work, 'person', bea, { department: 'Finance' });
      return work.batch;
    });
    firm.clock.pass(1);
    await as().work((work) => remove(work, 'person', [bea]));
    const undone = await as().work((work) => undo(work, batch));
    expect(undone).toMatchObject({
      counts: { undone: 1, refused: 1 },
      refused: [{ object: 'person', id: bea, title: 'Bea', error: { code: 'deleted_since' } }],
    });
    await expect(as().read((work) => read(work, 'person', ana))).resolves.toMatchObject({
      jobTitle: null,
    });
  });

  test('where all of it was deleted since, says so rather than that it may not be changed', async () => {
    const bea = await as().work((work) => create(work, 'person', { firstName: 'Bea' }));
    const batch = await as().work(async (work) => {
      await update(work, 'person', bea, { jobTitle: 'CFO' });
      return work.batch;
    });
    firm.clock.pass(1);
    await as().work((work) => remove(work, 'person', [bea]));
    expect(await as().work((work) => undo(work, batch))).toMatchObject({
      counts: { undone: 0, refused: 1 },
      refused: [{ title: 'Bea', error: { code: 'deleted_since' } }],
    });
  });

  test('of a deletion names what is out of the recycle bin already', async () => {
    const bea = await as().work((work) => create(work, 'person', { firstName: 'Bea' }));
    const batch = await as().work(async (work) => {
      await remove(work, 'person', [bea]);
      return work.batch;
    });
    firm.clock.pass(1);
    await as().work((work) => restore(work, 'person', bea));
    expect((await as().work((work) => undo(work, batch))).refused).toMatchObject([
      { title: 'Bea', error: { code: 'back_since' } },
    ]);
  });

  test('cannot be done twice', async () => {
    const batch = await as().work(async (work) => {
      await create(work, 'person', { firstName: 'Ana' });
      return work.batch;
    });
    await as().work((work) => undo(work, batch));
    await expect(as().work((work) => undo(work, batch))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('of a bulk edit gives every record its own old value back', async () => {
    const ids = await as().work((work) =>
      createMany(
        work,
        'person',
        Array.from({ length: 300 }, (_, i) => ({ firstName: `P${i}`, jobTitle: `Job ${i % 7}` })),
      ),
    );
    const before = await picture();
    const batch = await as().work(async (work) => {
      await changeAll(work, objectOf(work.catalog, 'person'), ids, {
        set: { jobTitle: 'Same' },
        addTags: ['moved'],
      });
      return work.batch;
    });
    const undone = await as().work((work) => undo(work, batch));
    expect(undone.counts.refused).toBe(0);
    expect(await picture()).toEqual(before);
  });
});

test('a company taken out of the recycle bin gets its people and deals back', async () => {
  const id = await as().work((work) => create(work, 'company', { name: 'Acme' }));
  const people = await as().work((work) =>
    createMany(work, 'person', [
      { firstName: 'A', company: id },
      { firstName: 'B', company: id },
    ]),
  );
  await as().work((work) => create(work, 'deal', { name: 'D', company: id, people }));
  const before = await picture();
  await as().work((work) => remove(work, 'company', [id]));
  await expect(as().read((work) => read(work, 'person', people[0] ?? ''))).resolves.toMatchObject({
    company: null,
  });
  await as().work((work) => restore(work, 'company', id));
  expect(await picture()).toEqual(before);
});

test('people deleted together return to their deal one by one, beside whoever was added since', async () => {
  const [ana, bea, cleo] = await as().work((work) =>
    createMany(work, 'person', [{ firstName: 'Ana' }, { firstName: 'Bea' }, { firstName: 'Cleo' }]),
  );
  if (!ana || !bea || !cleo) throw new Error('three people were made');
  const deal = await as().work((work) => create(work, 'deal', { name: 'D', people: [ana, bea] }));
  const people = async () =>
    (await as().read((work) => read(work, 'deal', deal)))['people'] as string[] | null;

  for (const back of [
    [ana, bea],
    [bea, ana],
  ]) {
    await as().work((work) => remove(work, 'person', [ana, bea]));
    expect(await people()).toBeNull();
    for (const id of back) await as().work((work) => restore(work, 'person', id));
    expect(await people()).toEqual([ana, bea]);
  }

  await as().work((work) => remove(work, 'person', [ana, bea]));
  await as().work((work) => update(work, 'deal', deal, { people: [cleo] }));
  await as().work((work) => restore(work, 'person', bea));
  await as().work((work) => restore(work, 'person', ana));
  expect((await people())?.toSorted()).toEqual([ana, bea, cleo].toSorted());
});

test('the history of a record tells who did what, and what has been undone', async () => {
  const id = await as().work((work) => create(work, 'person', { firstName: 'Ana' }));
  firm.clock.pass(1);
  const batch = await as().work(async (work) => {
    await update(work, 'person', id, { firstName: 'Anna' });
    return work.batch;
  });
  firm.clock.pass(1);
  await as().work((work) => undo(work, batch));
  const { data } = await as().read((work) => readHistory(work, 'person', id, {}));
  expect(
    data.map(({ action, undone, by, fields }) => [action, undone, by?.name, fields['firstName']]),
  ).toEqual([
    ['update', false, 'Ada Admin', { before: 'Anna', after: 'Ana' }],
    ['update', true, 'Ada Admin', { before: 'Ana', after: 'Anna' }],
    ['create', false, 'Ada Admin', undefined],
  ]);
});
