import { join } from 'node:path';
import { CannotStart } from '#platform/cannot-start.ts';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { openDatabase } from '#platform/db.ts';
import { openFiles } from '#platform/files.ts';
import { createHttp } from '#platform/http.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { stopOnSignal } from '#platform/shutdown.ts';
import type { Api } from '#engine/api/api.ts';
import { addCatalogRoute } from '#engine/api/catalog-route.ts';
import { describe } from '#engine/api/describe.ts';
import { addEventsRoute } from '#engine/api/events-route.ts';
import { addImportRoutes } from '#engine/api/import-routes.ts';
import { addRecordRoutes } from '#engine/api/record-routes.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { openEngine } from '#engine/open.ts';
import { addFavouriteRoutes } from '#features/favourites/index.ts';
import { addFileRoutes } from '#features/files/index.ts';
import { features } from '#features/index.ts';
import { addNotificationRoutes } from '#features/notifications/index.ts';
import { addPeopleRoutes } from '#features/people/index.ts';
import { addRecycleBinRoutes } from '#features/recycle-bin/index.ts';
import { addSetUpRoutes, firstWorkspace } from '#features/set-up/index.ts';
import { openSignIn } from '#features/sign-in/index.ts';
import { addTagRoutes } from '#features/tags/index.ts';

const webApp = join(import.meta.dirname, '..', '..', 'web', 'dist');

async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const database = await openDatabase(config, log);
    stops.push(database.stop);
    await migrate(database.settings, log);
    const jobs = await startJobs(database, log);
    stops.push(jobs.stop);
    const files = openFiles(config.dataDir);
    const engine = await openEngine({ database, clock: systemClock, log, files, features });
    const background = await engine.run(jobs);
    stops.push(background.stop);
    const http = await createHttp({ config, log, ready: database.isUp, webApp, describe });
    stops.push(() => http.stop());
    const signIn = await openSignIn({ engine, config, log });
    signIn.addRoutes(http.app);
    await http.app.register(
      async (app) => {
        const api: Api = { engine, identify: signIn.identify };
        addSetUpRoutes(app, { engine, signIn });
        addPeopleRoutes(app, { engine, signIn });
        addCatalogRoute(app, api);
        addWorkRoutes(app, api);
        addEventsRoute(app, api, { draining: http.draining });
        addFileRoutes(app, api);
        addTagRoutes(app, api);
        addFavouriteRoutes(app, api);
        addNotificationRoutes(app, api);
        addRecycleBinRoutes(app, api);
        addImportRoutes(app, api);
        addRecordRoutes(app, api);
      },
      { prefix: '/api/v1' },
    );
    if (config.admin) await firstWorkspace(engine, signIn, config.admin);
    stopOnSignal(stop, log);
    process.stdout.write(`Relata is ready at ${await http.listen()}\n`);
  } catch (error) {
    await stop();
    throw error;
  }
}

try {
  await start();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
