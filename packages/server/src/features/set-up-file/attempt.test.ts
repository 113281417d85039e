import { expect, test } from 'vitest';
import { workspace } from '#test/workspace.ts';
import { attempt } from './attempt.ts';

const failing = (code: string) =>
  `do $$ begin raise exception 'in each other''s way' using errcode = '${code}'; end $$`;

test('a set-up that gets in the way of somebody else is tried once more, and no part of it is refused', async () => {
  const firm = await workspace();
  let tries = 0;
  const why = await firm.as(firm.admin).work((work) =>
    attempt(work, async () => {
      if (++tries === 1) await work.connection.query(failing('40P01'));
    }),
  );
  expect([tries, why]).toEqual([2, null]);
});

test('a part for which the disk has no room, or which takes too long, refuses the whole', async () => {
  const firm = await workspace();
  const trying = (code: string) =>
    firm.as(firm.admin).work((work) => attempt(work, () => work.connection.query(failing(code))));
  await expect(trying('53100')).rejects.toMatchObject({ code: 'disk_full' });
  await expect(trying('57014')).rejects.toMatchObject({ code: 'unavailable', reason: 'too_slow' });
});
