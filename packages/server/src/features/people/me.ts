import { type Actor, languages, systemActor } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { describes } from '#engine/api/open-api-described.ts';
import { profileIn } from '#engine/catalog/profile.ts';
import { read } from '#engine/records/read.ts';
import { demandWhole, reading, type Workspace, working } from '#engine/work.ts';
import { changePerson } from './change-person.ts';
import type { PeopleParts } from './index.ts';

/**
 * What people change about themselves; null: as the workspace or the language has it. Preferences as a
 * merge patch (RFC 7396): only what is named.
 */
const changes = z.strictObject({
  name: z.string().optional(),
  language: z.enum(languages).optional(),
  locale: z.string().nullish(),
  timeZone: z.string().nullish(),
  theme: z.enum(['light', 'dark', 'auto']).optional(),
  signature: z.string().nullish(),
  preferences: z.record(z.string(), z.unknown()).nullish(),
  photo: z.array(z.string()).nullish(),
});

const shown = [
  'id',
  'name',
  'email',
  'role',
  'language',
  'locale',
  'timeZone',
  'theme',
  'signature',
  'preferences',
  'lastSeenAt',
  'photo',
];

export function addMeRoutes(app: FastifyInstance, parts: PeopleParts): void {
  const { engine, signIn } = parts;

  app.get(
    '/me',
    describes({
      about: 'me',
      summary: 'Who asks, in which workspace, with which settings',
      answer: { type: 'object' },
    }),
    async (request) => ({ data: await me(parts, request) }),
  );

  app.patch(
    '/me',
    describes({
      about: 'me',
      summary: 'Change own settings',
      body: changes,
      answer: { type: 'object' },
    }),
    async (request) => {
      const actor = await signIn.identify(request);
      demandWhole(actor);
      const wanted = parse(changes, request.body);
      await working(engine, actor, (work) => changePerson(work, String(actor.user), wanted));
      await signIn.forget(engine.database.query, `user:${actor.user}`);
      return { data: await me(parts, request) };
    },
  );
}

async function me({ engine, signIn }: PeopleParts, request: FastifyRequest) {
  const { actor, identity } = await signIn.recognise(request);
  // Whoever may see nobody is somebody all the same.
  const itself = await reading(engine, systemActor(actor.workspace, 'me'));
  const user = await read(itself, 'user', String(actor.user));
  const { workspace } = await engine.workspaces.get(actor.workspace);
  const { ownerChange, superiorsSee, newAccess, administratorsExempt, tellOfKept, auditYears } =
    workspace;
  const { freeLostReasons } = workspace;
  const seen = Object.fromEntries(shown.map((name) => [name, user[name] ?? null]));
  return {
    user: actor.viewedBy ? withoutOwn(seen, actor) : seen,
    viewedBy: actor.viewedBy?.name ?? null,
    role: actor.role.name,
    roles: actor.roles ?? [actor.role.name],
    teams: actor.circle?.teams ?? [],
    colleagues: actor.circle?.team ?? [],
    workspace: {
      ...factsOf(workspace),
      ownerChange,
      superiorsSee,
      newAccess,
      administratorsExempt,
      freeLostReasons,
      tellOfKept,
      auditYears,
    },
    workspaces: await workspacesOf({ engine, signIn }, actor, identity),
    can: { administer: actor.role.administers && !actor.viewedBy },
  };
}

/** Whoever looks on reads their own language, and not how the person arranged the app. */
const withoutOwn = (user: Record<string, unknown>, { language, locale }: Actor) => ({
  ...user,
  ...{ language, locale, theme: null, signature: null, preferences: null, lastSeenAt: null },
});

export const factsOf = (workspace: Workspace) => {
  const { id, name, currency, language, locale, timeZone, country, requireSecondFactor, rates } =
    workspace;
  return {
    ...{ id, name, currency, language, locale, timeZone, country, requireSecondFactor, rates },
    ...profileIn(workspace),
  };
};

/** Where they may go: with a session everywhere that they are a person, with a key nowhere else. */
async function workspacesOf(
  { engine, signIn }: PeopleParts,
  actor: Actor,
  identity: string | null,
): Promise<{ id: string; name: string }[]> {
  const ids = identity
    ? (await signIn.activeMemberships(identity)).map((membership) => membership.workspace)
    : [actor.workspace];
  const found = await Promise.all(
    ids.map(async (id) => (await engine.workspaces.get(id)).workspace),
  );
  return found
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
