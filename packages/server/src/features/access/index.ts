import type { Feature } from '#engine/engine.ts';
import { forgetWorkspace } from '#features/sign-in/index.ts';
import { checkAccess, checkAudience } from './check-access.ts';
import { checkPeople } from './check-people.ts';
import { checkRoles, keepUsedRoles } from './check-roles.ts';
import { checkTeams } from './check-teams.ts';

export { addAccessRoutes } from './routes.ts';

/** Roles, teams and the access of single records as data: what they say is valid, and counts from the commit on. */
export const access: Feature = {
  name: 'access',
  rules: { role: checkRoles, team: checkTeams, user: checkPeople },
  fieldRules: { select: checkAccess, audience: checkAudience },
  consequences: {
    role: async (work, changes) => {
      await keepUsedRoles(work, changes);
      await forgetWorkspace(work);
    },
    team: forgetWorkspace,
  },
};
