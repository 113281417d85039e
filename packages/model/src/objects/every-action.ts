import type { Action } from '../object-definition.ts';

/** What is done with records of every object that says `archives`. */
export const archiving: Record<string, Action> = {
  archive: { needs: 'update', availableWhen: { archivedAt: { empty: true } }, input: {} },
  unarchive: { needs: 'update', availableWhen: { archivedAt: { empty: false } }, input: {} },
};

/** What is done with records that hold personal data (EP-LEAD-16, spec decision 13). */
export const anonymising: Record<string, Action> = {
  anonymise: {
    needs: 'delete',
    availableWhen: { anonymisedAt: { empty: true } },
    input: {},
    irreversible: true,
  },
};

/** Of records with formulas: what these say is computed anew, also where nothing that they use has changed (EP-ACC-34). */
export const recomputing: Record<string, Action> = {
  recompute: { needs: 'update', input: {}, follows: true },
};

/**
 * Whoever reads a record may have themselves told of what happens to it (EP-OPP-15), and no longer. Nothing of the record
 * changes by it, so nobody who edits it meanwhile is in anybody's way.
 */
export const following = (list: string): Record<string, Action> => {
  const follows = { [list]: { has: '@me' } };
  return {
    follow: { needs: 'read', availableWhen: { not: follows }, input: {}, ofOneself: true },
    unfollow: { needs: 'read', availableWhen: follows, input: {}, ofOneself: true },
  };
};
