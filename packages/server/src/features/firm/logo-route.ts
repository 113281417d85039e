import { isId, Refusal, systemActor } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { describes } from '#engine/api/open-api-described.ts';
import type { Engine } from '#engine/engine.ts';
import { notThere } from '#engine/records/read.ts';
import { reading } from '#engine/work.ts';
import { logoOf } from './logo.ts';

/** `GET /workspaces/{id}/logo`: for whoever reads a mail, fills in a form or is about to sign in. */
export function addLogoRoute(app: FastifyInstance, { engine }: { engine: Engine }): void {
  app.get(
    '/workspaces/:id/logo',
    describes({
      about: 'workspace',
      summary: 'Its logo, for everybody',
      open: true,
      content: { 'image/*': { type: 'string', contentMediaType: 'image/*' } },
    }),
    async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const id = request.params.id.toLowerCase();
      if (!isId(id)) throw notThere();
      const work = await reading(engine, systemActor(id, 'logo')).catch((error: unknown) => {
        throw error instanceof Refusal ? notThere() : error;
      });
      const version = await logoOf(work);
      if (!version) throw notThere();
      const isKnown = request.headers['if-none-match'] === `"${version.sha256}"`;
      // Before anybody is told to keep it: it may not be there.
      const content = isKnown ? null : await engine.files.open(id, version.key);
      reply.headers({
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'public, max-age=86400',
        'cross-origin-resource-policy': 'cross-origin',
        etag: `"${version.sha256}"`,
      });
      if (!content) return reply.code(304).send();
      return reply.type(version.contentType).header('content-length', version.size).send(content);
    },
  );
}
