import type { Catalog, CatalogObject } from './catalog.ts';
import type { Filter } from './filter.ts';
import { byPlace, givenSomewhere, grantAt, type Place, placedVerbs } from './limits.ts';
import { minReach, type Reach, type ReachingVerb, type Verb } from './rights.ts';
import { Refusal } from './refusal.ts';
import { grantsIn, isGround, placedRights, type Role, roles } from './roles.ts';

/** How much of an object somebody is shown, beside their role: everything, their teams', their own. */
export const visibilities = ['general', 'team', 'restricted'] as const;
export type Visibility = (typeof visibilities)[number];

/** Whose records reach somebody as those of a colleague. Ids of users, without their own. */
export interface Circle {
  /** Teams in which they are. */
  teams: readonly string[];
  /** Members of these teams. */
  team: readonly string[];
  /** Members of these teams and of all teams below. */
  teamAndBelow: readonly string[];
  /** Whoever reports to them, at any distance: these records they see, and no more. Empty where that is off. */
  subordinates: readonly string[];
  /** Objects of which some records are kept from others: of the rest nothing need be asked. */
  guarded: readonly string[];
}

const alone: Circle = { teams: [], team: [], teamAndBelow: [], subordinates: [], guarded: [] };

/** Who acts. System work is an actor with a name, and goes through the same door. */
export interface Actor {
  kind: 'user' | 'system';
  workspace: string;
  /** Id of the user; null for system work. */
  user: string | null;
  /** Named in history where no user is: `import`, `retention`. */
  name: string;
  /** All their roles as one. */
  role: Role;
  /** Which these are: names of ours, ids of the workspace's own. Missing: only the named one. */
  roles?: readonly string[];
  /** Missing: nobody's colleague. */
  circle?: Circle;
  /** By object; what is not named is general. */
  visibility?: Readonly<Record<string, Visibility>>;
  language: string;
  locale: string;
  timeZone: string;
  /** Scope of an API key: reading only. So is whoever is looked at through `viewedBy`. */
  readOnly?: boolean;
  /** Of a key that is for some objects only: `deal:write`. Beside them only `read` counts, and what these refer to. */
  scopes?: readonly string[];
  /** The administrator who looks at the workspace as this person, and learns nothing that only the person may know. */
  viewedBy?: { user: string; name: string };
}

/** Whoever looks on as somebody else changes nothing, takes nothing away, and does not find what is theirs alone. */
export const viewingAs = (): Refusal =>
  new Refusal('forbidden', 'stop viewing as somebody else to do this', { reason: 'viewing_as' });

/** Whose notifications and favourites are shown: one's own; nobody's to whoever looks on, nor to a key for some objects. */
export const privateTo = (actor: Actor): string | null =>
  actor.viewedBy || actor.scopes ? null : actor.user;

/** The actor that stands for work nobody asked for at that moment: schedules, retention, upkeep. */
export const systemActor = (workspace: string, name: string): Actor => ({
  kind: 'system',
  workspace,
  user: null,
  name,
  role: roles.administrator,
  language: 'en',
  locale: 'en',
  timeZone: 'UTC',
});

/** Does the key with which somebody comes reach so far? Sessions have no scopes. */
function inScope({ readOnly, scopes }: Actor, looks: boolean, object: string): boolean {
  if (!scopes) return looks || !readOnly;
  if (scopes.includes(`${object}:write`)) return true;
  return (
    looks && (scopes.includes('read') || scopes.includes(`${object}:read`) || isGround(object))
  );
}

/** May the actor do this with any record of the object at all? What they may do with which, `reach` says. */
export function may(actor: Actor, verb: Verb, object: CatalogObject): boolean {
  const looks = verb === 'read' || verb === 'export' || verb === 'seeSums';
  if (!inScope(actor, looks, object.name)) return false;
  if (actor.viewedBy && verb === 'export') return false;
  if (object.off && actor.kind !== 'system') return false;
  if (!looks && object.writtenBy !== 'records' && actor.kind !== 'system') {
    if (object.writtenBy === 'system' || !actor.role.administers) return false;
  }
  const granted = grantsIn(actor.role, object.name)[verb];
  // Nobody changes or deletes what they do not see.
  if ((verb === 'update' || verb === 'delete') && !may(actor, 'read', object)) return false;
  if (granted !== false && granted !== 'none') return true;
  const rights = placedRights(actor.role, object);
  const placed = placedVerbs.find((one) => one === verb);
  return rights !== null && placed !== undefined && givenSomewhere(rights, placed);
}

/** What the actor may do with some record of the object at least. */
export const rightsOf = (actor: Actor, object: CatalogObject): Record<Verb, boolean> => ({
  read: may(actor, 'read', object),
  create: may(actor, 'create', object),
  update: may(actor, 'update', object),
  delete: may(actor, 'delete', object),
  export: may(actor, 'export', object),
  import: may(actor, 'import', object),
  bulk: may(actor, 'bulk', object),
  changeOwner: may(actor, 'changeOwner', object),
  seeSums: may(actor, 'seeSums', object),
});

/** As far as a person's visibility lets them see, whatever their role; administrators see everything. */
const farthest: Record<Visibility, Reach> = { general: 'all', team: 'team', restricted: 'own' };

/** The records with which the actor may do it, as a filter; null: none at all; an empty filter: all. */
export function reach(
  actor: Actor,
  verb: ReachingVerb,
  object: CatalogObject,
  catalog: Catalog,
): Filter | null {
  if (!may(actor, verb, object)) return null;
  if (actor.kind === 'system') return {};
  const kept = keptToOwner(actor, verb, object);
  if (kept === null) return null;
  const byRight = byRole(actor, verb, verb, object);
  // Where levels differ by place, what is seen is asked for beside what may be changed of it.
  const isAsked = verb !== 'read' && placedRights(actor.role, object) !== null;
  const seen = isAsked ? byRole(actor, verb, 'read', object) : [];
  const known = byRight.map((one) => JSON.stringify(one));
  return allOf([
    ...[...kept, ...seen].filter((one) => !known.includes(JSON.stringify(one))),
    ...byRight,
    ...following(actor, object, catalog),
  ]);
}

/**
 * Private things are for their owner and, some of them, for those with whom they are shared: these look; only
 * administrators change what somebody else shared. Null: for nobody here.
 */
function keptToOwner(
  actor: Actor,
  verb: ReachingVerb,
  { ownersAlone }: CatalogObject,
): Filter[] | null {
  if (!ownersAlone) return [];
  const { unless, named } = ownersAlone;
  const owned: Filter[] = actor.viewedBy ? [] : [{ owner: { eq: '@me' } }];
  const shared: Filter[] = [
    ...(unless ? [unless] : []),
    ...(named ? [{ and: [named.where, anyOf(namedBy(actor, named))] }] : []),
  ];
  const open = verb === 'read' || actor.role.administers ? [...owned, ...shared] : owned;
  return open.length ? [anyOf(open)] : null;
}

/** What is shared with somebody by name is between the two; with their team or role, whoever looks on finds it too. */
function namedBy(actor: Actor, named: { people: string; roles: string }): Filter[] {
  const { teams } = actor.circle ?? alone;
  const people = actor.viewedBy ? teams : ['@me', ...teams];
  return [
    ...(people.length ? [{ [named.people]: { hasAny: people } }] : []),
    { [named.roles]: { hasAny: actor.roles ?? [actor.role.name] } },
  ];
}

/** What hangs on records is seen by whoever made or owns it, or sees one of them; what hangs on none, by all. */
function following(actor: Actor, object: CatalogObject, catalog: Catalog): Filter[] {
  const { follows } = object;
  if (!follows) return [];
  const leading = Object.values(catalog.objects).filter((one) => one.timeline);
  const readable = leading.map((one) => [one.name, reach(actor, 'read', one, catalog)] as const);
  const isAll = ([, filter]: (typeof readable)[number]) =>
    filter !== null && !Object.keys(filter).length;
  if (readable.every(isAll)) return [];
  // What somebody wrote on a personal record says as much as the record: whoever looks on must see the record itself.
  const mayTell = actor.viewedBy && leading.some(({ name }) => isGuarded(actor, name));
  const own: Filter[] = [{ owner: { eq: '@me' } }, { createdBy: { eq: '@me' } }];
  return [
    anyOf([
      ...(mayTell ? [] : own),
      { [follows]: { empty: true } },
      ...readable
        .filter(([, filter]) => filter !== null)
        .map(([name]): Filter => ({ [`${follows}:${name}.id`]: { empty: false } })),
    ]),
  ];
}

const says = (filter: Filter): boolean => Object.keys(filter).length > 0;
const both = (one: Filter, other: Filter): Filter => allOf([one, other].filter(says));
const allOf = (filters: Filter[]): Filter =>
  filters.length > 1 ? { and: filters } : (filters[0] ?? {});
const anyOf = (filters: Filter[]): Filter =>
  filters.length === 1 && filters[0] ? filters[0] : { or: filters };

/** What somebody reaches for `verb` by how far `right` goes. */
function byRole(
  actor: Actor,
  verb: ReachingVerb,
  right: ReachingVerb,
  object: CatalogObject,
): Filter[] {
  const asks = isGuarded(actor, object.name);
  const reached = [...levels(actor, right, object)]
    .filter(([level]) => level !== 'none')
    .map(([level, place]) => ({
      place,
      owned: level === 'all' ? {} : ownedWithin(actor, verb, object, level),
    }));
  const [first] = reached;
  const only = reached.length === 1 && first;
  const byLevel = only ? only.owned : anyOf(reached.map(({ place, owned }) => both(place, owned)));
  // Whoever is named in a record comes no farther than the stage in which it is lets them.
  const places = only ? only.place : asks ? anyOf(reached.map(({ place }) => place)) : {};
  return [places, asks ? guarded(actor, verb, byLevel) : byLevel].filter(says);
}

/** Where how far the right reaches: one level for all records, or several by pipeline and stage. */
function levels(actor: Actor, verb: ReachingVerb, object: CatalogObject): Map<Reach, Filter> {
  const rights = placedRights(actor.role, object);
  if (!rights || !object.stages) return new Map([[levelOf(actor, verb, object).level, {}]]);
  const given = (granted: Reach | undefined) => granted && capped(actor, object, granted);
  const others = capped(actor, object, rights.others[verb]);
  return byPlace(object.stages, rights, (grants) => given(grants[verb]), others);
}

/** The records of which the actor may take copies, or see sums, among those that they see; null: none; empty: all. */
export function within(
  actor: Actor,
  verb: 'export' | 'seeSums',
  object: CatalogObject,
): Filter | null {
  if (!may(actor, verb, object)) return null;
  const rights = actor.kind === 'system' ? null : placedRights(actor.role, object);
  if (!rights || !object.stages) return {};
  const places = byPlace(object.stages, rights, (grants) => grants[verb], rights.others[verb]);
  return places.get(true) ?? null;
}

const isGuarded = ({ circle }: Actor, object: string): boolean =>
  circle?.guarded.includes(object) === true;

/** How far the right reaches, and whether the person's visibility keeps it from reaching farther. */
export function levelOf(
  actor: Actor,
  verb: ReachingVerb,
  object: CatalogObject,
  place: Place | null = null,
): { level: Reach; isCapped: boolean; by: 'stage' | 'pipeline' | 'object' } {
  const rights = place && placedRights(actor.role, object);
  const grantOf = (one: ReachingVerb) =>
    rights
      ? grantAt(rights, one, place)
      : { value: grantsIn(actor.role, object.name)[one], by: 'object' as const };
  const [seen, asked] = [grantOf('read'), grantOf(verb)];
  // What one may not see, one may not change either.
  const { value: granted, by } = minReach(seen.value, asked.value) === asked.value ? asked : seen;
  const level = capped(actor, object, granted);
  return { level, isCapped: level !== granted, by };
}

function capped(actor: Actor, object: CatalogObject, granted: Reach): Reach {
  const visible = actor.role.administers ? undefined : actor.visibility?.[object.name];
  return visible ? minReach(granted, farthest[visible]) : granted;
}

function ownedWithin(actor: Actor, verb: string, object: CatalogObject, level: Reach): Filter {
  const field = object.fields['owner'] ? 'owner' : 'createdBy';
  const { team, teamAndBelow, subordinates } = actor.circle ?? alone;
  const others = new Set([
    ...(level === 'team' ? team : level === 'teamAndBelow' ? teamAndBelow : []),
    ...(verb === 'read' ? subordinates : []),
  ]);
  return { [field]: others.size ? { in: ['@me', ...others] } : { eq: '@me' } };
}

/** Restricted records are for whoever is named, personal ones for whoever made them; the rest is as the role says. */
function guarded(actor: Actor, verb: string, byLevel: Filter): Filter {
  const made: Filter = { createdBy: { eq: '@me' } };
  const named: Filter = { accessList: { hasAny: ['@me', ...(actor.circle ?? alone).teams] } };
  const insiders = anyOf([made, { owner: { eq: '@me' } }, ...(verb === 'delete' ? [] : [named])]);
  return anyOf([
    both({ access: { nin: ['restricted', 'personal'] } }, byLevel),
    allOf([{ access: { eq: 'restricted' } }, ...(actor.role.administers ? [] : [insiders])]),
    ...(actor.viewedBy ? [] : [allOf([{ access: { eq: 'personal' } }, made])]),
  ]);
}
