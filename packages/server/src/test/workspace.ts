import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Actor, roles } from '@relata/model';
import { openFiles } from '#platform/files.ts';
import { createLog } from '#platform/log.ts';
import type { Engine, Feature } from '#engine/engine.ts';
import { type Ground, openEngine } from '#engine/open.ts';
import { reading, type Work, working } from '#engine/work.ts';
import { features as allFeatures } from '#features/index.ts';
import { addPerson } from '#features/people/index.ts';
import { makeWorkspace, type WorkspaceFacts } from '#features/set-up/index.ts';
import { type TestClock, testClock } from './clock.ts';
import { testDatabase } from './database.ts';

/** Somebody of the test's workspace. */
export interface TestUser {
  id: string;
  name: string;
  email: string;
  actor: Actor;
}

/** What somebody does, as the engine sees it. */
export interface As {
  actor: Actor;
  /** In a transaction of its own. */
  work<T>(task: (work: Work) => Promise<T>): Promise<T>;
  read<T>(task: (work: Work) => Promise<T>): Promise<T>;
}

export interface TestWorkspace {
  engine: Engine;
  clock: TestClock;
  workspaceId: string;
  /** Its administrator. */
  admin: TestUser;
  makeUser(person?: {
    role?: keyof typeof roles;
    name?: string;
    timeZone?: string;
  }): Promise<TestUser>;
  as(who: TestUser | Actor): As;
}

export interface TestWorkspaceOptions extends Partial<WorkspaceFacts> {
  /** Those of the running server unless given. */
  features?: Feature[];
  /** A way for mails to leave; without it none do. */
  post?: NonNullable<Ground['post']>;
}

const clock = testClock();
const engines = new Map<object, Promise<Engine>>();

/** One engine for all tests of a worker that want the same features, and mails to leave the same way. */
function engineWith(features: Feature[], post: Ground['post']): Promise<Engine> {
  const known = engines.get(post ?? features);
  if (known) return known;
  const opening = testDatabase().then((database) =>
    openEngine({
      database,
      clock,
      log: createLog('warn'),
      files: openFiles(mkdtempSync(join(inject('files'), 'engine-'))),
      features,
      ...(post && { post }),
    }),
  );
  engines.set(post ?? features, opening);
  return opening;
}

/**
 * A workspace of its own for a test, as set-up makes it: an administrator, a pipeline with stages, lost
 * reasons, shared views. English, euros, Rome, unless the test says otherwise. The clock runs again.
 */
export async function workspace(options: TestWorkspaceOptions = {}): Promise<TestWorkspace> {
  const { features = allFeatures, post, ...facts } = options;
  clock.reset();
  const engine = await engineWith(features, post);
  const made = await makeWorkspace(
    engine,
    {
      name: 'Example',
      currency: 'EUR',
      language: 'en',
      timeZone: 'Europe/Rome',
      country: 'IT',
      ...facts,
    },
    (work) => addTestUser(work, { role: 'administrator', name: 'Ada Admin' }),
  );
  const workspaceId = made.workspace.id;

  return {
    engine,
    clock,
    workspaceId,
    admin: made.result,
    makeUser: (person = {}) =>
      working(engine, made.result.actor, (work) => addTestUser(work, person)),
    as(who) {
      const actor = 'actor' in who ? who.actor : who;
      return {
        actor,
        work: (task) => working(engine, actor, task),
        read: async (task) => task(await reading(engine, actor)),
      };
    },
  };
}

let people = 0;

async function addTestUser(
  work: Work,
  { role = 'salesperson', name, timeZone }: NonNullable<Parameters<TestWorkspace['makeUser']>[0]>,
): Promise<TestUser> {
  const number = ++people;
  const called = name ?? `Person ${number}`;
  const email = `person${number}@firm.example`;
  const id = await addPerson(work, {
    name: called,
    email,
    role,
    locale: 'en-GB',
    timeZone: timeZone ?? null,
  });
  return {
    id,
    name: called,
    email,
    actor: {
      kind: 'user',
      workspace: work.workspace.id,
      user: id,
      name: called,
      role: roles[role],
      language: 'en',
      locale: 'en-GB',
      timeZone: timeZone ?? work.workspace.timeZone,
    },
  };
}
