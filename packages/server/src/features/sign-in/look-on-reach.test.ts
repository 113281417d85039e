import {
  type Actor,
  explainAccess,
  objectOf,
  type Reach,
  reach,
  type Role,
  roles,
  systemActor,
} from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMany } from '#engine/records/create.ts';
import { list } from '#engine/records/list.ts';
import { reading } from '#engine/work.ts';
import { workspace } from '#test/workspace.ts';

test('whoever looks on sees what the person sees, but for personal records and what hangs on nothing else', async () => {
  const own = await workspace();
  const makers = [own.admin, await own.makeUser({ name: 'Ben', role: 'manager' })];
  const users = makers.map(({ id }) => id);
  const access = fc.constantFrom('everyone', 'restricted', 'personal');
  const owner = fc.option(fc.constantFrom(...users));
  for (const [seed, maker] of makers.entries())
    await own.as(maker).work(async (work) => {
      const people = fc.sample(
        fc.record({
          lastName: fc.constant('P'),
          owner,
          access,
          accessList: fc.option(fc.subarray(users)),
        }),
        { numRuns: 25, seed },
      );
      const ids = await createMany(work, 'person', people);
      const about = fc.subarray(ids, { maxLength: 2 });
      const notes = fc.sample(about, { numRuns: 25, seed }).map((some) => ({
        body: 'N',
        about: some.map((id) => ({ object: 'person', id })),
      }));
      await createMany(work, 'note', notes);
    });
  const level = fc.constantFrom<Reach>('own', 'team', 'all');
  await fc.assert(
    fc.asyncProperty(
      fc.record({ read: level, notes: level, administers: fc.boolean() }),
      fc.record({ team: fc.subarray(users), subordinates: fc.subarray(users) }),
      fc.constantFrom(...users),
      async ({ read, notes, administers }, circle, user) => {
        const role: Role = {
          ...roles.manager,
          administers,
          objects: { '*': { ...roles.manager.objects['*'], read }, note: { read: notes } },
        };
        const seen: Actor = {
          ...own.admin.actor,
          ...{ user, role },
          circle: { ...circle, teamAndBelow: circle.team, teams: [], guarded: ['person'] },
        };
        const onlooker: Actor = {
          ...seen,
          readOnly: true,
          viewedBy: { user: own.admin.id, name: 'Ada' },
        };
        const found = async (actor: Actor, object: string) => {
          const page = await list(await reading(own.engine, actor), object, {
            limit: 200,
            sort: 'id',
          });
          return page.rows.map((row) => JSON.parse(row) as Found);
        };
        const people = await found(onlooker, 'person');
        const theirs = await found(seen, 'person');
        expect(people).toEqual(theirs.filter((one) => one.access !== 'personal'));
        // In their own answers links to what they may not see are missing.
        const all = await found(systemActor(own.workspaceId, 'test'), 'note');
        const isSeen = ({ id: note }: Found) => {
          const about = all.find(({ id }) => id === note)?.about ?? [];
          return !about.length || about.some(({ id }) => people.some((one) => one.id === id));
        };
        // Links to what somebody does not see are not shown: compared is which notes there are.
        const idsOf = (some: Found[]) => some.map(({ id }) => id);
        expect(idsOf(await found(onlooker, 'note'))).toEqual(
          idsOf((await found(seen, 'note')).filter(isSeen)),
        );
        const { catalog } = await reading(own.engine, onlooker);
        const object = objectOf(catalog, 'person');
        const allowed = theirs.filter(
          (one) =>
            explainAccess(onlooker, 'read', object, {
              ...one,
              access: one.access ?? null,
              accessList: one.accessList ?? [],
              place: null,
            }).allowed,
        );
        expect(idsOf(allowed)).toEqual(idsOf(people));
        expect(reach(onlooker, 'update', object, catalog)).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});

interface Found {
  id: string;
  owner: string | null;
  createdBy: string | null;
  access?: string | null;
  accessList?: string[] | null;
  about?: { id: string }[] | null;
}
