import { createHash } from 'node:crypto';
import { type Actor, isId, Refusal, withinScopes } from '@relata/model';
import type { FastifyRequest } from 'fastify';
import type { Engine } from '#engine/engine.ts';
import { unknownKey, useKey } from './api-keys.ts';
import { type Attempts, networkOf } from './attempts.ts';
import { demandSecond, identityOf } from './demand-second.ts';
import { actorIn, choose, firstActive, membershipsOf } from './memberships.ts';
import { lookOn, viewedIn } from './look-on.ts';
import type { Memory, Remembered } from './memory.ts';
import { notSignedIn, type Sessions } from './sessions.ts';

/** Who asks, and how they came in. */
export interface Recognised {
  actor: Actor;
  /** Null: came with a key, or looks on as somebody else. */
  identity: string | null;
  /** The key or the session, without its secret. */
  caller: string;
}

interface Parts {
  engine: Engine;
  sessions: Sessions;
  attempts: Attempts;
  memory: Memory<Recognised>;
}

/**
 * Who asks: by API key (`Authorization: Bearer …`) or session cookie, in the workspace that
 * `X-Workspace` names, else the one they chose last. Refuses `unauthenticated`, and `not_found` for a
 * workspace that is not theirs. For whoever looks on as somebody else, that person (`lookOn`).
 */
export async function recognise(parts: Parts, request: FastifyRequest): Promise<Recognised> {
  const found = await whoIsThere(parts, request);
  const viewed = viewedIn(request);
  if (viewed === undefined) return found;
  const name = `${found.caller} ${found.actor.workspace} as ${viewed}`;
  return parts.memory.get(name, () => lookOn(parts.engine, found, viewed));
}

async function whoIsThere(parts: Parts, request: FastifyRequest): Promise<Recognised> {
  const workspace = wantedWorkspace(request);
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!key) throw notSignedIn();
    return parts.memory.get(nameFor(key, workspace), () => byKey(parts, request, key, workspace));
  }
  const cookie = parts.sessions.cookieIn(request);
  if (!cookie) throw notSignedIn();
  return parts.memory.get(nameFor(cookie.value, workspace), () =>
    bySession(parts, request, cookie, workspace),
  );
}

/** What a remembered session hangs on, beside identity and person. */
export const sessionName = (cookie: string): string => `session:${hashOf(cookie)}`;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const nameFor = (secret: string, workspace: string | undefined): string =>
  `${hashOf(secret)} ${workspace ?? ''}`;

function wantedWorkspace(request: FastifyRequest): string | undefined {
  const given = request.headers['x-workspace'];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !isId(given))
    throw new Refusal('malformed', 'X-Workspace holds the id of a workspace');
  return given.toLowerCase();
}

const notTheirs = (): Refusal => new Refusal('not_found', 'there is no such workspace');

async function byKey(
  { engine, attempts }: Parts,
  request: FastifyRequest,
  key: string,
  workspace: string | undefined,
): Promise<Remembered<Recognised>> {
  // Only what was never a key is a guess: a forgotten integration must not lock out its neighbours.
  const found = await attempts.at({ address: `keys ${networkOf(request.ip)}` }, unknownKey, () =>
    useKey(engine.database.query, engine.clock, key),
  );
  if (workspace !== undefined && workspace !== found.workspace) throw notTheirs();
  const actor = await actorIn(engine, found);
  if (!actor) throw notSignedIn();
  await demandSecond(engine, actor.workspace, await identityOf(engine, found));
  return {
    value: {
      actor: withinScopes(actor, found.scopes),
      identity: null,
      caller: `key:${found.id}`,
    },
    hangsOn: [`key:${found.id}`, ...hangsOnPerson(actor)],
    until: found.expires,
  };
}

async function bySession(
  { engine, sessions, memory }: Parts,
  request: FastifyRequest,
  cookie: { value: string; token: string },
  workspace: string | undefined,
): Promise<Remembered<Recognised>> {
  const { database, clock } = engine;
  const session = await sessions.alive(request, cookie);
  const all = await membershipsOf(database.query, session.identity);
  const wanted = workspace === undefined ? all : all.filter((one) => one.workspace === workspace);
  if (workspace !== undefined && !wanted.length) throw notTheirs();
  const found = await firstActive(engine, wanted);
  if (!found) throw notSignedIn();
  await demandSecond(engine, found.actor.workspace, session.identity);
  await noteUse(
    { engine, memory },
    found.membership,
    workspace !== undefined && all[0] !== found.membership,
  );
  return {
    value: { actor: found.actor, identity: session.identity, caller: sessionName(cookie.value) },
    hangsOn: [
      sessionName(cookie.value),
      `identity:${session.identity}`,
      ...hangsOnPerson(found.actor),
    ],
    until: Math.min(session.expires, clock.now().getTime() + 60_000),
  };
}

const hangsOnPerson = (actor: Actor): string[] => [
  `user:${actor.user}`,
  `workspace:${actor.workspace}`,
];

/** When they were last here, to the nearest minutes; and that this workspace opens first the next time. */
async function noteUse(
  { engine: { database, clock }, memory }: Pick<Parts, 'engine' | 'memory'>,
  { identity, workspace, user }: { identity: string; workspace: string; user: string },
  isChosen: boolean,
): Promise<void> {
  const now = clock.now();
  await database.of(workspace).query(
    `update "user" set last_seen_at = $3
     where workspace_id = $1 and id = $2 and (last_seen_at is null or last_seen_at < $4)`,
    [workspace, user, now.toISOString(), new Date(now.getTime() - 300_000).toISOString()],
  );
  if (!isChosen) return;
  await choose(database.query, identity, workspace, now.toISOString());
  // Requests that name no workspace go there as well, from now on.
  await memory.forget(database.query, `identity:${identity}`);
}
