import type { FastifyInstance } from 'fastify';
import { parse } from '#engine/api/parse.ts';
import type { Engine, Feature } from '#engine/engine.ts';
import { forgetPeople, type SignIn } from '#features/sign-in/index.ts';
import { addKeyRoutes } from './api-keys.ts';
import { auditPeople } from './audit-people.ts';
import { changePerson } from './change-person.ts';
import { handingOver } from './hand-over/hand-over.ts';
import { invitedByProvider } from './invitations/by-provider.ts';
import { invitationLetter } from './invitations/letter.ts';
import { addInvitationRoutes } from './invitations/routes.ts';
import { keepAnAdministering, keepAnAdministrator } from './keep-an-administrator.ts';
import { addMeRoutes } from './me.ts';
import { keepOwner } from './keep-owner.ts';
import { keepSeats } from './seats/keep-seats.ts';
import { addAccountRoutes } from './seats/routes.ts';
import { addUserRoutes } from './users.ts';
import { addWorkspaceRoutes, changeWorkspace, workspaceChanges } from './workspace.ts';

export { addPerson } from './add-person.ts';
export { checkCurrency, checkLocale, checkTimeZone } from './places.ts';
export { factsOf } from './me.ts';

export interface PeopleParts {
  engine: Engine;
  signIn: SignIn;
}

/** Whoever changes a user record, in whatever way: sessions and keys see it with the commit. */
export const people: Feature = {
  name: 'people',
  rules: {
    async user(work, drafts) {
      await keepAnAdministrator(work, drafts);
      await keepSeats(work, drafts);
    },
    role: keepAnAdministering,
  },
  consequences: {
    async user(work, changes) {
      await auditPeople(work, changes);
      await forgetPeople(work, changes);
    },
  },
  fieldRules: { user: keepOwner },
  settings: {
    workspace: {
      now: async ({ workspace }) => workspace,
      change: (work, before) => changeWorkspace(work, parse(workspaceChanges, before)),
      // Its name is its own, and its logo is a file.
      carried: Object.keys(workspaceChanges.shape).filter(
        (name) => name !== 'name' && name !== 'logo',
      ),
    },
  },
  longWork: { handOver: handingOver },
  mails: { invitation: invitationLetter },
};

/** `/me`, `/workspace`, `/users/{id}` as administrators change them, `/api-keys`; below `/api/v1`. */
export function addPeopleRoutes(app: FastifyInstance, parts: PeopleParts): void {
  addMeRoutes(app, parts);
  addUserRoutes(app, parts);
  addWorkspaceRoutes(app, parts);
  addKeyRoutes(app, parts);
  addInvitationRoutes(app, parts);
  parts.signIn.welcome({
    ...invitedByProvider(parts),
    moved: (work, user, email) => changePerson(work, user, { email }),
  });
  addAccountRoutes(app, parts);
}
