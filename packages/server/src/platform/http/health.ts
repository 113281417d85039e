import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface HealthOptions {
  ready: () => Promise<boolean>;
  draining: AbortSignal;
  metricsToken: string | undefined;
}

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work (503 while it cannot, or is about to stop).
 * `/metrics`: Prometheus; for this machine alone, or for whoever brings the token.
 *
 * @returns where others may register their own measures
 */
export function addHealth(app: FastifyInstance, options: HealthOptions): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    durations.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    );
  });

  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async () => {
    if (options.draining.aborted || !(await options.ready())) {
      throw new Refusal('unavailable', 'Not ready to take requests.');
    }
    return { status: 'ready' };
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayMeasure(request, options.metricsToken)) {
      throw new Refusal('not_found', 'Not found.');
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return registry;
}

function mayMeasure(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token && given) {
    const [a, b] = [Buffer.from(given), Buffer.from(token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
  // A proxy on this machine is local too, those whom it serves are not.
  const throughProxy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => name in request.headers,
  );
  const address = request.socket.remoteAddress ?? '';
  return !throughProxy && (address === '::1' || /^(::ffff:)?127\./.test(address));
}
