import { beforeEach, describe, expect, test } from 'vitest';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { list } from './list.ts';
import { create, createMany } from './create.ts';
import { read } from './read.ts';
import { remove } from './remove.ts';
import { update, updateMany } from './update.ts';

let firm: TestWorkspace;
beforeEach(async () => {
  firm = await workspace();
});
const as = () => firm.as(firm.admin);
const nobody = '01900000-0000-7000-8000-00000000dead';

describe('saving', () => {
  test('gives back what was saved: amounts as decimals, e-mails in lower case, the city of the address', async () => {
    const id = await as().work((work) =>
      create(work, 'company', {
        name: '  Officine Łódź  ',
        annualRevenue: { amount: '1250.5', currency: 'EUR' },
        emails: ['Info@Firm.Example'],
        addresses: [{ city: 'Łódź', country: 'PL' }],
      }),
    );
    await expect(as().read((work) => read(work, 'company', id))).resolves.toMatchObject({
      title: 'Officine Łódź',
      annualRevenue: { amount: '1250.50', currency: 'EUR' },
      emails: [{ value: 'info@firm.example', primary: true }],
      city: 'Łódź',
      country: 'PL',
      type: 'company',
      owner: firm.admin.id,
      version: 1,
    });
  });

  test('refuses fields that do not exist, and names them', async () => {
    await expect(
      as().work((work) => create(work, 'person', { fistName: 'Ana' })),
    ).rejects.toMatchObject({
      code: 'malformed',
      errors: [{ field: 'fistName', code: 'unknown_field' }],
    });
  });

  test('refuses a company without a name, and one that is taken away', async () => {
    await expect(as().work((work) => create(work, 'company', {}))).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: 'name', code: 'required' }],
    });
    const id = await as().work((work) => create(work, 'company', { name: 'A' }));
    await expect(
      as().work((work) => update(work, 'company', id, { name: '' })),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('refuses what the engine keeps itself: version, times, title', async () => {
    for (const field of ['version', 'createdAt', 'title', 'nextActivityAt', 'id'])
      await expect(
        as().work((work) =>
          create(work, 'person', {
            [field]:
              field === 'version'
                ? 3
                : field === 'title'
                  ? 'x'
                  : field === 'id'
                    ? nobody
                    : '2026-01-01T00:00:00Z',
          }),
        ),
        field,
      ).rejects.toMatchObject({ code: 'invalid', errors: [{ field, code: 'read_only' }] });
  });

  test('refuses a reference that leads nowhere, or into the recycle bin', async () => {
    await expect(
      as().work((work) => create(work, 'person', { firstName: 'A', company: nobody })),
    ).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: 'company', code: 'not_found' }],
    });
    const id = await as().work((work) => create(work, 'company', { name: 'A' }));
    await as().work((work) => remove(work, 'company', [id]));
    await expect(
      as().work((work) => create(work, 'person', { firstName: 'A', company: id })),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('saves all of a batch or nothing of it', async () => {
    await expect(
      as().work((work) =>
        createMany(work, 'person', [{ firstName: 'A' }, { firstName: 'B', birthday: 'yesterday' }]),
      ),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect((await as().read((work) => list(work, 'person', {}))).rows).toEqual([]);
  });

  test('keeps names unique where they must be, until the other is deleted', async () => {
    const id = await as().work((work) => create(work, 'lostReason', { name: 'Too dear' }));
    await expect(
      as().work((work) => create(work, 'lostReason', { name: 'too DEAR' })),
    ).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: 'name', code: 'taken' }],
    });
    await as().work((work) => remove(work, 'lostReason', [id]));
    await expect(
      as().work((work) => create(work, 'lostReason', { name: 'Too dear' })),
    ).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });

  test('leaves no trace when nothing changes', async () => {
    const id = await as().work((work) =>
      create(work, 'person', { firstName: 'Ana', tags: ['vip'] }),
    );
    expect(
      await as().work((work) =>
        updateMany(work, 'person', [{ id, changes: { firstName: 'Ana', tags: ['vip'] } }]),
      ),
    ).toBe(0);
    await expect(as().read((work) => read(work, 'person', id))).resolves.toMatchObject({
      version: 1,
    });
  });
});

describe('two people at once', () => {
  test('different fields are both kept; the same field is refused with what it is now', async () => {
    const id = await as().work((work) =>
      create(work, 'person', { firstName: 'Ana', jobTitle: 'Buyer' }),
    );
    const other = firm.as(await firm.makeUser({ role: 'manager', name: 'Bruno' }));
    await other.work((work) =>
      updateMany(work, 'person', [{ id, changes: { jobTitle: 'CFO' }, baseVersion: 1 }]),
    );
    await as().work((work) =>
      updateMany(work, 'person', [{ id, changes: { firstName: 'Anna' }, baseVersion: 1 }]),
    );
    await expect(
      as().work((work) =>
        updateMany(work, 'person', [{ id, changes: { jobTitle: 'CEO' }, baseVersion: 1 }]),
      ),
    ).rejects.toMatchObject({
      code: 'stale',
      details: { current: 3, fields: { jobTitle: { value: 'CFO' } } },
    });
    await expect(as().read((work) => read(work, 'person', id))).resolves.toMatchObject({
      firstName: 'Anna',
      jobTitle: 'CFO',
    });
  });

  test('with If-Match any change in between is refused', async () => {
    const id = await as().work((work) => create(work, 'person', { firstName: 'Ana' }));
    await as().work((work) => update(work, 'person', id, { jobTitle: 'CFO' }));
    await expect(
      as().work((work) =>
        updateMany(work, 'person', [{ id, changes: { firstName: 'X' }, version: 1 }]),
      ),
    ).rejects.toMatchObject({ code: 'stale' });
  });

  test('a hundred changes at once are all counted', async () => {
    const id = await as().work((work) => create(work, 'person', { firstName: 'Ana' }));
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        as().work((work) => update(work, 'person', id, { jobTitle: `Job ${i}` })),
      ),
    );
    await expect(as().read((work) => read(work, 'person', id))).resolves.toMatchObject({
      version: 101,
    });
  });
});

describe('rights', () => {
  test('a viewer reads, and is told that they may not write', async () => {
    const id = await as().work((work) => create(work, 'person', { firstName: 'Ana' }));
    const viewer = firm.as(await firm.makeUser({ role: 'viewer' }));
    await expect(viewer.read((work) => read(work, 'person', id))).resolves.toMatchObject({
      firstName: 'Ana',
    });
    await expect(
      viewer.work((work) => update(work, 'person', id, { firstName: 'X' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      viewer.work((work) => create(work, 'person', { firstName: 'X' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a salesperson changes their own and not what belongs to others', async () => {
    const theirs = await as().work((work) => create(work, 'deal', { name: 'Theirs' }));
    const seller = firm.as(await firm.makeUser({ role: 'salesperson' }));
    const own = await seller.work((work) => create(work, 'deal', { name: 'Own' }));
    await seller.work((work) => update(work, 'deal', own, { name: 'Still own' }));
    await expect(
      seller.work((work) => update(work, 'deal', theirs, { name: 'Mine now' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(seller.work((work) => remove(work, 'deal', [theirs]))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('a private view is not there for anybody else', async () => {
    const seller = firm.as(await firm.makeUser({ role: 'salesperson' }));
    const id = await seller.work((work) =>
      create(work, 'view', { object: 'deal', name: 'Mine', layout: 'table' }),
    );
    await expect(as().read((work) => read(work, 'view', id))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('another workspace’s records are not there, by id, in lists, as a reference', async () => {
    const id = await as().work((work) => create(work, 'company', { name: 'Ours' }));
    const stranger = await workspace();
    const they = stranger.as(stranger.admin);
    await expect(they.read((work) => read(work, 'company', id))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      they.work((work) => update(work, 'company', id, { name: 'X' })),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      they.work((work) => create(work, 'person', { firstName: 'A', company: id })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(
      (await they.read((work) => list(work, 'company', { filter: { id: { eq: id } } }))).rows,
    ).toEqual([]);
  });
});
