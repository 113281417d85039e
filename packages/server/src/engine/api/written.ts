import type { FastifyRequest } from 'fastify';
import { type CatalogObject, type RecordRef, Refusal } from '@relata/model';
import { z } from 'zod';
import { readJson } from '../records/read.ts';
import type { Work } from '../work.ts';
import { parse } from './parse.ts';

const text = z.string().optional();

export const readQuery = z.strictObject({
  fields: text,
  include: text,
  deleted: z.literal('only').optional(),
});

/**
 * The record after a write, with the `fields` and `include` asked for, and the batch that undoes it. Its id
 * alone, and `gone`, where the caller does not see it any more: they gave it away, say; `became` is what an action has
 * made of it. `X-Losing-Access: refuse` refuses such a write (OO-PERM-11).
 */
export async function written(
  work: Work,
  object: CatalogObject,
  id: string,
  request: FastifyRequest,
  became?: RecordRef | void,
): Promise<string> {
  const query = parse(readQuery, request.query);
  const batch = `"batch":"${work.batch}"`;
  try {
    const data = await readJson(work, object.name, id, query);
    return `{"data":${data},${became ? `"became":${JSON.stringify(became)},` : ''}${batch}}`;
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.code !== 'not_found') throw problem;
    if (became)
      return `{"data":{"id":"${id.toLowerCase()}"},"gone":true,"became":${JSON.stringify(became)},${batch}}`;
    if (request.headers['x-losing-access'] === 'refuse')
      throw new Refusal('conflict', 'you would not see this record any more', {
        reason: 'losing_access',
      });
    return `{"data":{"id":"${id.toLowerCase()}"},"gone":true,${batch}}`;
  }
}
