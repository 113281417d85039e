import { type Actor, Refusal } from '@relata/model';
import { demandWriting } from '#engine/work.ts';

export function demandAdministrator(actor: Actor): void {
  demandWriting(actor);
  if (!actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
}
