import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Serves the built web app: hashed files under /assets/ for good, everything else checked each time,
 * the compressed sibling (.br, .gz) where there is one. Any page address answers with index.html, in
 * which the app finds its own way.
 */
export async function addWebApp(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const index = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (index) {
    await app.register(fastifyStatic, {
      root: folder,
      index: ['index.html'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.header('vary', 'accept-encoding');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (index && isPage(request)) return reply.sendFile('index.html');
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
}

function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/^\/(api|assets)(\/|$)/.test(path) &&
    (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null
  );
}
