import { isId, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openAllowance } from '#platform/http/allowance.ts';
import type { Api } from '#engine/api/api.ts';
import { readingFor } from '#engine/api/asking.ts';
import { takeFormBodies } from '#engine/api/form-bodies.ts';
import { once } from '#engine/api/once.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { demandAdministrator } from '#engine/work.ts';
import { countAttempts, networkOf } from '#features/sign-in/index.ts';
import { receive } from './receive.ts';
import { type Door, doorOf, keysOf, makeKey, noteRefused, unknownKey } from './source-key.ts';

const mostBytes = 64 * 1024;

type Of<P> = FastifyRequest<{ Params: P }>;

/**
 * `POST /lead-sources/{id}` with the key as `Authorization: Bearer …` or `X-Api-Key`, or `POST /lead-sources/{key}` for
 * tools that know an address alone: JSON or a form (also `multipart/form-data`, without files), 64 kB; campaign and click
 * ids in the address count where the body does not say them → 201 `{data: {id}}`, 200 where the same external id made it
 * before. `POST /lead-sources/{id}/key` makes the key; `GET /lead-sources/keys` says what came by each.
 */
export function addLeadSourceRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const attempts = countAttempts(engine.clock);
  const allowance = openAllowance(engine.clock);

  void app.register(async (open) => {
    takeFormBodies(open);
    const described = describes(
      {
        about: 'lead-sources',
        summary:
          'Take a lead from outside; the address ends with the key, or with the id of the source',
        body: { type: 'object' },
        status: 201,
        answer: whole({ id: uuid }),
        open: true,
      },
      // Sent by other people's servers and pages, which have no cookie of ours to misuse: the key alone counts.
      { fromAnySite: true, rateLimit: false },
    );
    open.post(
      '/lead-sources/:key(^(?:in_.*|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})$)',
      {
        bodyLimit: mostBytes,
        ...described,
      },
      async (request: Of<{ key: string }>, reply) => {
        const { key } = request.params;
        const named = isId(key) ? { key: keyIn(request), source: key } : { key, source: undefined };
        const door = await attempts.at({ address: networkOf(request.ip) }, unknownKey, () =>
          doorOf(engine, named.key, named.source),
        );
        try {
          refuseTooMany(door);
          const { id, isNew } = await receive(engine, door, {
            body: request.body,
            address: request.query,
          });
          return await reply.code(isNew ? 201 : 200).send({ data: { id } });
        } catch (problem) {
          if (problem instanceof Refusal) await noteRefused(engine, door, problem);
          throw problem;
        }
      },
    );
  });

  function refuseTooMany({ source, perMinute }: Door): void {
    const retryAfter = allowance.spend(source, perMinute);
    if (retryAfter !== null)
      throw new Refusal('too_many', 'more leads a minute than this source takes', {
        details: { retryAfter },
      });
  }

  app.post(
    '/lead-sources/:id/key',
    describes({
      about: 'lead-sources',
      summary: 'Make the key of a source, shown this once; the one before ends',
      status: 201,
      answer: whole({ id: uuid, key: text() }),
    }),
    async (request: Of<{ id: string }>, reply) =>
      once(engine, request, reply, await identify(request), async (work) => ({
        status: 201,
        body: JSON.stringify({ data: await makeKey(work, request.params.id) }),
      })),
  );

  app.get(
    '/lead-sources/keys',
    describes({
      about: 'lead-sources',
      summary: 'When the key of each source was made, and what came by it',
      answer: list({ type: 'object' }),
    }),
    async (request) =>
      readingFor({ engine, identify }, request, async (work) => {
        demandAdministrator(work.actor, 'reads');
        return { data: await keysOf(work) };
      }),
  );
}

function keyIn(request: FastifyRequest): string {
  const { authorization, 'x-api-key': own } = request.headers;
  if (typeof own === 'string') return own;
  return /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
