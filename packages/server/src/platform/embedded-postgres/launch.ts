import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster-folder.ts';
import { isAlive } from './is-alive.ts';
import { disownPostmaster, readPostmaster, servesFolder } from './postmaster-file.ts';
import { cleanEnvironment, runTool } from './run-tool.ts';
import { settingsText } from './settings.ts';
import { socketFolder, socketPort } from './socket-folder.ts';

/** Everything about one cluster that does not change while the program runs. */
export interface Site {
  cluster: Cluster;
  binaries: Binaries;
  data: string;
  settings: Record<string, string>;
}

const onWindows = process.platform === 'win32';
const largestLog = 10 * 1024 * 1024;

/**
 * Starts the server in a session of its own, so that Ctrl-C reaches Relata alone and it can finish
 * its requests first. Resolves when the server takes connections (also after a long recovery), or
 * with what it said when it gave up.
 */
export async function launch(site: Site): Promise<{ pid: number } | { failure: string }> {
  const { cluster, binaries, data } = site;
  const stale = readPostmaster(data);
  if (stale && isAlive(stale.pid)) disownPostmaster(data);
  const settings = join(data, 'relata.conf');
  writeFileSync(settings, settingsText(site.settings), { mode: 0o600 });
  if (cluster.account) chownSync(settings, cluster.account.uid, cluster.account.gid);
  return onWindows ? launchByControl(site) : launchDirectly(cluster, binaries, data);
}

async function launchDirectly(
  cluster: Cluster,
  binaries: Binaries,
  data: string,
): Promise<{ pid: number } | { failure: string }> {
  const log = openLog(cluster);
  const child = spawn(
    join(binaries.bin, 'postgres'),
    ['-D', data, '-k', socketFolder(cluster), '-p', String(socketPort), '-h', ''],
    {
      cwd: cluster.folder,
      env: cleanEnvironment(),
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
      ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    },
  );
  closeSync(log.descriptor);
  child.unref();
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  const gaveUp = (): void => void (failure = log.written());
  child.once('exit', gaveUp);
  for (;;) {
    if (failure !== undefined) return { failure };
    const running = readPostmaster(data);
    if (child.pid && running?.pid === child.pid && running.status === 'ready') {
      child.off('exit', gaveUp);
      return { pid: child.pid };
    }
    await sleep(4);
  }
}

/** On Windows only pg_ctl can drop an administrator's rights, and there are no signals. */
async function launchByControl(site: Site): Promise<{ pid: number } | { failure: string }> {
  const { cluster, binaries, data } = site;
  const port = await freePort();
  const outcome = await runTool(
    join(binaries.bin, 'pg_ctl.exe'),
    [
      ...['start', '-w', '-t', '600', '-s', '-D', data, '-l', join(cluster.folder, 'postgres.log')],
      ...['-o', `-h 127.0.0.1 -p ${port}`],
    ],
    cluster.account,
    cluster.folder,
  );
  const running = readPostmaster(data);
  return outcome.status === 0 && running ? { pid: running.pid } : { failure: outcome.text };
}

/** Ends it "fast": open transactions are rolled back, everything committed is on disk. False: it took too long. */
export async function halt(site: Site, pid: number, patienceMs: number): Promise<boolean> {
  if (onWindows) {
    const program = join(site.binaries.bin, 'pg_ctl.exe');
    const args = ['stop', '-D', site.data, '-m', 'fast', '-w', '-t', String(patienceMs / 1000)];
    const outcome = await runTool(program, args, site.cluster.account, site.cluster.folder);
    return outcome.status === 0;
  }
  interrupt(pid);
  const deadline = Date.now() + patienceMs;
  while (servesFolder(pid, site.data)) {
    if (Date.now() > deadline) return false;
    await sleep(4);
  }
  return true;
}

/** Asks for a fast end and does not wait: all that can be done while the process exits. */
export function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
}

function openLog(cluster: Cluster): { descriptor: number; written(): string } {
  const file = join(cluster.folder, 'postgres.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(file, `${file}.1`);
  const from = size > largestLog ? 0 : size;
  const descriptor = openSync(file, 'a', 0o600);
  if (cluster.account) chownSync(file, cluster.account.uid, cluster.account.gid);
  return { descriptor, written: () => readFileSync(file).subarray(from).toString().trim() };
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}
