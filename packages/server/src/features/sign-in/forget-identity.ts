import type { AuthParts } from './auth-parts.ts';
import { membershipsOf } from './memberships.ts';

/** How somebody signs in has changed: their sessions and keys are looked up again, in every process. */
export async function forgetIdentity(
  { engine, memory }: Pick<AuthParts, 'engine' | 'memory'>,
  identity: string,
): Promise<void> {
  const { query } = engine.database;
  await memory.forget(query, `identity:${identity}`);
  for (const { user } of await membershipsOf(query, identity))
    await memory.forget(query, `user:${user}`);
}
