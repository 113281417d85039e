import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId, objectByPlural, Refusal } from '@relata/model';
import { z } from 'zod';
import { exportEverything } from '../export/export-everything.ts';
import { type Export, type ExportQuery, exportRecords } from '../export/export-records.ts';
import { mostAtOnce, tooMany } from '../records/batch.ts';
import { reading } from '../work.ts';
import type { Api } from './api.ts';
import { describes, text } from './open-api-described.ts';
import { parse, parseJson, text as optionalText } from './parse.ts';

const format = z.enum(['csv', 'xlsx', 'vcf']).default('csv');

export const exportQuery = z.strictObject({
  format,
  columns: optionalText,
  filter: optionalText,
  sort: optionalText,
  q: optionalText,
  view: optionalText,
  labels: z.enum(['0', '1']).optional(),
});

export const exportBody = z.strictObject({
  format,
  columns: z.array(z.string()).optional(),
  ids: z.array(z.string()).optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
  sort: optionalText,
  q: optionalText,
  view: optionalText,
  labels: z.boolean().optional(),
});

type Given = FastifyRequest<{ Params: { plural: string } }>;

/**
 * `GET /export`: everything. `GET /{plural}/export?format=csv|xlsx|vcf&columns=&filter=&sort=&q=&view=&labels=1`: what the same query lists, as
 * a file. `X-Total-Count` says how many records it holds. `POST` takes the same as JSON, and up to 10,000 `ids`:
 * more than an address can hold. Ids of what is not there, or is not seen, are passed over.
 */
export function addExportRoute(app: FastifyInstance, { engine, identify }: Api): void {
  const send = async (
    request: Given,
    reply: FastifyReply,
    query: () => ExportQuery,
  ): Promise<FastifyReply> => {
    const actor = await identify(request);
    const { seen } = await reading(engine, actor);
    const object = objectByPlural(seen, request.params.plural);
    if (!object) throw new Refusal('not_found', `there are no '${request.params.plural}'`);
    const made = await exportRecords(engine, actor, object.name, query());
    return sendFile(reply.header('x-total-count', String(made.rows)), made);
  };

  const cost = 50;
  app.get(
    '/export',
    describes(
      {
        about: 'exports',
        summary: 'All records that may be taken out: a CSV file of each object in one archive',
        content: { 'application/zip': text() },
      },
      { cost: 4 * cost },
    ),
    async (request, reply) =>
      sendFile(reply, await exportEverything(engine, await identify(request))),
  );
  app.get('/:plural/export', { config: { cost } }, async (request: Given, reply) =>
    send(request, reply, () => {
      const { filter, labels, ...asked } = parse(exportQuery, request.query);
      return { ...asked, filter: parseJson(filter, 'filter'), labels: labels === '1' };
    }),
  );

  app.post('/:plural/export', { config: { cost } }, async (request: Given, reply) =>
    send(request, reply, () => {
      const { ids, columns, labels, filter, ...asked } = parse(exportBody, request.body ?? {});
      const chosen = ids && { id: { in: known(ids) } };
      return {
        ...asked,
        columns: columns?.join(','),
        filter: chosen && filter ? { and: [filter, chosen] } : (chosen ?? filter),
        labels: labels === true,
      };
    }),
  );
}

function known(ids: string[]): string[] {
  if (ids.length > mostAtOnce) throw tooMany();
  return ids.filter(isId);
}

const sendFile = (
  reply: FastifyReply,
  { contentType, fileName, content }: Omit<Export, 'rows'>,
): FastifyReply =>
  reply
    .type(contentType)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(content, { objectMode: false, highWaterMark: 1 << 18 }));
