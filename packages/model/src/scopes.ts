import type { Actor } from './access.ts';
import { shipped } from './build-catalog.ts';

/** How far an API key reaches: everything, or one object: `read`, `deal:write`. Writing contains reading. */
export const scopes: readonly string[] = [
  'read',
  'write',
  ...Object.keys(shipped.objects).flatMap((name) => [`${name}:read`, `${name}:write`]),
];

/**
 * The actor as a key lets them act: with the rights of its person, and no further than its scopes. A key for some
 * objects is no administrator's, whoever's it is.
 */
export function withinScopes(actor: Actor, given: readonly string[]): Actor {
  if (given.includes('write')) return actor;
  if (given.every((scope) => scope === 'read')) return { ...actor, readOnly: true };
  const readOnly = !given.some((scope) => scope.endsWith(':write'));
  return { ...actor, readOnly, scopes: given, role: { ...actor.role, administers: false } };
}
