import { type Actor, Refusal, viewingAs } from '@relata/model';

/** A key that only reads changes nothing, not even its owner's own settings. */
export function demandWriting(actor: Actor): void {
  if (actor.viewedBy) throw viewingAs();
  if (actor.readOnly)
    throw new Refusal('forbidden', 'this key only reads', { reason: 'read_only_key' });
}

export function demandAdministrator(actor: Actor): void {
  demandWriting(actor);
  if (!actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
}
