import { Refusal } from '@relata/model';
import type { FastifyInstance } from 'fastify';
import { openAllowance } from '#platform/http/allowance.ts';
import type { Api } from '#engine/api/api.ts';
import { describes, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
import { mailServer, serverMeant, setMailServer } from './mail-settings.ts';
import { tryOut } from './try-out.ts';

const triesPerMinute = 10;

const answer = whole({
  server: {
    type: ['object', 'null'],
    description: 'Without its password; null: mails go by the one of this installation',
  },
  failed: { type: ['object', 'null'], description: 'Why the last mail did not go' },
  works: { type: 'boolean', description: 'This installation sends mail by itself' },
});

async function told({ connection, workspace, engine }: Work) {
  const own = await engine.mails.own.of(connection.query, workspace.id);
  const { failed = null, ...server } = own ?? {};
  return { server: own && server, failed, works: engine.mails.works };
}

/** `/mail-settings`: the mail server of a workspace's own, for administrators. */
export function addMailRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const allowance = openAllowance(engine.clock);

  app.get(
    '/mail-settings',
    describes({ about: 'mail', summary: 'By which server the mails of the workspace go', answer }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor, 'reads');
      return { data: await told(await reading(engine, actor)) };
    },
  );
  app.put(
    '/mail-settings',
    describes({
      about: 'mail',
      summary: 'Name a mail server; without `password` the one that is kept stays',
      body: mailServer,
      answer,
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor);
      const wanted = parse(mailServer, request.body);
      const data = await working(engine, actor, async (work) => {
        const server = await serverMeant(work, wanted);
        await setMailServer(work, server, server.login !== null && wanted.password !== undefined);
        return told(work);
      });
      return { data };
    },
  );
  app.delete(
    '/mail-settings',
    describes({
      about: 'mail',
      summary: 'Back to the mail server of this installation; the password is forgotten',
      answer,
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor);
      const data = await working(engine, actor, async (work) => {
        await setMailServer(work, null, false);
        return told(work);
      });
      return { data };
    },
  );
  app.post(
    '/mail-settings/test',
    describes({
      about: 'mail',
      summary: 'Send a mail to oneself by a server, before it is saved; says what it answered',
      body: mailServer,
      answer: whole({ to: text('Where it was sent') }),
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor);
      const wanted = parse(mailServer, request.body);
      const retryAfter = allowance.spend(actor.workspace, triesPerMinute);
      if (retryAfter !== null)
        throw new Refusal('too_many', 'too many test mails', { details: { retryAfter } });
      const work = await reading(engine, actor);
      return { data: { to: await tryOut(work, await serverMeant(work, wanted)) } };
    },
  );
}
