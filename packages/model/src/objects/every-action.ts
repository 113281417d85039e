import type { Action } from '../define.ts';

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
