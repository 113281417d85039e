import { type Actor, Refusal } from '@relata/model';
import { demandWriting } from '#engine/work.ts';

export function demandAdministrator(actor: Actor): void {
  demandWriting(actor);
  if (!actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
}

/** A key for some objects is not for its owner's own settings. */
export function demandWhole(actor: Actor): void {
  if (actor.scopes)
    throw new Refusal('forbidden', 'this key is for some objects only', {
      reason: 'narrow_key',
    });
}
