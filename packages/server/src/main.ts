import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { CannotStart } from '#platform/cannot-start.ts';
import { systemClock } from '#platform/clock.ts';
import { type Config, readConfig, rotateSecret } from '#platform/config.ts';
import { openDatabase } from '#platform/db.ts';
import { messageOf } from '#platform/error-facts.ts';
import { openFiles } from '#platform/files.ts';
import { createHttp } from '#platform/http.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { openMail } from '#platform/mail.ts';
import { migrate } from '#platform/migrate.ts';
import { openRowSecurity } from '#platform/row-security/open-row-security.ts';
import { openSealer } from '#platform/seal.ts';
import { keepSealed } from '#platform/seal-anew.ts';
import { stopOnSignal } from '#platform/shutdown.ts';
import { describe } from '#engine/api/describe.ts';
import { mailSealed } from '#engine/mails/outbox.ts';
import { ownServerSealed } from '#engine/mails/own-servers.ts';
import { openEngine } from '#engine/open.ts';
import { examine, isWell, report } from '#features/doctor/index.ts';
import { features } from '#features/index.ts';
import { firstWorkspace } from '#features/set-up/index.ts';
import { openSignIn, recover, signInSealed } from '#features/sign-in/index.ts';
import { addRoutes } from './routes.ts';

// Garbage is collected before it has grown to many times what is in use: an import of 100,000 rows then takes a third
// less memory, and not more time.
setFlagsFromString('--heap-growing-percent=60');

/** Where secrets are kept. */
const sealed = [...signInSealed, mailSealed, ownServerSealed];
const webApp = join(import.meta.dirname, '..', '..', 'web', 'dist');

/**
 * `--recover <e-mail>` asks for a link for somebody who cannot sign in, `--rotate-keys` for a new secret,
 * `--doctor` (`--json`) for what is wrong with this installation; see docs/operations.md.
 */
function wanted() {
  try {
    return parseArgs({
      options: {
        recover: { type: 'string' },
        'rotate-keys': { type: 'boolean' },
        doctor: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CannotStart(`${messageOf(error)}.`, { cause: error });
  }
}

/** Says what is wrong; exit code 1 if anything is. */
async function seeDoctor(config: Config, how: { asJson: boolean }): Promise<void> {
  const database = await openDatabase(config, createLog('silent')).catch((error: unknown) => {
    if (error instanceof CannotStart) return error.message;
    throw error;
  });
  try {
    const found = await examine({ config, database, sealed, now: systemClock.now() });
    process.stdout.write(`${report(found, how)}\n`);
    process.exitCode = isWell(found) ? 0 : 1;
  } finally {
    if (typeof database !== 'string') await database.stop();
  }
}

async function start(): Promise<void> {
  const { recover: whom, 'rotate-keys': rotate, doctor, json: asJson = false } = wanted();
  if (rotate) {
    process.stdout.write(`${rotateSecret()}\n`);
    return;
  }
  const config = readConfig();
  if (doctor) {
    await seeDoctor(config, { asJson });
    return;
  }
  const log = createLog(config.logLevel);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const database = await openDatabase(config, log);
    stops.push(database.stop);
    await migrate(database.settings, log);
    await openRowSecurity(database, log);
    if (whom !== undefined) {
      const link = await recover(
        { ...database, clock: systemClock, publicUrl: config.publicUrl },
        whom,
      );
      process.stdout.write(`${link}\n`);
      await stop();
      return;
    }
    const jobs = await startJobs(database, log);
    stops.push(jobs.stop);
    const files = openFiles(config.dataDir);
    const post = { mail: openMail(config), sealer: openSealer(config, 'mail') };
    const engine = await openEngine({ database, clock: systemClock, log, files, features, post });
    const background = await engine.run(jobs);
    stops.push(background.stop);
    const http = await createHttp({ config, log, ready: database.isUp, webApp, describe });
    stops.push(() => http.stop());
    const signIn = await openSignIn({ engine, config, log });
    await addRoutes(http, { engine, signIn, config });
    if (config.admin) await firstWorkspace(engine, signIn, config.admin);
    stopOnSignal(stop, log);
    process.stdout.write(`Relata is ready at ${await http.listen()}\n`);
    const sealing = keepSealed(database, config, sealed, log);
    stops.push(() => sealing);
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
