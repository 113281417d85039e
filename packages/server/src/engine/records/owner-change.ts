import { type CatalogObject, may } from '@relata/model';
import type { Work, Workspace } from '../work.ts';

/**
 * May this actor give a record of the object to somebody else? Their role decides, and, for what somebody
 * answers for with a customer, the workspace: everyone, or administrators only (Plug's preference;
 * plug-bitrix24-pipedrive.md §1.5). Tasks can always be handed on.
 */
export function mayChangeOwner(
  { actor, workspace }: Pick<Work, 'actor'> & { workspace: Pick<Workspace, 'ownerChange'> },
  object: CatalogObject,
): boolean {
  if (actor.kind === 'system' || actor.role.administers) return true;
  if (object.timeline && workspace.ownerChange === 'administrators') return false;
  return may(actor, 'changeOwner', object);
}
