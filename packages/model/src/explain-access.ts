import { type Actor, levelOf, may } from './access.ts';
import type { CatalogObject } from './catalog.ts';
import type { Place } from './limits.ts';
import type { ReachingVerb } from './rights.ts';

/** The rule that decides: of those that let somebody, or of those that keep them off. */
export const allowingReasons = [
  'all',
  'own',
  'team',
  'below',
  'subordinate',
  'named',
  'insider',
  'administrator',
  'maker',
] as const;
export const denyingReasons = [
  'never',
  'stage',
  'pipeline',
  'personal',
  'restricted',
  'visibility',
  'notOwn',
  'notTeam',
  'notBelow',
  'hanging',
] as const;

export interface Explained {
  allowed: boolean;
  reason: (typeof allowingReasons)[number] | (typeof denyingReasons)[number];
}

const yes = (reason: (typeof allowingReasons)[number]): Explained => ({ allowed: true, reason });
const no = (reason: (typeof denyingReasons)[number]): Explained => ({ allowed: false, reason });

/** What `reach` asks of a record, step by step, for whoever wants to know why. */
export interface Facts {
  owner: string | null;
  createdBy: string | null;
  access: string | null;
  accessList: readonly string[];
  /** Where it is on its way, of objects with stages. */
  place: Place | null;
}

/**
 * Why the actor may, or may not, do this with this record: the same rules as `reach`, in words. Of records that
 * hang on others it answers for the record alone; whether one of these is seen, only the database knows.
 */
export function explainAccess(
  actor: Actor,
  verb: ReachingVerb,
  object: CatalogObject,
  record: Facts,
): Explained {
  if (!may(actor, verb, object)) return no('never');
  const { user, circle } = actor;
  const { level, isCapped, by } = levelOf(actor, verb, object, record.place);
  if (level === 'none') return no(by === 'object' ? 'never' : by);
  const isMaker = record.createdBy === user;
  const isOwner = (object.fields['owner'] ? record.owner : record.createdBy) === user;
  if (circle?.guarded.includes(object.name)) {
    if (record.access === 'personal')
      return isMaker && !actor.viewedBy ? yes('maker') : no('personal');
    if (record.access === 'restricted') {
      if (actor.role.administers) return yes('administrator');
      if (isMaker || isOwner) return yes('insider');
      const named = [user ?? '', ...circle.teams].some((id) => record.accessList.includes(id));
      return named && verb !== 'delete' ? yes('named') : no('restricted');
    }
  }
  if (level === 'all') return yes('all');
  if (isOwner) return yes('own');
  const owner = (object.fields['owner'] ? record.owner : record.createdBy) ?? '';
  const colleagues = level === 'team' || level === 'teamAndBelow' ? circle?.[level] : undefined;
  if (colleagues?.includes(owner)) return yes(circle?.team.includes(owner) ? 'team' : 'below');
  if (verb === 'read' && circle?.subordinates.includes(owner)) return yes('subordinate');
  if (isCapped) return no('visibility');
  if (level === 'own') return no('notOwn');
  return no(level === 'team' ? 'notTeam' : 'notBelow');
}
