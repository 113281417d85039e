import { isPlainObject } from './plain-object.ts';

/** How far a right reaches: none, one's own records, those of one's teams, of the teams below as well, all. */
export const reaches = ['none', 'own', 'team', 'teamAndBelow', 'all'] as const;
export type Reach = (typeof reaches)[number];

export const reachingVerbs = ['read', 'update', 'delete'] as const;
export type ReachingVerb = (typeof reachingVerbs)[number];
export const plainVerbs = ['create', 'export', 'import', 'bulk', 'changeOwner', 'seeSums'] as const;
export type Verb = ReachingVerb | (typeof plainVerbs)[number];

/** What a role may do with the records of an object. */
export type Grants = Record<ReachingVerb, Reach> & Record<(typeof plainVerbs)[number], boolean>;

/** Of each right the farther. */
export function farther(one: Grants, other: Grants): Grants {
  const merged = { ...one };
  for (const verb of reachingVerbs) merged[verb] = maxReach(one[verb], other[verb]);
  for (const verb of plainVerbs) merged[verb] = one[verb] || other[verb];
  return merged;
}

export const maxReach = (one: Reach, other: Reach): Reach =>
  reaches.indexOf(one) >= reaches.indexOf(other) ? one : other;

export const minReach = (one: Reach, other: Reach): Reach =>
  reaches.indexOf(one) <= reaches.indexOf(other) ? one : other;

/** The rights among what somebody wrote; nothing else. */
export function knownGrants(given: unknown): Partial<Grants> {
  if (!isPlainObject(given)) return {};
  const known: Partial<Grants> = {};
  for (const verb of reachingVerbs) {
    const reach = reaches.find((one) => one === given[verb]);
    if (reach) known[verb] = reach;
  }
  for (const verb of plainVerbs) {
    const allowed = given[verb];
    if (typeof allowed === 'boolean') known[verb] = allowed;
  }
  return known;
}
