import { isId } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Api } from '#engine/api/api.ts';
import { parse } from '#engine/api/parse.ts';
import { describes } from '#engine/api/open-api-described.ts';
import { notThere } from '#engine/records/read.ts';
import { demandAdministrator, demandWriting, reading, working } from '#engine/work.ts';
import { qualificationOf } from './qualification.ts';
import { changeSettings, leadSettings, settingsOf } from './settings.ts';
import { see } from './see.ts';

type OfLead = FastifyRequest<{ Params: { id: string } }>;

/** `GET /leads/{id}/qualification` → what qualifying would make of it; `POST /leads/{id}/seen`. */
export function addLeadRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const idOf = ({ params: { id } }: OfLead): string => {
    if (!isId(id)) throw notThere();
    return id.toLowerCase();
  };
  app.get(
    '/leads/:id/qualification',
    describes({
      about: 'leads',
      summary: 'Company, person and deal that it would become, and what must be filled for that',
      answer: { type: 'object' },
    }),
    async (request: OfLead) => {
      const work = await reading(engine, await identify(request));
      return { data: await qualificationOf(work, idOf(request)) };
    },
  );
  app.get(
    '/lead-settings',
    describes({
      about: 'leads',
      summary: 'How leads are qualified',
      answer: { type: 'object' },
    }),
    async (request) => {
      return { data: await settingsOf(await reading(engine, await identify(request))) };
    },
  );
  app.patch(
    '/lead-settings',
    describes({
      about: 'leads',
      summary: 'Change how leads are qualified',
      body: leadSettings,
      answer: { type: 'object' },
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor);
      const wanted = parse(leadSettings, request.body);
      return { data: await working(engine, actor, (work) => changeSettings(work, wanted)) };
    },
  );
  app.post(
    '/leads/:id/seen',
    describes({
      about: 'leads',
      summary: 'Whoever it belongs to has opened it',
      answer: { type: 'object' },
    }),
    async (request: OfLead) => {
      const actor = await identify(request);
      demandWriting(actor);
      return { data: { seen: await working(engine, actor, (work) => see(work, idOf(request))) } };
    },
  );
}
