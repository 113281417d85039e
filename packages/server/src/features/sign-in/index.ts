import { type Actor, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Query } from '#platform/db.ts';
import type { Log } from '#platform/log.ts';
import { openSealer } from '#platform/seal.ts';
import type { SealedColumn } from '#platform/seal-anew.ts';
import { speak } from '#engine/api/describe.ts';
import type { Engine, Feature } from '#engine/engine.ts';
import { countAttempts } from './attempts.ts';
import type { AuthParts, Newcomers, SignInConfig } from './auth-parts.ts';
import { addAuthRoutes, beginSession } from './auth-routes.ts';
import { openBetterAuth } from './better-auth.ts';
import { emailLink } from './email-link.ts';
import { endAccess } from './end-access.ts';
import { addDeviceRoutes } from './device-routes.ts';
import { addFactorRoutes } from './factor-routes.ts';
import { createIdentity, type NewIdentity } from './identities.ts';
import { activeOnes, choose, join, type Membership, membershipsOf } from './memberships.ts';
import { openMemory } from './memory.ts';
import { refuseWhileLookingOn } from './look-on.ts';
import { addEmailRoutes } from './email-routes.ts';
import { accountNews, emailChange, passwordReset } from './letters.ts';
import { addOidcRoutes } from './oidc-routes.ts';
import { addPasskeyRoutes } from './passkey-routes.ts';
import { addPasswordRoutes } from './password-routes.ts';
import { recognise, type Recognised } from './recognise.ts';
import { refuseOtherSites } from './same-origin.ts';
import { openSessions } from './sessions.ts';
import { addWaysRoute } from './ways-routes.ts';
import { provePassword } from './prove-password.ts';

export { countAttempts, networkOf } from './attempts.ts';
export { emailOf, identityWith } from './prove-password.ts';
export { createKey, listKeys, revokeKeys } from './api-keys.ts';
export { forgetPeople, forgetWorkspace } from './forget-people.ts';
export { refuseBadIdentity, type NewIdentity } from './identities.ts';
export type { Newcomers, SignInConfig } from './auth-parts.ts';
export type { Membership } from './memberships.ts';
export { recover } from './recover.ts';
export type { Recognised } from './recognise.ts';

const factorsSealed = 'authenticator apps';

/** What it keeps that nobody else may read. */
export const signInSealed: SealedColumn[] = [
  { table: 'auth_totp', key: 'identity_id', column: 'secret', purpose: factorsSealed },
  { table: 'auth_recovery_code', key: 'identity_id', column: 'hash', purpose: factorsSealed },
];

/** The letters that go with it. */
export const signInLetters: Feature = {
  name: 'sign-in',
  mails: { accountNews, emailChange, passwordReset },
};

/** Who comes in, and how the server knows them again. */
export interface SignIn {
  /**
   * Who asks, and from now on refusals are in their language. Refuses `unauthenticated`. From memory, mostly:
   * call it for every request, and again every few seconds of an answer that does not end.
   */
  identify(request: FastifyRequest): Promise<Actor>;
  /** The same, with the identity behind a session. */
  recognise(request: FastifyRequest): Promise<Recognised>;
  /** The same where nobody needs to be there: null without a key or session that is alive, or nobody can look now. */
  asker(request: FastifyRequest): Promise<Recognised | null>;
  /** `/api/auth/…`, and what guards every route: call it on the app itself, before any other routes. */
  addRoutes(app: FastifyInstance): void;
  /** In the transaction of the query. Refuses weak passwords and taken addresses. */
  createIdentity(query: Query, person: NewIdentity): Promise<string>;
  /** Makes an identity a person of a workspace. */
  join(query: Query, membership: Membership): Promise<void>;
  /** This workspace opens first the next time that somebody comes without naming one. */
  choose(query: Query, identity: string, workspace: string): Promise<void>;
  /** Where somebody may work, the last chosen first. */
  activeMemberships(identity: string): Promise<Membership[]>;
  /** Ends the keys of a person of a workspace, and all their sessions where they work nowhere else. */
  endAccess(query: Query, person: Pick<Membership, 'workspace' | 'user'>): Promise<void>;
  /** Refuses a password that is not that of the address; no session begins. */
  provePassword(
    request: FastifyRequest,
    credentials: { email: string; password: string },
  ): Promise<void>;
  /** Says what becomes of somebody's people when they come by a provider, or get another address. */
  welcome(newcomers: Newcomers): void;
  /**
   * The link by which the identity behind a person gets another address, for whoever hands it over where no
   * mail is sent. Refuses `taken`, and `elsewhere` where they work in other workspaces, too.
   */
  emailLink(person: Pick<Membership, 'workspace' | 'user'>, email: string): Promise<string>;
  /** Answers with the session's cookie, for somebody who has just proved who they are. */
  begin(
    request: FastifyRequest,
    reply: FastifyReply,
    credentials: { email: string; password: string },
  ): Promise<void>;
  /**
   * Makes every process ask the database again about `user:<id>`, `key:<id>`, `identity:<id>` or
   * `workspace:<id>`, from the commit of the query's transaction on.
   */
  forget(query: Query, whom: string): Promise<void>;
}

export interface SignInOptions {
  engine: Engine;
  config: SignInConfig;
  log: Log;
}

export async function openSignIn({ engine, config, log }: SignInOptions): Promise<SignIn> {
  const { database, clock } = engine;
  const attempts = countAttempts(clock);
  const sessions = openSessions(database, clock, config);
  const memory = await openMemory<Recognised>(database, clock);
  let newcomers: Newcomers | null = null;
  const auth = openBetterAuth(database, config, log);
  const who = async (request: FastifyRequest): Promise<Recognised> => {
    const recognised = await recognise({ engine, sessions, attempts, memory }, request);
    speak(request, recognised.actor.language);
    return recognised;
  };
  const parts: AuthParts = {
    engine,
    config,
    auth,
    attempts,
    sessions,
    memory,
    sealer: openSealer(config, factorsSealed),
    newcomers: () => newcomers,
    recognise: who,
  };

  return {
    identify: async (request) => (await who(request)).actor,
    recognise: who,
    async asker(request) {
      try {
        return await who(request);
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    },
    addRoutes(app) {
      refuseOtherSites(app, config.publicUrl);
      refuseWhileLookingOn(app, who);
      sessions.addRenewal(app);
      addAuthRoutes(app, parts);
      addPasswordRoutes(app, parts);
      addEmailRoutes(app, parts);
      addFactorRoutes(app, parts);
      addDeviceRoutes(app, parts);
      addPasskeyRoutes(app, parts);
      addOidcRoutes(app, parts);
      addWaysRoute(app, parts);
    },
    createIdentity: (query, person) => createIdentity(query, person, clock.now().toISOString()),
    join,
    choose: (query, identity, workspace) =>
      choose(query, identity, workspace, clock.now().toISOString()),
    welcome: (given) => void (newcomers = given),
    activeMemberships: async (identity) =>
      activeOnes(engine, await membershipsOf(database.query, identity)),
    endAccess: (query, person) => endAccess(engine, query, person),
    provePassword: (request, { email, password }) =>
      provePassword({ query: database.query, attempts }, { email, address: request.ip }, password),
    emailLink: (person, email) => emailLink(parts, person, email),
    begin: (request, reply, credentials) => beginSession(parts, request, reply, credentials),
    forget: memory.forget,
  };
}
