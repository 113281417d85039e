import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, may, reach as reachIn, systemActor, type Visibility } from './access.ts';
import { plainVerbs, type Reach, reaches, reachingVerbs, type Verb } from './rights.ts';
import { grantsIn, mergeRoles, problemsOfRole, type Role, roleOf, roles } from './roles.ts';
import { shipped } from './build-catalog.ts';
import { type CatalogObject, objectOf } from './catalog.ts';

const object = (name: string) => objectOf(shipped, name);
const reach = (who: Actor, verb: 'read' | 'update' | 'delete', one: CatalogObject) =>
  reachIn(who, verb, one, shipped);
const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  kind: 'user',
  workspace: 'w',
  user: '0199a000-0000-7000-8000-00000000000a',
  name: 'Ana',
  role,
  language: 'en',
  locale: 'en',
  timeZone: 'UTC',
  ...more,
});
const { administrator, manager, salesperson, viewer } = roles;
const verbs: Verb[] = ['read', 'create', 'update', 'delete', 'export', 'import', 'bulk'];
const allowed = (who: Actor, name: string) => verbs.filter((verb) => may(who, verb, object(name)));
const mine = { owner: { eq: '@me' } };

test('a salesperson sees all deals, and changes and deletes only their own', () => {
  const ana = actor(salesperson);
  expect(allowed(ana, 'deal')).toEqual(verbs);
  expect(reach(ana, 'read', object('deal'))).toEqual({});
  expect(reach(ana, 'update', object('deal'))).toEqual(mine);
  expect(reach(ana, 'delete', object('deal'))).toEqual(mine);
});

test('a manager changes everybody’s deals', () => {
  expect(reach(actor(manager), 'update', object('deal'))).toEqual({});
  expect(reach(actor(manager), 'delete', object('company'))).toEqual({});
});

test('a viewer reads, and writes nothing but views of their own', () => {
  const guest = actor(viewer);
  expect(allowed(guest, 'deal')).toEqual(['read']);
  expect(reach(guest, 'update', object('deal'))).toBeNull();
  expect(reach(guest, 'delete', object('note'))).toBeNull();
  expect(allowed(guest, 'view')).toEqual(['read', 'create', 'update', 'delete']);
  expect(reach(guest, 'update', object('view'))).toEqual(mine);
});

test('a salesperson renames every tag, whoever made it, and deletes none', () => {
  expect(reach(actor(salesperson), 'update', object('tag'))).toEqual({});
  expect(reach(actor(salesperson), 'delete', object('tag'))).toBeNull();
});

test('where nobody owns a record, whoever made it has it as their own', () => {
  const noOwner = { ...object('deal'), fields: {} };
  expect(reach(actor(salesperson), 'update', noOwner)).toEqual({ createdBy: { eq: '@me' } });
});

describe('settings', () => {
  test.each(['pipeline', 'stage', 'lostReason'])(
    'of %s are changed by administrators only',
    (name) => {
      expect(allowed(actor(administrator), name)).toEqual(verbs);
      for (const role of [manager, salesperson, viewer]) {
        expect(
          allowed(actor(role), name).filter((verb) => verb !== 'read' && verb !== 'export'),
        ).toEqual([]);
        expect(reach(actor(role), 'read', object(name))).toEqual({});
        expect(reach(actor(role), 'update', object(name))).toBeNull();
      }
    },
  );
});

test('what only the system writes, no administrator writes', () => {
  for (const name of ['user', 'import']) {
    expect(allowed(actor(administrator), name)).toEqual(['read', 'export']);
    expect(reach(actor(administrator), 'delete', object(name))).toBeNull();
    expect(allowed(systemActor('w', 'retention'), name)).toEqual(verbs);
  }
});

describe('private things', () => {
  test('are found by their owner only, whatever the role of others', () => {
    for (const role of Object.values(roles).filter((one) => one.name !== 'partner')) {
      expect(reach(actor(role), 'read', object('view'))).toEqual({
        or: [
          mine,
          { sharedWith: { eq: 'everyone' } },
          {
            and: [
              { sharedWith: { eq: 'some' } },
              { or: [{ audience: { hasAny: ['@me'] } }, { roles: { hasAny: [role.name] } }] },
            ],
          },
        ],
      });
      expect(reach(actor(role), 'read', object('import'))).toEqual(mine);
    }
  });

  test('of people who left are within reach of upkeep', () => {
    expect(reach(systemActor('w', 'upkeep'), 'update', object('view'))).toEqual({});
  });
});

test('a key for reading reads and exports, even an administrator’s', () => {
  const key = actor(administrator, { readOnly: true });
  expect(allowed(key, 'deal')).toEqual(['read', 'export']);
  expect(reach(key, 'update', object('deal'))).toBeNull();
  expect(allowed(actor(viewer, { readOnly: true }), 'view')).toEqual(['read']);
});

test('a role that reaches only what is one’s own sees only that', () => {
  const own: Role = {
    ...salesperson,
    objects: {
      '*': { ...salesperson.objects['*'], read: 'own', export: false },
      company: { read: 'none' },
    },
  };
  expect(reach(actor(own), 'read', object('deal'))).toEqual(mine);
  expect(reach(actor(own), 'read', object('company'))).toBeNull();
  expect(may(actor(own), 'read', object('company'))).toBe(false);
  expect(may(actor(own), 'export', object('deal'))).toBe(false);
});

describe('colleagues', () => {
  const [ben, cleo, dan] = ['ben', 'cleo', 'dan'];
  const circle = {
    teams: ['t'],
    team: [ben],
    teamAndBelow: [ben, cleo],
    subordinates: [],
    guarded: [],
  };
  const reaching = (read: Reach, update: Reach): Role => ({
    ...salesperson,
    objects: { '*': { ...salesperson.objects['*'], read, update } },
  });
  const owners = (...ids: string[]) => ({ owner: { in: ['@me', ...ids] } });

  test('of one’s teams, and of the teams below, are reached as the role says', () => {
    const ana = actor(reaching('teamAndBelow', 'team'), { circle });
    expect(reach(ana, 'read', object('deal'))).toEqual(owners(ben, cleo));
    expect(reach(ana, 'update', object('deal'))).toEqual(owners(ben));
  });

  test('without a team are nobody: what remains is one’s own', () => {
    expect(reach(actor(reaching('team', 'team')), 'read', object('deal'))).toEqual(mine);
  });

  test('a restricted person sees their own deals only, a team’s person those of the team, whatever the role', () => {
    const seen = (visibility: Visibility) =>
      reach(actor(manager, { circle, visibility: { deal: visibility } }), 'read', object('deal'));
    expect(seen('general')).toEqual({});
    expect(seen('team')).toEqual(owners(ben));
    expect(seen('restricted')).toEqual(mine);
    const restricted = actor(manager, { circle, visibility: { deal: 'restricted' } });
    expect(reach(restricted, 'update', object('deal'))).toEqual(mine);
    expect(reach(restricted, 'read', object('company'))).toEqual({});
  });

  test('an administrator cannot be restricted', () => {
    const boss = actor(administrator, { visibility: { deal: 'restricted' } });
    expect(reach(boss, 'read', object('deal'))).toEqual({});
  });

  test('superiors see what those who report to them own, and change none of it', () => {
    const chief = actor(reaching('own', 'own'), { circle: { ...circle, subordinates: [dan] } });
    expect(reach(chief, 'read', object('deal'))).toEqual(owners(dan));
    expect(reach(chief, 'update', object('deal'))).toEqual(mine);
    expect(reach(chief, 'delete', object('deal'))).toEqual(mine);
  });
});

describe('several roles', () => {
  test('give of each right the farthest', () => {
    const both = actor(mergeRoles([roles.partner, roles.viewer]));
    expect(reach(both, 'read', object('deal'))).toEqual({});
    expect(reach(both, 'update', object('deal'))).toEqual(mine);
    expect(allowed(both, 'deal')).toEqual(['read', 'create', 'update']);
  });

  test('never give less than one of them, whichever they are', () => {
    const role = fc.constantFrom<Role>(...Object.values(roles));
    fc.assert(
      fc.property(
        role,
        role,
        fc.constantFrom('deal', 'tag', 'view', 'stage'),
        (one, other, name) => {
          const merged = grantsIn(mergeRoles([one, other]), name);
          for (const single of [grantsIn(one, name), grantsIn(other, name)]) {
            for (const verb of reachingVerbs)
              expect(reaches.indexOf(merged[verb])).toBeGreaterThanOrEqual(
                reaches.indexOf(single[verb]),
              );
            for (const verb of plainVerbs)
              expect(Number(merged[verb])).toBeGreaterThanOrEqual(Number(single[verb]));
          }
        },
      ),
    );
  });

  test('of which none is left give only what a viewer may', () => {
    expect(allowed(actor(mergeRoles([])), 'deal')).toEqual(['read']);
  });
});

describe('a role of the workspace’s own', () => {
  test('gives what it names and nothing else', () => {
    const own = actor(roleOf('x', false, { deal: { read: 'team', create: true }, nonsense: 7 }));
    expect(allowed(own, 'deal')).toEqual(['read', 'create']);
    expect(allowed(own, 'company')).toEqual([]);
  });

  test('is refused where it names an object, a right or a reach that does not exist', () => {
    const wrong = (objects: unknown) => problemsOfRole(objects, shipped.objects);
    expect(wrong({ '*': { read: 'all' }, deal: { update: 'teamAndBelow', bulk: false } })).toEqual(
      [],
    );
    expect(wrong({ dael: {} })).toEqual(['dael']);
    expect(wrong({ deal: { read: 'some', fly: true, create: 'yes' } })).toEqual([
      'deal.read',
      'deal.fly',
      'deal.create',
    ]);
    expect(wrong([])).toEqual(['objects']);
    expect(wrong({ deal: null })).toEqual(['deal']);
  });
});
