import type { AddressInfo } from 'node:net';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import type { Registry } from 'prom-client';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import { codeOf } from './error-facts.ts';
import { rememberCaller } from './http/caller.ts';
import { addHealth } from './http/health.ts';
import { describeInEnglish, refusalOf, sendProblem, type Describe } from './http/problem.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { addWebApp } from './http/web-app.ts';
import { newId } from './id.ts';
import type { Log } from './log.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Sent from pages and servers of others on purpose: it is answered without asking who is signed in, so guards
     * against other sites let it pass. Its address holds a key, which no log shows.
     */
    fromAnySite?: true;
  }
}

/** Where a request went. The query is left out: it holds what people search for. */
const shownUrl = ({ url, routeOptions }: FastifyRequest): string | undefined =>
  routeOptions.config.fromAnySite ? routeOptions.url : url.split('?', 1)[0];

export interface HttpOptions {
  config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'metricsToken'>;
  log: Log;
  /** Is the database there and migrated? */
  ready: () => Promise<boolean>;
  /** Built web app; without it only the API is served. */
  webApp?: string;
  /** Refusals in the caller's language; English if left out. */
  describe?: Describe;
}

export interface Http {
  app: FastifyInstance;
  metrics: Registry;
  /** Aborted when the server is about to stop: answers that never end by themselves (events) end on it. */
  draining: AbortSignal;
  /** Takes requests from now on; resolves with the address to open. */
  listen(): Promise<string>;
  /** Not ready at once, takes nothing new, lets what runs end for at most `patienceMs` (30 s). */
  stop(patienceMs?: number): Promise<void>;
}

const bodyLimit = 10 * 1024 * 1024;

export async function createHttp(options: HttpOptions): Promise<Http> {
  const { config, log, describe = describeInEnglish } = options;
  const own = log.child({});
  const logger: FastifyBaseLogger = own;
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // A proxy on this machine says who really asks.
    trustProxy: 'loopback',
    genReqId: newId,
    requestTimeout: 300_000,
    frameworkErrors: (error, request, reply) => {
      const refusal = refusalOf(error);
      void sendProblem(reply, refusal, describe(refusal, request));
    },
  });
  const drain = new AbortController();

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const url = shownUrl(request);
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method: request.method, url, status: reply.statusCode, ms }, 'answered');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = refusalOf(error);
    const url = shownUrl(request);
    if (!refusal) request.log.error({ err: error, url }, 'a defect');
    else if (refusal.status >= 500) request.log.warn({ err: refusal.cause ?? refusal }, 'refused');
    await sendProblem(reply, refusal, describe(refusal, request));
  });
  addSecurityHeaders(app, config.publicUrl);
  rememberCaller(app);
  const metrics = addHealth(app, {
    ready: options.ready,
    draining: drain.signal,
    metricsToken: config.metricsToken,
  });
  await addWebApp(app, options.webApp);

  return {
    app,
    metrics,
    draining: drain.signal,
    async listen() {
      const { level } = own;
      // Whoever starts the server says where it is; Fastify would say it again for every address of the machine.
      if (own.isLevelEnabled('info')) own.level = 'warn';
      try {
        await app.listen({ host: config.host, port: config.port });
      } catch (error) {
        throw cannotListen(error, config);
      } finally {
        own.level = level;
      }
      return addressOf(app.server.address(), config.host);
    },
    async stop(patienceMs = 30_000) {
      drain.abort();
      const deadline = setTimeout(() => app.server.closeAllConnections(), patienceMs);
      // Browsers keep a connection open after their answer; nothing will come over it any more.
      const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
      await app.close();
      clearTimeout(deadline);
      clearInterval(sweep);
    },
  };
}

function addressOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') return String(address);
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${address.port}`;
}

function cannotListen(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return new CannotStart(
      `Port ${port} is taken, perhaps by another Relata: stop that, or choose another with PORT.`,
    );
  }
  if (code === 'EACCES') {
    return new CannotStart(
      `Port ${port} may not be used by this user: choose one above 1023 with PORT.`,
    );
  }
  if (code === 'EADDRNOTAVAIL') {
    return new CannotStart(`This machine has no address ${host}: correct HOST.`);
  }
  return error;
}
