import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site makes a browser send with our cookie, and bodies that a plain
 * form of another site could send. Programs send neither `Origin` nor `Sec-Fetch-Site` and are not
 * concerned; nor is a request with a key, which no browser adds by itself; nor are the few routes that say
 * `fromAnySite`, because they look at no cookie.
 */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string): void {
  const own = new URL(publicUrl).origin;
  app.addHook('onRequest', async (request) => {
    // By the route and not by the address, which may be spelled in many ways: `/%61pi/…`.
    if (reads.has(request.method) || !request.routeOptions.url?.startsWith('/api/')) return;
    if (request.routeOptions.config.fromAnySite) return;
    refuseFormTypes(request);
    if (request.headers.authorization !== undefined || !isForeign(request, own)) return;
    throw new Refusal('forbidden', 'another site may not do this', { reason: 'other_site' });
  });
}

function isForeign(request: FastifyRequest, own: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // Scripts cannot set this header, so a browser that says same-origin is to be believed.
  if (site === 'same-origin') return false;
  if (site !== undefined && site !== 'none') return true;
  if (origin === undefined || origin === own) return false;
  const host = URL.parse(origin)?.host;
  return !host || host !== request.host;
}

function refuseFormTypes(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  if (type === undefined || /^(application\/json|multipart\/form-data)\s*(;|$)/i.test(type)) return;
  throw new Refusal('unsupported_type', 'send application/json, or multipart/form-data for files');
}
