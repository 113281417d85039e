import type { FastifyReply } from 'fastify';
import { describes, type RouteDescription } from '#engine/api/open-api-described.ts';
import type { Form } from './form.ts';
import { policyFor } from './page.ts';

const mostBytes = 64 * 1024;

/** Options of a route that visitors of other sites ask: it looks at no cookie, so every site may. */
export const toVisitors = (says: Omit<RouteDescription, 'about' | 'open'>) => ({
  bodyLimit: mostBytes,
  ...describes({ ...says, about: 'forms', open: true }, { fromAnySite: true, rateLimit: false }),
});

export const sendPage = (reply: FastifyReply, form: Form | null, body: string): FastifyReply =>
  reply
    .header('content-security-policy', policyFor(form))
    .header('cross-origin-resource-policy', 'cross-origin')
    .type('text/html; charset=utf-8')
    .send(body);
