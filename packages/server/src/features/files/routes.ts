import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fieldOf, FieldProblem, invalid, isId, kinds, objectOf, Refusal } from '@relata/model';
import { z } from 'zod';
import { newId } from '#platform/id.ts';
import type { Api } from '#engine/api/api.ts';
import { describes, ref, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { parse, parseJson } from '#engine/api/parse.ts';
import { saveNew } from '#engine/records/create.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, notThere, ownFields, readJson, refuseMissing } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import { demand, reading, type Work, working } from '#engine/work.ts';
import { sendContent } from './send-content.ts';
import { takeUpload, type Upload } from './take-upload.ts';
import { versionsOf, withVersion } from './versions.ts';

type Got = FastifyRequest<{ Params: { id: string } }>;

const defaultLimit = 100 * 1024 * 1024;

/**
 * `POST /files` (multipart: `file`, `about?` as JSON `[{object, id}]`), `POST /files/{id}/versions`,
 * `GET /files/{id}/content?version=&inline=1`. `maxBytes` of one file; 100 MiB unless given.
 */
export function addFileRoutes(
  app: FastifyInstance,
  { engine, identify }: Api,
  { maxBytes = defaultLimit } = {},
): void {
  /** Stores what was sent, then writes the record; the bytes go where that is refused. */
  const upload = async (
    request: FastifyRequest,
    before: (work: Work) => Promise<void>,
    save: (work: Work, sent: Upload) => Promise<string>,
  ): Promise<string> => {
    const actor = await identify(request);
    await before(await reading(engine, actor));
    const fields = ['about'];
    const sent = await takeUpload(request, engine.files, actor.workspace, { maxBytes, fields });
    try {
      return await working(engine, actor, async (work) => {
        const id = await save(work, sent);
        return `{"data":${await readJson(work, 'file', id)},"batch":"${work.batch}"}`;
      });
    } catch (error) {
      // A commit that was lost on the way may have happened: the nightly search for orphans decides.
      if (!(error instanceof Refusal && error.reason === 'unsure'))
        await engine.files.remove(actor.workspace, sent.key);
      throw error;
    }
  };
  const created = (reply: FastifyReply, body: string): FastifyReply =>
    reply.code(201).type('application/json; charset=utf-8').send(body);

  app.register(async (scope) => {
    await scope.register(multipart);

    scope.post(
      '/files',
      describes({ ...uploads, summary: 'Upload a file, `about` whatever it belongs to' }),
      async (request, reply) =>
        created(
          reply,
          await upload(
            request,
            async (work) => demand(work, 'create', objectOf(work.catalog, 'file')),
            async (work, sent) => createFile(work, sent),
          ),
        ),
    );

    scope.post(
      '/files/:id/versions',
      describes({ ...uploads, summary: 'Upload a new version of it' }),
      async (request: Got, reply) =>
        created(
          reply,
          await upload(
            request,
            async (work) => void (await lockFile(work, request.params.id)),
            async (work, sent) => addVersion(work, request.params.id, sent),
          ),
        ),
    );
  });

  app.get(
    '/files/:id/content',
    describes({
      about: 'files',
      summary: 'Its bytes; `inline=1` for what a browser may show',
      query: contentQuery,
      content: {
        'application/octet-stream': {
          type: 'string',
          contentMediaType: 'application/octet-stream',
        },
      },
    }),
    async (request: Got, reply) => {
      const work = await reading(engine, await identify(request));
      return sendContent(
        work,
        request,
        reply,
        request.params.id,
        parse(contentQuery, request.query),
      );
    },
  );
}

const contentQuery = z.strictObject({
  version: z.coerce.number().int().min(1).optional(),
  inline: z.enum(['0', '1']).optional(),
  /** Read at the door: a browser that shows a picture by its address sends no headers. */
  viewAs: z.uuid().optional(),
});

const uploads = {
  about: 'files',
  takes: 'multipart/form-data',
  body: {
    type: 'object',
    properties: {
      about: text('JSON: [{object, id}]'),
      file: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
    required: ['file'],
  },
  status: 201,
  content: { 'application/json': whole({ data: ref('File'), batch: uuid }) },
} as const;

async function createFile(work: Work, sent: Upload): Promise<string> {
  const object = objectOf(work.catalog, 'file');
  const about = parseAbout(work, sent.fields['about']);
  const changes = { name: sent.name, about, ...withVersion(work, [], sent) };
  const draft: Draft = {
    object,
    id: newId(),
    before: null,
    changes,
    given: new Set(['name', 'about']),
  };
  await saveNew(work, object, [draft]);
  return draft.id;
}

async function addVersion(work: Work, id: string, sent: Upload): Promise<string> {
  const before = await lockFile(work, id);
  const object = objectOf(work.catalog, 'file');
  const changes = withVersion(work, versionsOf(before), sent);
  await saveDrafts(work, object, [
    { object, id: String(before['id']), before, changes, given: new Set() },
  ]);
  return id;
}

/** The file's record, locked where `work` is a transaction; refuses whoever may not change it. */
async function lockFile(work: Work, id: string): Promise<Record<string, unknown>> {
  const object = objectOf(work.catalog, 'file');
  demand(work, 'update', object);
  if (!isId(id)) throw notThere();
  const loaded = await lockRecords(work, object, {
    ids: [id],
    verb: 'update',
    fields: ownFields(object),
  });
  const record = loaded.get(id.toLowerCase());
  if (record) return record;
  await refuseMissing(work, object, [id]);
  throw notThere();
}

function parseAbout(work: Work, given: string | undefined): unknown {
  try {
    const field = fieldOf(objectOf(work.catalog, 'file'), 'about');
    return kinds.links.parse(parseJson(given, 'about') ?? null, field);
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    throw invalid('about', problem.code, problem.message);
  }
}
