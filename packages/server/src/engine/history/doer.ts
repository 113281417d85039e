import { objectOf } from '@relata/model';
import type { Work } from '../work.ts';

/** Somebody, as history names them. */
export type Doer = { id: string; name: string };

/** Who did something, and whether that is kept from the actor: a person, or that it was nobody. */
export type Done = { by: Doer | null; byKept?: true };

/**
 * Is it kept from the actor who did it? Who made a record is told by its `createdBy`, who changed it by its `updatedBy`:
 * whoever does not see these knows of their own doings alone.
 */
export function isDoerKept(
  { actor, seen }: Pick<Work, 'actor' | 'seen'>,
  object: string,
  action: string,
  doer: string | null,
): boolean {
  if (doer !== null && doer === actor.user) return false;
  const told = action === 'create' ? 'createdBy' : 'updatedBy';
  return !Object.hasOwn(objectOf(seen, object).fields, told);
}

/** The same, as the API says it. */
export function doneBy(
  work: Pick<Work, 'actor' | 'seen'>,
  object: string,
  action: string,
  doer: { id: string | null; name: string | null },
): Done {
  if (isDoerKept(work, object, action, doer.id)) return { by: null, byKept: true };
  return { by: doer.id ? { id: doer.id, name: doer.name ?? '' } : null };
}
