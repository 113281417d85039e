import { expect, test } from 'vitest';
import { create } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import { workspace } from '#test/workspace.ts';
import { readIfSeen } from './carried.ts';

test('a company that nobody has, or that one may not see, is not seen', async () => {
  const firm = await workspace();
  const id = await firm.as(firm.admin).work((work) => create(work, 'company', { name: 'Acme' }));
  const asked = (work: Work) => readIfSeen(work, 'company', id, 'id');
  expect(await firm.as(firm.admin).read(asked)).toEqual({ id });
  const { actor } = firm.admin;
  const nothing = { ...actor.role.objects['*'], read: 'none' } as const;
  const nobody = {
    ...actor,
    role: { ...actor.role, administers: false, objects: { '*': nothing } },
  };
  expect(await firm.as(nobody).read(asked)).toBeNull();
  expect(
    await firm.as(firm.admin).read((work) => readIfSeen(work, 'company', firm.workspaceId)),
  ).toBeNull();
});

test('a database that takes too long says nothing of what one may see', async () => {
  const firm = await workspace();
  const id = await firm.as(firm.admin).work((work) => create(work, 'company', { name: 'Acme' }));
  const asked = firm.as(firm.admin).work((work) => {
    const { connection } = work;
    const slow: Work = {
      ...work,
      connection: {
        ...connection,
        query: async (text, values, name) => {
          await connection.query("set local statement_timeout = '20ms'");
          await connection.query('select pg_sleep(5)');
          return connection.query(text, values, name);
        },
      },
    };
    return readIfSeen(slow, 'company', id);
  });
  await expect(asked).rejects.toMatchObject({ code: 'unavailable', reason: 'too_slow' });
});
