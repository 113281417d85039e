import { patientMs } from '#platform/db.ts';
import { type Actor } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { describes, list, ref, type Schema, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
import { addField, changeField, removeField, restoreField } from './change-fields.ts';
import { convertedBefore, convertible } from './convert-field.ts';
import { convert, type Wanted } from './converting.ts';
import { countFilled } from './count-filled.ts';
import { fieldNamed, fieldsOf } from './fields.ts';
import { recompute, tryFormula } from './formulas.ts';
import { conversion, fieldChanges, formulaCheck, newField } from './shapes.ts';

type Got = FastifyRequest<{ Params: { id: string } }>;

const field: Schema = whole({
  ...{ id: text('`{object}.{name}`'), object: text(), name: text(), kind: text() },
  ...{ custom: { type: 'boolean' }, label: { type: 'object' }, required: { type: 'boolean' } },
});

const convertedShape: Schema = whole({
  converted: { type: 'integer' },
  lost: { type: 'integer' },
  examples: list({ type: 'object' }),
});

const checkedShape: Schema = whole({
  valid: { type: 'boolean' },
  error: { type: ['object', 'null'] },
  uses: list(text()),
  kinds: list(text()),
  examples: list({ type: 'object' }),
});

/** A field that is filled in more records than this gets another kind in the background. */
const atOnce = 2000;

const fieldQuery = z.strictObject({ object: z.string().optional() });

/**
 * Fields that a workspace adds to our objects, and what it says of ours: `GET /fields?object=`, `POST /fields`,
 * `PATCH` and `DELETE /fields/{object}.{name}`, `POST …/restore`. For administrators to change, for everybody to use
 * from the next request on.
 */
export function addFieldRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const administrator = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await identify(request);
    demandAdministrator(actor);
    return actor;
  };
  const change = async <T>(
    request: FastifyRequest,
    task: (work: Work) => Promise<T>,
  ): Promise<T> => {
    const actor = await administrator(request);
    const { workspaces } = engine;
    const result = await working(
      engine,
      actor,
      async (work) => {
        const made = await task(work);
        await workspaces.changed(work.connection.query, actor.workspace);
        return made;
      },
      // Values of a former field may have to be taken off every record.
      { statementTimeoutMs: patientMs },
    );
    workspaces.forget(actor.workspace);
    return result;
  };

  /** At once, or by 202 with the work that does it; what is wrong with it is said at once. */
  const converts = async (request: Got, reply: FastifyReply, wanted: Wanted) => {
    const actor = await administrator(request);
    const { id, to } = wanted;
    const work = await reading(engine, actor);
    if (to) await convertible(work, id, to.kind);
    else await convertedBefore(work, id);
    const total = to?.preview ? 0 : await countFilled(work, id);
    if (total > atOnce) {
      const { object } = fieldNamed(work, id);
      const input = { ...wanted, total };
      const started = { kind: 'convertField', object: object.name, input };
      return reply.code(202).send({ data: await engine.longWork.start(actor, started) });
    }
    return { data: await change(request, (made) => convert(made, wanted)) };
  };

  app.get(
    '/fields',
    describes({
      about: 'fields',
      summary: 'Fields that the workspace has added or shaped',
      query: fieldQuery,
      answer: list(field),
    }),
    async (request) => {
      const work = await reading(engine, await identify(request));
      return { data: await fieldsOf(work, parse(fieldQuery, request.query).object) };
    },
  );

  app.post(
    '/fields',
    describes({
      about: 'fields',
      summary: 'Add a field to an object',
      body: newField,
      answer: field,
      status: 201,
    }),
    async (request, reply) => {
      const data = await change(request, (work) => addField(work, parse(newField, request.body)));
      return reply.code(201).send({ data });
    },
  );

  app.patch(
    '/fields/:id',
    describes({
      about: 'fields',
      summary: 'Change what it is called, offers and demands, and who sees and changes it',
      body: fieldChanges,
      answer: field,
    }),
    async (request: Got) => ({
      data: await change(request, (work) =>
        changeField(work, request.params.id, parse(fieldChanges, request.body)),
      ),
    }),
  );

  app.delete(
    '/fields/:id',
    describes({
      about: 'fields',
      summary: 'Remove a field; what is different about one of ours',
      answer: whole({ id: text() }),
    }),
    async (request: Got) => {
      await change(request, (work) => removeField(work, request.params.id));
      return { data: { id: request.params.id } };
    },
  );

  app.post(
    '/fields/:id/restore',
    describes({ about: 'fields', summary: 'Bring back what was removed', answer: field }),
    async (request: Got) => ({
      data: await change(request, (work) => restoreField(work, request.params.id)),
    }),
  );

  app.get(
    '/fields/:id/filled',
    describes({
      about: 'fields',
      summary: 'How many records have it filled',
      answer: whole({ filled: { type: 'integer' } }),
    }),
    async (request: Got) => {
      const work = await reading(engine, await identify(request));
      return { data: { filled: await countFilled(work, request.params.id) } };
    },
  );

  app.post(
    '/fields/:id/convert',
    describes({
      about: 'fields',
      summary:
        'Give a field of the workspace’s own another kind; `preview` only says what would become of it',
      body: conversion,
      answer: convertedShape,
    }),
    async (request: Got, reply) => {
      const to = parse(conversion, request.body);
      return converts(request, reply, { id: request.params.id, to });
    },
  );

  app.post(
    '/fields/:id/convert/undo',
    describes({
      about: 'fields',
      summary: 'Take the last change of its kind back, with the values',
      answer: convertedShape,
    }),
    async (request: Got, reply) => converts(request, reply, { id: request.params.id, to: null }),
  );

  app.post(
    '/fields/:id/recompute',
    describes({
      about: 'fields',
      summary: 'Have a formula made anew for all records, in the background',
      status: 202,
      answer: ref('WorkItem'),
    }),
    async (request: Got, reply) => {
      const actor = await administrator(request);
      return reply.code(202).send({ data: await recompute(engine, actor, request.params.id) });
    },
  );

  app.post(
    '/fields/check-formula',
    describes({
      about: 'fields',
      summary: 'What a formula gives for the latest records, or what is wrong with it and where',
      body: formulaCheck,
      answer: checkedShape,
    }),
    async (request) => {
      const wanted = parse(formulaCheck, request.body);
      const work = await reading(engine, await identify(request));
      return { data: await tryFormula(work, wanted) };
    },
  );
}
