import type { FastifyInstance, InjectOptions } from 'fastify';
import { createHttp } from '#platform/http.ts';
import { createLog } from '#platform/log.ts';
import { addRecordRoutes } from '#engine/api/record-routes.ts';
import type { Engine } from '#engine/engine.ts';
import { addPeopleRoutes } from '#features/people/index.ts';
import { addSetUpRoutes } from '#features/set-up/index.ts';
import { openSignIn, type SignIn, type SignInConfig } from '#features/sign-in/index.ts';
import type { TestUser, TestWorkspace } from './workspace.ts';

/** What came back. */
export interface Told {
  status: number;
  headers: Record<string, unknown>;
  /** Parsed where it is JSON. */
  body: ReturnType<JSON['parse']>;
}

/** Somebody's browser: keeps cookies, and says from which page a request comes. */
export interface Browser {
  /** Name → value. */
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Told>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Told>;
  patch(path: string, body: object, headers?: Record<string, string>): Promise<Told>;
  delete(path: string, headers?: Record<string, string>): Promise<Told>;
  signIn(who: { email: string; password: string }): Promise<Told>;
}

export interface FrontDoor {
  app: FastifyInstance;
  signIn: SignIn;
  browser(): Browser;
  /** A program without cookies that brings this key. */
  program(key: string): Browser;
  /** Lets a person of the workspace sign in. */
  letIn(
    workspaceId: string,
    who: TestUser,
    password?: string,
  ): Promise<{ email: string; password: string; identity: string }>;
}

/** A password that is not guessed first. */
export const goodPassword = 'pump-otter-lantern-47';

export const testSecret = 'a secret of tests, long enough to sign with';

/** The server with its own sign-in: the way that people and programs come in. */
export async function openFrontDoor(
  { engine }: { engine: Engine } | TestWorkspace,
  publicUrl = 'http://crm.example',
  more: Partial<SignInConfig> = {},
): Promise<FrontDoor> {
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicUrl,
    metricsToken: undefined,
    secret: testSecret,
    ...more,
  };
  const log = createLog('fatal');
  const http = await createHttp({ config, log, ready: async () => true });
  const signIn = await openSignIn({ engine, config, log });
  signIn.addRoutes(http.app);
  await http.app.register(
    async (api) => {
      addSetUpRoutes(api, { engine, signIn });
      addPeopleRoutes(api, { engine, signIn });
      addRecordRoutes(api, { engine, identify: signIn.identify });
    },
    { prefix: '/api/v1' },
  );
  await http.app.ready();

  return {
    app: http.app,
    signIn,
    browser: () => browserOf(http.app, { host: new URL(publicUrl).host, origin: publicUrl }),
    program: (key) => browserOf(http.app, { authorization: `Bearer ${key}` }),
    async letIn(workspaceId, { id, name, email }, password = goodPassword) {
      const { query } = engine.database;
      const identity = await signIn.createIdentity(query, { name, email, password });
      await signIn.join(query, { identity, workspace: workspaceId, user: id });
      return { email, password, identity };
    },
  };
}

function browserOf(app: FastifyInstance, own: Record<string, string>): Browser {
  const cookies = new Map<string, string>();
  const send = async (options: InjectOptions): Promise<Told> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      ...options,
      headers: { ...own, ...(cookie && { cookie }), ...options.headers },
    });
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const isJson = /json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.body ? JSON.parse(answer.body) : answer.body,
    };
  };
  const at = (path: string) => (path.startsWith('/api/') ? path : `/api/v1${path}`);
  return {
    cookies,
    get: (path, headers = {}) => send({ method: 'GET', url: at(path), headers }),
    post: (path, body = {}, headers = {}) =>
      send({ method: 'POST', url: at(path), payload: body, headers }),
    patch: (path, body, headers = {}) =>
      send({ method: 'PATCH', url: at(path), payload: body, headers }),
    delete: (path, headers = {}) => send({ method: 'DELETE', url: at(path), headers }),
    signIn: ({ email, password }) =>
      send({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } }),
  };
}
