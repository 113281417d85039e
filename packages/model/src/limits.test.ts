import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, may, reach, within } from './access.ts';
import { shipped } from './build-catalog.ts';
import { objectOf } from './catalog.ts';
import { explainAccess } from './explain-access.ts';
import { matches } from './filter.ts';
import { grantAt, mayMove } from './limits.ts';
import { limitsFrom, problemsOfLimits } from './read-limits.ts';
import { type Reach, reaches } from './rights.ts';
import { mergeRoles, placedRights, type Role, roles } from './roles.ts';

const deal = objectOf(shipped, 'deal');
const me = '0199a000-0000-7000-8000-00000000000a';
const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  kind: 'user',
  workspace: 'w',
  user: me,
  name: 'Ana',
  role,
  language: 'en',
  locale: 'en',
  timeZone: 'UTC',
  ...more,
});
const limited = (limits: unknown, objects: Partial<Role['objects']['*']> = {}): Role => ({
  ...roles.manager,
  objects: { '*': { ...roles.manager.objects['*'], ...objects } },
  limits: limitsFrom({ deal: limits }),
});
const id = (n: number) => `0199a000-0000-7000-8000-0000000000${10 + n}`;
const [first, second] = [id(1), id(2)];
const [lead, talk, won] = [id(3), id(4), id(5)];
const at = (stage: string, pipeline = first) => ({ pipeline, stage });
const readsOf = (role: Role) => reach(actor(role), 'read', deal, shipped);

describe('what a filter says', () => {
  test('is nothing where nothing is limited, also where what is named is what is inherited', () => {
    expect(readsOf(limited({}))).toEqual({});
    expect(readsOf(limited({ stages: { [talk]: { read: 'all', update: 'own' } } }))).toEqual({});
  });

  test('names the stages that are closed, and not those that are open', () => {
    expect(readsOf(limited({ stages: { [talk]: { read: 'none' } } }))).toEqual({
      stage: { nin: [talk] },
    });
  });

  test('names the stages that are open where the others are closed, so that their index is used', () => {
    expect(readsOf(limited({ stages: { [talk]: { read: 'all' } } }, { read: 'none' }))).toEqual({
      stage: { in: [talk] },
    });
  });

  test('lets a stage be otherwise than its pipeline, and a pipeline otherwise than the rest', () => {
    const role = limited({
      pipelines: { [first]: { read: 'none' } },
      stages: { [talk]: { read: 'all' }, [lead]: { read: 'own' } },
    });
    expect(readsOf(role)).toEqual({
      or: [
        {
          or: [
            { stage: { nin: expect.arrayContaining([talk, lead]) }, pipeline: { nin: [first] } },
            { stage: { in: [talk] } },
          ],
        },
        { and: [{ stage: { in: [lead] } }, { owner: { eq: '@me' } }] },
      ],
    });
  });
});

test('a stage closed to everything leaves no door open: whoever may in one place only, may at all', () => {
  const none = limited({ stages: { [talk]: { create: true } } }, { create: false });
  expect(may(actor(none), 'create', deal)).toBe(true);
  expect(may(actor(limited({}, { create: false })), 'create', deal)).toBe(false);
  expect(within(actor(limited({}, { export: false })), 'export', deal)).toBeNull();
  expect(within(actor(limited({ stages: { [talk]: { export: false } } })), 'export', deal)).toEqual(
    { stage: { nin: [talk] } },
  );
});

test('administrators are never limited', () => {
  const boss: Role = {
    ...limited({ stages: { [talk]: { read: 'none', to: [] } } }),
    administers: true,
  };
  expect(readsOf(boss)).toEqual({});
  expect(placedRights(boss, deal)).toBeNull();
  const both = mergeRoles([roles.administrator, limited({ stages: { [talk]: { read: 'none' } } })]);
  expect(readsOf(both)).toEqual({});
});

describe('plug §21, 10: several roles', () => {
  test('an explicit denial on a stage beats what another role inherits', () => {
    const denies = limited({ stages: { [talk]: { read: 'none' } } }, { read: 'own' });
    expect(readsOf(mergeRoles([denies, roles.manager]))).toEqual({ stage: { nin: [talk] } });
    expect(readsOf(mergeRoles([roles.manager, denies]))).toEqual({ stage: { nin: [talk] } });
  });

  test('what both inherit is the farthest of both, and what both say of a stage as well', () => {
    const one = limited({ stages: { [talk]: { read: 'none', to: [won] } } }, { read: 'own' });
    const other = limited({ stages: { [talk]: { read: 'own', to: [lead] } } }, { read: 'all' });
    const rights = placedRights(mergeRoles([one, other]), deal);
    if (!rights) throw new Error('something is limited');
    expect(grantAt(rights, 'read', at(won))).toEqual({ value: 'all', by: 'object' });
    expect(grantAt(rights, 'read', at(talk))).toEqual({ value: 'own', by: 'stage' });
    expect(rights.stages[talk]?.to).toEqual([won, lead]);
  });

  test('a role without a list of stages that may follow does not make another’s longer', () => {
    const held = limited({ stages: { [talk]: { to: [won] } } });
    const rights = placedRights(mergeRoles([held, roles.manager]), deal) ?? undefined;
    expect(mayMove(rights, at(talk), at(won))).toBe(true);
    expect(mayMove(rights, at(talk), at(lead))).toBe(false);
    expect(mayMove(rights, at(lead), at(talk))).toBe(true);
    expect(mayMove(undefined, at(talk), at(lead))).toBe(true);
  });

  test('whatever they say, the order in which somebody has them makes no difference', () => {
    fc.assert(
      fc.property(someRole(), someRole(), someRole(), (one, two, three) => {
        const forth = placedRights(mergeRoles([one, two, three]), deal);
        const back = placedRights(mergeRoles([three, mergeRoles([two, one])]), deal);
        for (const place of places)
          for (const verb of ['read', 'create', 'update', 'seeSums'] as const)
            expect(forth && grantAt(forth, verb, place).value).toEqual(
              back && grantAt(back, verb, place).value,
            );
      }),
    );
  });
});

test('nothing is put where nothing may be made, unless the object as a whole is closed to making', () => {
  const closed = placedRights(limited({ pipelines: { [second]: { create: false } } }), deal);
  if (!closed) throw new Error('something is limited');
  expect(mayMove(closed, at(lead), at(talk, second))).toBe(false);
  const readers = placedRights(limited({ stages: { [won]: { to: [] } } }, { create: false }), deal);
  if (!readers) throw new Error('something is limited');
  expect(mayMove(readers, at(lead), at(talk))).toBe(true);
  expect(mayMove(readers, at(won), at(talk))).toBe(false);
});

const places = [first, second].flatMap((pipeline) =>
  [lead, talk, won].map((stage) => ({ pipeline, stage })),
);
const grants = () =>
  fc.record(
    {
      read: fc.constantFrom<Reach>(...reaches),
      update: fc.constantFrom<Reach>(...reaches),
      create: fc.boolean(),
      seeSums: fc.boolean(),
    },
    { requiredKeys: [] },
  );
const someRole = (): fc.Arbitrary<Role> =>
  fc
    .record({
      pipelines: fc.dictionary(fc.constantFrom(first, second), grants()),
      stages: fc.dictionary(fc.constantFrom(lead, talk, won), grants()),
      read: fc.constantFrom<Reach>(...reaches),
      seeSums: fc.boolean(),
    })
    .map(({ pipelines, stages, ...others }) => limited({ pipelines, stages }, others));

test('the filter lets through exactly what the words allow, whatever roles, teams and restrictions there are', () => {
  const others = [me, id(6), id(7)];
  const records = places.flatMap((place, n) =>
    others.flatMap((owner) =>
      ['everyone', 'restricted', 'personal'].map((access) => ({
        ...place,
        owner,
        access,
        createdBy: others[n % 3] ?? me,
        accessList: n % 2 ? [me] : [],
      })),
    ),
  );
  fc.assert(
    fc.property(
      fc.array(someRole(), { minLength: 1, maxLength: 3 }),
      fc
        .record({
          teams: fc.constant([]),
          team: fc.subarray(others.slice(1)),
          teamAndBelow: fc.subarray(others.slice(1)),
          subordinates: fc.subarray(others.slice(1)),
          guarded: fc.constantFrom([], ['deal']),
        })
        .map((circle) => ({ ...circle, teamAndBelow: [...circle.team, ...circle.teamAndBelow] })),
      fc.constantFrom('general', 'team', 'restricted'),
      fc.constantFrom('read', 'update'),
      (all, circle, visibility, verb) => {
        const ana = actor(mergeRoles(all), { circle, visibility: { deal: visibility } });
        const filter = reach(ana, verb, deal, shipped);
        const context = { me, now: '2026-11-22T10:00:00.000Z', timeZone: 'UTC', rate: () => null };
        for (const { pipeline, stage, ...record } of records) {
          const inWords = explainAccess(ana, verb, deal, { ...record, place: { pipeline, stage } });
          const inFilter =
            filter !== null &&
            matches(filter, { ...record, pipeline, stage }, 'deal', shipped, context);
          expect(inFilter).toBe(inWords.allowed);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('limits name objects with stages, rights that a place can have, and lists of what may follow', () => {
  const wrong = (limits: unknown) => problemsOfLimits(limits, shipped.objects);
  expect(wrong(null)).toEqual([]);
  expect(
    wrong({
      deal: { pipelines: { x: { read: 'own' } }, stages: { y: { create: false, to: ['z'] } } },
    }),
  ).toEqual([]);
  expect(wrong([])).toEqual(['limits']);
  expect(wrong({ company: {}, dael: {} })).toEqual(['company', 'dael']);
  expect(wrong({ deal: { stagse: {} } })).toEqual(['deal.stagse']);
  expect(
    wrong({
      deal: {
        pipelines: { x: { to: [] } },
        stages: { y: { read: 'some', bulk: false, to: [7] }, z: 1 },
      },
    }),
  ).toEqual([
    'deal.pipelines.x.to',
    'deal.stages.y.read',
    'deal.stages.y.bulk',
    'deal.stages.y.to',
    'deal.stages.z',
  ]);
});
