import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Actor,
  may,
  plainVerbs,
  reachingVerbs,
  roles,
  scopes,
  shipped,
  withinScopes,
} from './index.ts';

const actorWith = (role: keyof typeof roles): Actor => ({
  kind: 'user',
  workspace: 'w',
  user: 'u',
  name: 'U',
  role: roles[role],
  language: 'en',
  locale: 'en',
  timeZone: 'UTC',
});

const objects = Object.values(shipped.objects);
const verbs = [...reachingVerbs, ...plainVerbs];
const role = fc.constantFrom(...(Object.keys(roles) as (keyof typeof roles)[]));
const given = fc.uniqueArray(fc.constantFrom(...scopes), { minLength: 1, maxLength: 6 });

test('a key lets nobody do what they may not do themselves, and no more than its scopes say', () => {
  fc.assert(
    fc.property(role, given, (name, chosen) => {
      const person = actorWith(name);
      const key = withinScopes(person, chosen);
      for (const object of objects)
        for (const verb of verbs) {
          if (!may(key, verb, object)) continue;
          expect(may(person, verb, object)).toBe(true);
          if (['read', 'export', 'seeSums'].includes(verb)) continue;
          expect(chosen.some((one) => one === 'write' || one === `${object.name}:write`)).toBe(
            true,
          );
        }
    }),
  );
});

test('each further scope gives something or nothing, and takes nothing away but the rights of an administrator', () => {
  fc.assert(
    fc.property(given, fc.constantFrom(...scopes), (chosen, more) => {
      const person = actorWith('manager');
      const [less, further] = [
        withinScopes(person, chosen),
        withinScopes(person, [...chosen, more]),
      ];
      for (const object of objects)
        for (const verb of verbs)
          if (may(less, verb, object)) expect(may(further, verb, object)).toBe(true);
    }),
  );
});
