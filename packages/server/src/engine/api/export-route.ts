import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { objectByPlural, Refusal } from '@relata/model';
import { z } from 'zod';
import { exportRecords } from '../export/export-records.ts';
import { reading } from '../work.ts';
import type { Api } from './api.ts';
import { parse, parseJson, text } from './parse.ts';

const query = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'vcf']).default('csv'),
  columns: text,
  filter: text,
  sort: text,
  q: text,
  view: text,
  labels: z.enum(['0', '1']).optional(),
});

/**
 * `GET /{plural}/export?format=csv|xlsx|vcf&columns=&filter=&sort=&q=&view=&labels=1`: what the same query lists, as
 * a file. `X-Total-Count` says how many records it holds.
 */
export function addExportRoute(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/:plural/export',
    async (request: FastifyRequest<{ Params: { plural: string } }>, reply) => {
      const actor = await identify(request);
      const { catalog } = await reading(engine, actor);
      const object = objectByPlural(catalog, request.params.plural);
      if (!object) throw new Refusal('not_found', `there are no '${request.params.plural}'`);
      const { filter, labels, ...asked } = parse(query, request.query);
      const made = await exportRecords(engine, actor, object.name, {
        ...asked,
        filter: parseJson(filter, 'filter'),
        labels: labels === '1',
      });
      return reply
        .type(made.contentType)
        .header('content-disposition', `attachment; filename="${made.fileName}"`)
        .header('x-total-count', String(made.rows))
        .header('cache-control', 'no-store')
        .send(Readable.from(made.content, { objectMode: false, highWaterMark: 1 << 18 }));
    },
  );
}
