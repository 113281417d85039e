import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from './parse.ts';

const nothing = z.strictObject({});

/** Unknown fields are refused, not ignored: a request to an address that describes itself without a body brings none. */
export function refuseNeedless(app: FastifyInstance): void {
  app.addHook('preHandler', async ({ method, body, routeOptions }) => {
    const { describes } = routeOptions.config;
    const takesNone = method === 'DELETE' || (describes && !describes.body);
    if (takesNone && method !== 'GET') parse(nothing, body);
  });
}
