import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '#platform/config.ts';
import type { Api } from '#engine/api/api.ts';
import { readingFor } from '#engine/api/asking.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { read } from '#engine/records/read.ts';
import { languageNamed } from '#engine/wording.ts';
import { demandAdministrator, type Work } from '#engine/work.ts';
import { embedCodes } from './embed-codes.ts';
import { asForm } from './form.ts';
import { addPublicRoutes } from './public-routes.ts';
import { questionsIn } from './questions.ts';
import { openTally } from './tally.ts';

const about = 'forms';
const flushMs = 10_000;
const inLanguage = z.strictObject({
  language: z.string().max(10),
  makes: z.enum(['lead', 'deal']).default('lead'),
});

/**
 * Beside the records of forms: `GET /forms/questions?language=&makes=` → what may be asked, `GET /forms/{id}/codes` → what to
 * copy into a page, `GET /forms/tallies` → what became of what was sent; and what visitors meet.
 */
export function addFormRoutes(
  app: FastifyInstance,
  { engine, identify }: Api,
  config: Pick<Config, 'publicUrl' | 'secret'> & Partial<Pick<Config, 'olderSecrets'>>,
): void {
  const tally = openTally(engine.database, engine.clock);
  const flush = () =>
    tally.flush().catch((error: unknown) => engine.log.warn({ err: error }, 'posts not counted'));
  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await flush();
  });
  addPublicRoutes(app, { engine, tally, secrets: config });

  app.get(
    '/forms/questions',
    describes({
      about,
      summary: 'What a form may ask for, by what it makes, in the words of a language',
      query: inLanguage,
      answer: list(whole({ field: text(), label: text(), input: text() })),
    }),
    async (request) =>
      readingFor({ engine, identify }, request, async (work) => {
        demandAdministrator(work.actor, 'reads');
        const { language, makes } = parse(inLanguage, request.query);
        const known = questionsIn(work.catalog, languageNamed(language), makes);
        return { data: [...known.values()] };
      }),
  );

  app.get(
    '/forms/:id/codes',
    describes({
      about,
      summary: 'What brings a form into a page: a script, a frame, or plain HTML',
      answer: whole({ page: text(), script: text(), frame: text(), html: text() }),
    }),
    async (request: FastifyRequest<{ Params: { id: string } }>) =>
      readingFor({ engine, identify }, request, async (work) => {
        const says = await read(work, 'form', request.params.id);
        const form = asForm(work, { ...says, id: String(says['id']) });
        return { data: embedCodes(form, config.publicUrl) };
      }),
  );

  app.get(
    '/forms/tallies',
    describes({
      about,
      summary: 'How much was sent to each form, and what became of it',
      answer: list(
        whole({
          form: uuid,
          outcome: text(),
          count: { type: 'integer' },
          lastAt: { type: 'string', format: 'date-time' },
        }),
      ),
    }),
    async (request) =>
      readingFor({ engine, identify }, request, async (work) => {
        demandAdministrator(work.actor, 'reads');
        return { data: await talliesOf(work) };
      }),
  );
}

async function talliesOf({ connection, workspace }: Work) {
  const { rows } = await connection.query<{
    form_id: string;
    outcome: string;
    n: string;
    last_at: string;
  }>(
    'select form_id, outcome, n, last_at from form_tally where workspace_id = $1 order by form_id, n desc',
    [workspace.id],
  );
  return rows.map((row) => ({
    form: row.form_id,
    outcome: row.outcome,
    count: Number(row.n),
    lastAt: new Date(row.last_at).toISOString(),
  }));
}
