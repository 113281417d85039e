import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Http } from '#platform/http.ts';
import { limitRate } from '#platform/http/rate-limit.ts';
import type { Api } from '#engine/api/api.ts';
import { addCatalogRoute } from '#engine/api/catalog-route.ts';
import { addEventsRoute } from '#engine/api/events-route.ts';
import { addExportRoute } from '#engine/api/export-route.ts';
import { addImportRoutes } from '#engine/api/import-routes.ts';
import { addApiDescription } from '#engine/api/open-api.ts';
import { addRecordRoutes } from '#engine/api/record-routes.ts';
import { refuseNeedless } from '#engine/api/refuse-needless.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import type { Engine } from '#engine/engine.ts';
import { addAccessRoutes } from '#features/access/index.ts';
import { addAuditRoutes, watchRequests } from '#features/audit/index.ts';
import { addDuplicateRoutes } from '#features/duplicates/index.ts';
import { addFieldRoutes } from '#features/custom-fields/index.ts';
import { addObjectRoutes } from '#features/custom-objects/index.ts';
import { addFavouriteRoutes } from '#features/favourites/index.ts';
import { addFileRoutes } from '#features/files/index.ts';
import { addLogoRoute } from '#features/firm/index.ts';
import { addFormRoutes } from '#features/forms/index.ts';
import { addLeadRoutes } from '#features/leads/index.ts';
import { addLeadRuleRoutes } from '#features/lead-rules/index.ts';
import { addLeadSourceRoutes } from '#features/lead-sources/index.ts';
import { addListRoutes } from '#features/lists/index.ts';
import { addMailRoutes } from '#features/mail/index.ts';
import { addNotificationRoutes } from '#features/notifications/index.ts';
import { addPeopleRoutes } from '#features/people/index.ts';
import { addPipelineRoutes } from '#features/pipelines/index.ts';
import { addRecycleBinRoutes } from '#features/recycle-bin/index.ts';
import { addSampleDataRoutes } from '#features/sample-data/index.ts';
import { addSetUpRoutes } from '#features/set-up/index.ts';
import { addSetUpFileRoutes } from '#features/set-up-file/index.ts';
import type { SignIn } from '#features/sign-in/index.ts';
import { addTagRoutes } from '#features/tags/index.ts';

interface Parts {
  engine: Engine;
  signIn: SignIn;
  config: Pick<Config, 'uploadMaxMiB' | 'rateLimit' | 'publicUrl' | 'secret'> &
    Partial<Pick<Config, 'olderSecrets'>>;
}

/** Every address of the API, in the server and in the tests that knock at all of them. */
export async function addRoutes(http: Http, { engine, signIn, config }: Parts): Promise<void> {
  await limitRate(http.app, {
    perMinute: config.rateLimit,
    clock: engine.clock,
    async whoAsks(request) {
      const who = await signIn.asker(request);
      if (!who) return null;
      const { workspace, user } = who.actor;
      return {
        caller: who.caller,
        person: `person ${workspace} ${user}`,
        workspace: `workspace ${workspace}`,
      };
    },
  });
  refuseNeedless(http.app);
  addApiDescription(http.app, { engine, identify: signIn.identify });
  signIn.addRoutes(http.app);
  await http.app.register(
    async (app: FastifyInstance) => {
      // What is too large is refused before anybody has asked who sends it; they are told in their language.
      app.addHook('preParsing', async (request) => {
        const { bodyLimit } = request.routeOptions;
        if (Number(request.headers['content-length']) > bodyLimit)
          await signIn.identify(request).catch(() => undefined);
      });
      const api: Api = { engine, identify: signIn.identify };
      watchRequests(app, api);
      addSetUpRoutes(app, { engine, signIn });
      addPeopleRoutes(app, { engine, signIn });
      addCatalogRoute(app, api);
      addFieldRoutes(app, api);
      addObjectRoutes(app, api);
      addSetUpFileRoutes(app, api);
      addWorkRoutes(app, api);
      addEventsRoute(app, api, { draining: http.draining });
      addFileRoutes(app, api, { maxBytes: config.uploadMaxMiB * 1024 * 1024 });
      addAccessRoutes(app, api);
      addAuditRoutes(app, api);
      addTagRoutes(app, api);
      addPipelineRoutes(app, api);
      addLeadRoutes(app, api);
      addListRoutes(app, api);
      addMailRoutes(app, api);
      addLogoRoute(app, api);
      addLeadSourceRoutes(app, api);
      addLeadRuleRoutes(app, api);
      addFormRoutes(app, api, config);
      addFavouriteRoutes(app, api);
      addNotificationRoutes(app, api);
      addRecycleBinRoutes(app, api);
      addDuplicateRoutes(app, api);
      addSampleDataRoutes(app, api);
      addImportRoutes(app, api);
      addExportRoute(app, api);
      addRecordRoutes(app, api);
    },
    { prefix: '/api/v1' },
  );
}
