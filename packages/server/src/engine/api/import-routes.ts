import { basename } from 'node:path';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, may, Refusal } from '@relata/model';
import { z } from 'zod';
import type { StoredFile } from '../../platform/files.ts';
import type { Engine } from '../engine.ts';
import {
  cancelImport,
  draftImport,
  loadImport,
  openQuestions,
  redraftImport,
  refusedRows,
  showImport,
  startImport,
  type Wishes,
} from '../import/index.ts';
import { reading } from '../work.ts';
import type { Api } from './api.ts';
import { describes, text } from './open-api-described.ts';
import { brokenUpload } from './broken-upload.ts';
import { parse, parseJson } from './parse.ts';

const name = z.string().min(1).max(250);
const dates = z.enum(['DMY', 'MDY', 'YMD']);
const decimal = z.enum([',', '.']);
const texts = z.record(z.string().max(500), z.string().max(500));
const currency = z.string().regex(/^[A-Z]{3}$/);

const mappingShape = z
  .array(
    z.strictObject({
      column: name,
      field: name,
      object: name.optional(),
      label: z.string().max(50).optional(),
      nth: z.number().int().min(1).max(100).optional(),
      labelColumn: name.optional(),
      part: z.enum(['street', 'city', 'region', 'postalCode', 'country', 'currency']).optional(),
      split: z.string().min(1).max(10).optional(),
      dates: dates.optional(),
      decimal: decimal.optional(),
      currency: currency.optional(),
      values: texts.optional(),
      otherwise: z.string().max(500).optional(),
      empty: z.array(z.string().max(500)).max(100).optional(),
      zeroDates: z.literal('refuse').optional(),
    }),
  )
  .max(3000);

const optionsShape = z.strictObject({
  delimiter: z.string().length(1).optional(),
  quote: z.enum(['"', "'", '']).optional(),
  encoding: z.string().max(40).optional(),
  header: z.union([z.boolean(), z.number().int().min(1)]).optional(),
  sheet: z.string().max(200).optional(),
  duplicates: z.enum(['skip', 'update', 'make']).optional(),
  match: z.array(z.string().max(60)).max(10).optional(),
  dates: dates.optional(),
  decimal: decimal.optional(),
  currency: currency.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  tags: z.array(z.string().max(80)).max(50).optional(),
  owner: z.string().optional(),
  defaults: z.record(z.string(), z.unknown()).optional(),
  /** The same as `defaults.pipeline`. */
  pipeline: z.string().optional(),
  createOptions: z.boolean().optional(),
  sharedEmails: z.enum(['same', 'apart']).optional(),
  objectBy: z.strictObject({ column: name, values: texts }).nullable().optional(),
});

const bodyShape = z.strictObject({
  object: name.optional(),
  mapping: mappingShape.optional(),
  options: optionsShape.optional(),
});

const draft = { about: 'imports', answer: { type: 'object' } } as const;
const upload = {
  type: 'object',
  properties: {
    object: text('person, company, deal …'),
    mapping: text('JSON: [{column, field}]'),
    options: text('JSON: {delimiter, quote, encoding, header, duplicates, match, dates, decimal}'),
    file: { type: 'string', contentMediaType: 'application/octet-stream' },
  },
  required: ['file'],
};

type Given = FastifyRequest<{ Params: { id: string } }>;

const largest = 500 * 1024 * 1024;

/**
 * `POST /imports` (multipart: `file`, `object?`, and as JSON `mapping?`, `options?`; starts at once where a mapping
 * is given and nothing is open), `GET`, `PATCH /imports/{id}`, `POST …/start`, `…/cancel`, `GET …/refused`. The
 * list of one's own imports is that of every object. `maxBytes` of one file; 500 MiB unless given.
 */
export function addImportRoutes(
  app: FastifyInstance,
  { engine, identify }: Api,
  { maxBytes = largest } = {},
): void {
  app.register(async (scope) => {
    await scope.register(multipart);

    scope.post(
      '/imports',
      describes(
        {
          ...draft,
          summary: 'Upload a file; starts at once where a mapping is given and nothing is open',
          takes: 'multipart/form-data',
          body: upload,
          status: 201,
        },
        { cost: 50 },
      ),
      async (request, reply) => {
        const actor = await identify(request);
        await demandImport(engine, actor);
        const sent = await takeFile(request, engine, actor.workspace, maxBytes);
        const { key, size } = sent.file;
        const wishes = wishesIn({
          ...sent.fields,
          mapping: parseJson(sent.fields['mapping'], 'mapping'),
          options: parseJson(sent.fields['options'], 'options'),
        });
        const id = await draftImport(engine, actor, { key, size, name: sent.name }, wishes).catch(
          async (error: unknown) => {
            await engine.files.remove(actor.workspace, key);
            throw error;
          },
        );
        if (wishes.mapping) {
          const state = await loadImport(await reading(engine, actor), id);
          const open = (await openQuestions(engine, actor, state)).some((one) => one.required);
          if (!open) await startImport(engine, actor, id);
        }
        return reply.code(201).send({ data: await showImport(engine, actor, id) });
      },
    );
  });

  app.get(
    '/imports/:id',
    describes({ ...draft, summary: 'Columns, mapping, preview, progress and result' }),
    async (request: Given) => {
      const actor = await identify(request);
      return { data: await showImport(engine, actor, request.params.id) };
    },
  );

  app.patch(
    '/imports/:id',
    describes({ ...draft, summary: 'Change how a draft is read', body: bodyShape }),
    async (request: Given) => {
      const actor = await identify(request);
      await redraftImport(engine, actor, request.params.id, wishesIn(request.body));
      return { data: await showImport(engine, actor, request.params.id) };
    },
  );

  app.post(
    '/imports/:id/start',
    describes({ ...draft, summary: 'Begin in the background', body: bodyShape, status: 202 }),
    async (request: Given, reply) => {
      const actor = await identify(request);
      const wishes = wishesIn(request.body ?? {});
      if (Object.keys(wishes).length) await redraftImport(engine, actor, request.params.id, wishes);
      await startImport(engine, actor, request.params.id);
      return reply.code(202).send({ data: await showImport(engine, actor, request.params.id) });
    },
  );

  app.post(
    '/imports/:id/cancel',
    describes({ ...draft, summary: 'Stop it; what it has made stays and can be undone' }),
    async (request: Given) => {
      const actor = await identify(request);
      await cancelImport(engine, actor, request.params.id);
      return { data: await showImport(engine, actor, request.params.id) };
    },
  );

  app.get(
    '/imports/:id/refused',
    describes({
      about: 'imports',
      summary: 'The rows that were refused, with the reason in an extra column',
      content: { 'text/csv': text() },
    }),
    async (request: Given, reply) => {
      const actor = await identify(request);
      const { warnings } = parse(
        z.strictObject({ warnings: z.enum(['0', '1']).optional() }),
        request.query,
      );
      await loadImport(await reading(engine, actor), request.params.id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="refused.csv"')
        .send(
          Readable.from(
            refusedRows(engine, actor, request.params.id, { warnings: warnings === '1' }),
          ),
        );
    },
  );
}

/** Nobody uploads for nothing: whoever may import no object is told so at once. */
async function demandImport(engine: Engine, actor: Actor): Promise<void> {
  const { catalog } = await reading(engine, actor);
  if (
    !Object.values(catalog.objects).some(
      (object) => object.writtenBy === 'records' && may(actor, 'import', object),
    )
  )
    throw new Refusal('forbidden', 'you may not import', { details: { verb: 'import' } });
}

function wishesIn(given: unknown): Wishes {
  const { object, mapping, options } = parse(bodyShape, given);
  const { pipeline, ...rest } = options ?? {};
  const defaults = pipeline === undefined ? rest.defaults : { ...rest.defaults, pipeline };
  return {
    ...(object === undefined ? {} : { object }),
    ...(mapping === undefined ? {} : { mapping: mapping.map(withoutEmpty) }),
    ...(options === undefined
      ? {}
      : { options: withoutEmpty({ ...rest, ...(defaults === undefined ? {} : { defaults }) }) }),
  };
}

type Filled<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** What was not said is not there. */
const withoutEmpty = <T extends object>(given: T): Filled<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Filled<T>;

interface Taken {
  file: StoredFile;
  name: string;
  fields: Record<string, string>;
}

const known = ['object', 'mapping', 'options'];

async function takeFile(
  request: FastifyRequest,
  engine: Engine,
  workspace: string,
  maxBytes: number,
): Promise<Taken> {
  if (!request.isMultipart())
    throw new Refusal('unsupported_type', "takes multipart/form-data with a part 'file'");
  let file: StoredFile | undefined;
  let called = '';
  const fields: Record<string, string> = {};
  try {
    const limits = { fileSize: maxBytes + 1, files: 1, fields: 10, fieldSize: 1_000_000 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (!known.includes(part.fieldname))
          throw malformed(part.fieldname, 'unknown_field', `there is no part '${part.fieldname}'`);
        fields[part.fieldname] = String(part.value);
        continue;
      }
      if (part.fieldname !== 'file')
        throw malformed(part.fieldname, 'unknown_field', `there is no part '${part.fieldname}'`);
      called = fileName(part.filename ?? '');
      file = await engine.files.put(workspace, part.file, { maxBytes });
    }
    if (file) return { file, name: called, fields };
  } catch (error) {
    if (file) await engine.files.remove(workspace, file.key);
    // Many senders only read the answer when they have sent everything.
    request.raw.unpipe().resume();
    throw brokenUpload(error);
  }
  throw malformed('file', 'required', 'must be given');
}

const malformed = (field: string, code: string, message: string): Refusal =>
  new Refusal('malformed', message, { errors: [{ field, code, message }] });

/** Only shown, never opened: without folders and what cannot be seen. */
const fileName = (given: string): string =>
  basename(given.replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || 'file';
