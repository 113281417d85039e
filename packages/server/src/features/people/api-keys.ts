import { type Actor, isId, Refusal, viewingAs, scopes } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { createKey, listKeys, revokeKeys } from '#features/sign-in/index.ts';
import type { PeopleParts } from './index.ts';

const newKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** `["read"]` only reads, `["deal:write", "person:read"]` knows these alone; without scopes a key may do what its person may. */
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).optional(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});

/** Everybody has keys of their own; administrators see and end those of all. */
export function addKeyRoutes(app: FastifyInstance, { engine, signIn }: PeopleParts): void {
  const { query } = engine.database;

  app.post(
    '/api-keys',
    describes({
      about: 'api-keys',
      summary: 'Make a key; it is shown this once',
      body: newKey,
      status: 201,
      answer: whole({ id: uuid, key: text() }),
    }),
    async (request, reply) => {
      const actor = await bySession(request);
      const wanted = parse(newKey, request.body);
      const now = engine.clock.now();
      if (wanted.expiresAt && Date.parse(wanted.expiresAt) <= now.getTime())
        throw new Refusal('invalid', 'the key would have expired already', {
          errors: [{ field: 'expiresAt', code: 'in_the_past', message: 'must be in the future' }],
        });
      const key = await createKey(
        engine.database.of(actor.workspace),
        actor,
        wanted,
        now.toISOString(),
      );
      return reply.code(201).send({ data: key });
    },
  );

  app.get(
    '/api-keys',
    describes({
      about: 'api-keys',
      summary: 'Own keys; for administrators those of all',
      answer: list({ type: 'object' }),
    }),
    async (request) => {
      const actor = await signIn.identify(request);
      if (actor.viewedBy) throw viewingAs();
      return {
        data: await listKeys(
          engine.database.of(actor.workspace).query,
          actor.workspace,
          ownerFor(actor),
        ),
      };
    },
  );

  app.delete(
    '/api-keys/:id',
    describes({ about: 'api-keys', summary: 'End a key', answer: whole({ id: uuid }) }),
    async (request: FastifyRequest<{ Params: { id: string } }>) => {
      const actor = await bySession(request);
      const { id } = request.params;
      const which = { id, user: ownerFor(actor) };
      const ended = isId(id)
        ? await revokeKeys(
            engine.database.of(actor.workspace).query,
            actor.workspace,
            which,
            engine.clock.now().toISOString(),
          )
        : [];
      if (!ended.length) throw new Refusal('not_found', 'there is no such key');
      await signIn.forget(query, `key:${id.toLowerCase()}`);
      return { data: { id: id.toLowerCase() } };
    },
  );

  /** A key makes and ends no keys: one that leaks would outlive its own end. */
  async function bySession(request: FastifyRequest): Promise<Actor> {
    const { actor, identity } = await signIn.recognise(request);
    if (!identity)
      throw new Refusal('forbidden', 'sign in to manage keys', { reason: 'session_needed' });
    return actor;
  }
}

const ownerFor = (actor: Actor): string | null => (actor.role.administers ? null : actor.user);
