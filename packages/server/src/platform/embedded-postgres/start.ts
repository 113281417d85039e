import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { messageOf } from '../error-facts.ts';
import type { Log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { openClusterFolder } from './cluster-folder.ts';
import { dataFolder } from './initialise.ts';
import { addressOf, asSuperuser, hasCompany, openKeeper, type Address } from './keeper.ts';
import { halt, interrupt, launch, type Site } from './launch.ts';
import { readPostmaster, servesFolder } from './postmaster-file.ts';

export interface EmbeddedPostgres {
  /** Of the login that owns the database. */
  address: Address;
  /** Of the superuser: for what has to be prepared, and for whoever looks after the cluster. */
  administrator: Address;
  /** It ran already: its parent was killed, or another process uses the same folder. */
  reused: boolean;
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
}

interface Running {
  keeper: pg.Client;
  pid: number;
  address: Address;
  reused: boolean;
}

const patienceMs = 30_000;

/**
 * Brings up the PostgreSQL that comes with Relata on the given DATA_DIR, or finds it running.
 * Should the server die, it is brought up again. Throws {@link CannotStart} where it cannot run.
 *
 * @param settings lines for postgresql.conf that differ from ours (tests: fsync off)
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const cluster = openClusterFolder(dataDir);
  const binaries = await findBinaries(cluster);
  const data = await dataFolder(cluster, binaries);
  const site: Site = { cluster, binaries, data, settings };

  const life = { stopping: false };
  let running = await bringUp(site, log);
  const { address, reused } = running;
  const administrator = asSuperuser(address);
  log.debug({ pid: running.pid, reused, folder: cluster.folder }, 'embedded database is up');
  const interruptIt = (): void => interrupt(running.pid);
  process.once('exit', interruptIt);

  let reviving: Promise<void> | undefined;
  const watch = (): void => {
    running.keeper.once('end', () => {
      if (!life.stopping) reviving = revive();
    });
  };
  const revive = async (): Promise<void> => {
    log.error('the embedded database has gone; it is brought up again');
    for (let pause = 50; !life.stopping; pause = Math.min(pause * 2, 5_000)) {
      try {
        running = await bringUp(site, log);
        break;
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'the embedded database does not come up');
        await sleep(pause);
      }
    }
    Object.assign(address, running.address);
    Object.assign(administrator, asSuperuser(running.address));
    if (!life.stopping) watch();
  };
  watch();

  return {
    address,
    administrator,
    reused,
    async stop() {
      if (life.stopping) return;
      life.stopping = true;
      process.off('exit', interruptIt);
      await reviving;
      await leave(site, running, log);
    },
  };
}

/** Joins the server of this folder, started by us if need be. */
async function bringUp(site: Site, log: Log): Promise<Running> {
  let launched: number | undefined;
  let failure = '';
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(10)) {
    const running = readPostmaster(site.data);
    if (running && servesFolder(running.pid, site.data)) {
      if (running.status !== 'ready') continue;
      const address = addressOf(site, running);
      const keeper = await openKeeper(site, address);
      const reused = running.pid !== launched;
      if (keeper) return { keeper, pid: running.pid, address, reused };
      continue;
    }
    const outcome = await launch(site);
    if ('pid' in outcome) {
      launched = outcome.pid;
      continue;
    }
    failure = outcome.failure;
    if (!willPass(failure)) break;
    log.warn({ reason: failure }, 'the embedded database must wait');
    await sleep(200);
  }
  throw new CannotStart(
    `The embedded database in ${site.cluster.folder} does not start: ${failure || 'the running one does not answer.'}`,
  );
}

/** Another process is just starting it, or the last work of a killed one has not ended yet. */
function willPass(failure: string): boolean {
  return failure.includes('postmaster.pid') || failure.includes('still in use');
}

async function leave(site: Site, running: Running, log: Log): Promise<void> {
  const company = await hasCompany(running.keeper).catch(() => false);
  await running.keeper.end().catch(() => {});
  if (company) {
    log.info('another process uses the embedded database; it stays up');
    return;
  }
  if (!(await halt(site, running.pid, patienceMs))) {
    log.warn({ pid: running.pid }, 'the embedded database takes long to stop; it ends by itself');
  }
}
