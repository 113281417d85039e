import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CatalogObject, objectByPlural, Refusal } from '@relata/model';
import { reading, type Work } from '../work.ts';
import type { Api } from './api.ts';

export type Params = { plural: string; id: string; action: string };

export async function readingFor<T>(
  { engine, identify }: Pick<Api, 'engine' | 'identify'>,
  request: FastifyRequest,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  return task(await reading(engine, await identify(request)));
}

/** The object that the address names. */
export function objectFor(work: Work, request: FastifyRequest): CatalogObject {
  const { plural } = request.params as Params;
  const object = objectByPlural(work.catalog, plural);
  if (!object) throw new Refusal('not_found', `there are no '${plural}'`);
  return object;
}

/** Answers with a text that is JSON already. */
export const json = (reply: FastifyReply, body: string): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(body);
