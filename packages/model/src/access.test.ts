import { describe, expect, test } from 'vitest';
import { type Actor, may, reach, type Role, roles, systemActor, type Verb } from './access.ts';
import { objectOf, shipped } from './catalog.ts';

const object = (name: string) => objectOf(shipped, name);
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
  expect(reach(guest, 'update', object('view'))).toEqual({ and: [object('view').reach, mine] });
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
    for (const role of Object.values(roles)) {
      expect(reach(actor(role), 'read', object('view'))).toEqual({
        or: [mine, { sharedWith: { eq: 'everyone' } }],
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
