import type { FastifyInstance, InjectOptions } from 'fastify';
import { Refusal } from '@relata/model';
import { createHttp } from '#platform/http.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import type { Api } from '#engine/api/api.ts';
import { addRecordRoutes } from '#engine/api/record-routes.ts';
import { actorFor } from '#engine/catalog/actor-for.ts';
import type { Engine } from '#engine/engine.ts';
import type { OpenEngine } from '#engine/open.ts';
import { testDatabase } from './database.ts';
import type { TestUser, TestWorkspace } from './workspace.ts';

/** What came back through the door. */
export interface Answered {
  status: number;
  headers: Record<string, unknown>;
  /** Parsed where it is JSON. */
  body: ReturnType<JSON['parse']>;
  raw: Buffer;
}

export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Multipart, as a browser sends a form. */
  send(path: string, form: FormData): Promise<Answered>;
  put(path: string, body?: object): Promise<Answered>;
  delete(path: string): Promise<Answered>;
  /** Headers by which the test's `identify` knows them. */
  headers: Record<string, string>;
}

export interface Door {
  /** The whole server, `/api/v1` included. */
  app: FastifyInstance;
  draining: AbortSignal;
  as(who: TestUser): Caller;
  stop(): Promise<void>;
}

/** The HTTP server of a test's workspace with the routes of every object, and those that `add` brings. */
export async function openDoor(
  { engine, workspaceId }: Pick<TestWorkspace, 'engine' | 'workspaceId'>,
  add: (app: FastifyInstance, api: Api, more: { draining: AbortSignal }) => void,
  addFirst: (root: FastifyInstance, api: Api) => void = () => {},
): Promise<Door> {
  const http = await createHttp({
    config: { host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', metricsToken: undefined },
    log: createLog('fatal'),
    ready: async () => true,
  });
  const api: Api = {
    engine,
    async identify(request) {
      const user = request.headers['x-test-user'];
      if (typeof user !== 'string') throw new Refusal('unauthenticated', 'nobody is signed in');
      return actorFor(engine.database, engine.workspaces, workspaceId, user);
    },
  };
  addFirst(http.app, api);
  await http.app.register(
    async (app) => {
      add(app, api, { draining: http.draining });
      addRecordRoutes(app, api);
    },
    { prefix: '/api/v1' },
  );
  await http.app.ready();
  return {
    app: http.app,
    draining: http.draining,
    as: (who) => callerOf(http.app, { 'x-test-user': who.id }),
    stop: () => http.stop(1000),
  };
}

export function callerOf(app: FastifyInstance, own: Record<string, string>): Caller {
  const send = async (options: InjectOptions): Promise<Answered> => {
    const answer = await app.inject({ ...options, headers: { ...own, ...options.headers } });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.body ? JSON.parse(answer.body) : answer.body,
      raw: answer.rawPayload,
    };
  };
  const at = (path: string) => (path.startsWith('/api/') ? path : `/api/v1${path}`);
  return {
    headers: own,
    get: (path, headers = {}) => send({ method: 'GET', url: at(path), headers }),
    post: (path, body = {}, headers = {}) =>
      send({ method: 'POST', url: at(path), payload: body as object, headers }),
    patch: (path, body, headers = {}) =>
      send({ method: 'PATCH', url: at(path), payload: body as object, headers }),
    async send(path, form) {
      const request = new Response(form);
      const headers = { 'content-type': request.headers.get('content-type') ?? '' };
      return send({
        method: 'POST',
        url: at(path),
        payload: Buffer.from(await request.arrayBuffer()),
        headers,
      });
    },
    put: (path, body) => send({ method: 'PUT', url: at(path), ...(body && { payload: body }) }),
    delete: (path) => send({ method: 'DELETE', url: at(path) }),
  };
}

/** Runs what the engine does in the background until the returned function is called. */
export async function inBackground(engine: Engine): Promise<() => Promise<void>> {
  // What earlier tests left behind is no news to anybody here, and there are thousands of it.
  await engine.database.query('update event set relayed_at = at where relayed_at is null');
  const jobs = await startJobs(await testDatabase(), createLog('warn'));
  const running = await (engine as OpenEngine).run(jobs);
  return async () => {
    await running.stop();
    await jobs.stop();
  };
}

/** Asks again until it holds. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false | null>,
  patienceMs = 40_000,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > until) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
