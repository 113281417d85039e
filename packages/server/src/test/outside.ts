import { createHttp, type Http } from '#platform/http.ts';
import { createLog } from '#platform/log.ts';
import { describe } from '#engine/api/describe.ts';
import { createKey, openSignIn } from '#features/sign-in/index.ts';
import { addRoutes } from '../routes.ts';
import { type Caller, callerOf } from './door.ts';
import type { TestUser, TestWorkspace } from './workspace.ts';

/** The whole server as somebody outside meets it: every route, keys of its own, refusals in their language. */
export interface Outside {
  http: Http;
  /** Somebody who comes with an API key of theirs. */
  as(who: TestUser, scopes?: string[]): Promise<Caller>;
  /** Somebody who signs in with a password, as a browser does. */
  signedIn(who: TestUser): Promise<Caller>;
  /** Somebody who comes with nothing. */
  anybody: Caller;
  /** Every address that is open: `GET /api/v1/:plural/:id`. */
  routes: { method: string; url: string }[];
}

/** A password that is not guessed first. */
const password = 'pump-otter-lantern-47';

export async function openOutside(
  { engine }: Pick<TestWorkspace, 'engine'>,
  /** `onError` hears what was thrown, where the answer does not say it. */
  {
    rateLimit = 0,
    onError = () => {},
  }: { rateLimit?: number; onError?: (error: Error) => void } = {},
): Promise<Outside> {
  const log = createLog('fatal');
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://crm.example',
    metricsToken: undefined,
    secret: 'a secret of tests, long enough to sign with',
    uploadMaxMiB: 100,
    rateLimit,
  };
  const http = await createHttp({ config, log, ready: async () => true, describe });
  const routes: Outside['routes'] = [];
  http.app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
  });
  http.app.addHook('onError', async (_request, _reply, error) => onError(error));
  const signIn = await openSignIn({ engine, config, log });
  await addRoutes(http, { engine, signIn, config });
  await http.app.ready();
  return {
    http,
    routes,
    anybody: callerOf(http.app, {}),
    async signedIn({ actor, id, name, email }) {
      const { query } = engine.database;
      const identity = await signIn.createIdentity(query, { name, email, password });
      await signIn.join(query, { identity, workspace: actor.workspace, user: id });
      const site = { host: 'crm.example', origin: config.publicUrl };
      const answer = await http.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email, password },
        headers: site,
      });
      const cookie = answer.cookies.map((one) => `${one.name}=${one.value}`).join('; ');
      return callerOf(http.app, { ...site, cookie });
    },
    async as({ actor }, scopes) {
      const wanted = { name: 'test', ...(scopes && { scopes }) };
      const now = new Date().toISOString();
      const { key } = await createKey({ query: engine.database.query }, actor, wanted, now);
      return callerOf(http.app, { authorization: `Bearer ${key}` });
    },
  };
}
