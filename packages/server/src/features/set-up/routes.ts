import { languages, systemActor } from '@relata/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { describes, whole } from '#engine/api/open-api-described.ts';
import type { Engine } from '#engine/engine.ts';
import { read } from '#engine/records/read.ts';
import { demandAdministrator, reading } from '#engine/work.ts';
import { checkCurrency, checkLocale, checkTimeZone, factsOf } from '#features/people/index.ts';
import { makeFurtherWorkspace } from './further-workspace.ts';
import type { SignIn } from '#features/sign-in/index.ts';
import { countryOf } from './country-of.ts';
import { isSetUpNeeded, setUp } from './set-up.ts';

const answers = z.strictObject({
  workspace: z.string().trim().min(1).max(120),
  name: z.string().trim().min(1).max(120),
  email: z.string().trim().max(320),
  password: z.string().max(1000),
  language: z.enum(languages),
  /** ISO 4217 */
  currency: z.string(),
  /** IANA name */
  timeZone: z.string(),
  /** BCP 47; that of the language where it is left out. */
  locale: z.string().nullish(),
});

const another = z.strictObject({ name: z.string().trim().min(1).max(120) });

/** `GET /setup` says whether a server is still to be set up, `POST /setup` does it and signs its administrator in. */
export function addSetUpRoutes(
  app: FastifyInstance,
  { engine, signIn }: { engine: Engine; signIn: SignIn },
): void {
  app.get(
    '/setup',
    describes({
      about: 'setup',
      summary: 'Is this server still to be set up?',
      open: true,
      answer: whole({ needed: { type: 'boolean' } }),
    }),
    async () => ({ data: { needed: await isSetUpNeeded(engine) } }),
  );

  app.post(
    '/setup',
    describes({
      about: 'setup',
      summary: 'Make the first workspace and its administrator; once',
      open: true,
      body: answers,
      status: 201,
      answer: { type: 'object' },
    }),
    async (request, reply) => {
      const given = parse(answers, request.body);
      checkCurrency(given.currency);
      checkTimeZone(given.timeZone);
      checkLocale(given.locale);
      const { name, email, password, language, currency, timeZone, locale = null } = given;
      const { workspace, user } = await setUp(engine, signIn, {
        name: given.workspace,
        currency,
        language,
        locale,
        timeZone,
        country: countryOf(locale ?? language),
        admin: { name, email, password, timeZone },
      });
      await signIn.begin(request, reply, { email, password });
      const record = await read(
        await reading(engine, systemActor(workspace.id, 'set-up')),
        'user',
        user,
      );
      return reply.code(201).send({ data: { user: record, workspace: factsOf(workspace) } });
    },
  );

  app.post(
    '/workspaces',
    describes({
      about: 'workspace',
      summary: 'Make another workspace on this server, with yourself as its administrator',
      body: another,
      status: 201,
      answer: { type: 'object' },
    }),
    async (request, reply) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const { name } = parse(another, request.body);
      const workspace = await makeFurtherWorkspace(engine, signIn, actor, name);
      return reply.code(201).send({ data: factsOf(workspace) });
    },
  );
}
