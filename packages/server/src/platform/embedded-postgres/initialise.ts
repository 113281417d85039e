import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster-folder.ts';
import { isAlive } from './is-alive.ts';
import { runTool } from './run-tool.ts';

export const superuser = 'relata';

/** Where there are no Unix sockets the server listens on loopback, and this file holds what it asks for. */
const passwordFile = 'password';

/**
 * The cluster's data folder; made on first use. `initdb` works in a folder of its own that is renamed
 * when whole, so a crash or a full disk leaves nothing that looks like a database.
 */
export async function dataFolder(cluster: Cluster, binaries: Binaries): Promise<string> {
  const data = join(cluster.folder, 'data');
  if (existsSync(data)) {
    refuseOtherVersion(data, binaries.major);
    return data;
  }
  removeLeftovers(cluster.folder);
  const draft = join(cluster.folder, `data.new-${process.pid}`);
  const outcome = await runTool(
    join(binaries.bin, process.platform === 'win32' ? 'initdb.exe' : 'initdb'),
    [
      ...['-D', draft, '--username', superuser, '--encoding', 'UTF8', '--no-instructions'],
      ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...authentication(cluster),
    ],
    cluster.account,
    cluster.folder,
  );
  if (outcome.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new CannotStart(
      `The embedded database could not be made in ${cluster.folder} (${lastLine(outcome.text)}): see to that, or name a PostgreSQL in DATABASE_URL.`,
    );
  }
  appendFileSync(
    join(draft, 'postgresql.conf'),
    "include_if_exists = 'relata.conf'\ninclude_if_exists = 'custom.conf'\n",
  );
  try {
    renameSync(draft, data);
  } catch (error) {
    // Another process that started at the same moment was first: its cluster is as good as ours.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(data)) throw error;
  }
  return data;
}

/** What a connection needs beside the address; undefined where the socket's folder is the lock. */
export function clusterPassword(cluster: Cluster): string | undefined {
  const file = join(cluster.folder, passwordFile);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function authentication(cluster: Cluster): string[] {
  if (process.platform !== 'win32') return ['--auth', 'trust'];
  const file = join(cluster.folder, passwordFile);
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (cluster.account) chownSync(file, cluster.account.uid, cluster.account.gid);
  return ['--auth', 'scram-sha-256', '--pwfile', file];
}

function refuseOtherVersion(data: string, major: string): void {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version === major) return;
  throw new CannotStart(
    `The database in ${data} is of PostgreSQL ${version}, this Relata brings ${major}: write a backup with the version of Relata that you had, and restore it with this one.`,
  );
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/^data\.new-(\d+)$/.exec(name)?.[1]);
    if (Number.isNaN(pid) || (pid !== process.pid && isAlive(pid))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // An initdb whose parent was killed still writes there; the next start finds it quiet.
    }
  }
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => /error|fatal/i.test(line));
  return (lines.at(-1) ?? text.split('\n').at(-1) ?? '').replace(/^initdb: /, '');
}
