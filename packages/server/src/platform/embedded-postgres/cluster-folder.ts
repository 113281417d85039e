import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { newId } from '../id.ts';
import { reachablePlace } from './places.ts';
import { reachable } from './reachable.ts';
import { accountToRunAs, type Account } from './run-as.ts';

export interface Cluster {
  /** Belongs to the account and nobody else may enter it. Holds `data`, `run` and the log. */
  folder: string;
  account: Account | undefined;
}

/**
 * Where the database of a DATA_DIR lives: in its folder `postgres`, or, where the server's account
 * cannot reach that, in a place of the machine that `postgres.location` then names (so that the
 * project may be moved and still finds its data).
 */
export function openClusterFolder(dataDir: string): Cluster {
  const pointer = join(dataDir, 'postgres.location');
  if (existsSync(pointer)) return openElsewhere(pointer);

  const folder = join(dataDir, 'postgres');
  const exists = existsSync(folder);
  if (exists) refuseForeign(folder);
  const account = accountToRunAs(exists ? folder : undefined);
  if (exists && !reachable(dataDir, account)) {
    throw new CannotStart(
      `The user ${account?.name} can no longer reach the database in ${folder}: let others pass through the folders above it (chmod o+x).`,
    );
  }
  if (!account || reachable(dataDir, account)) {
    own(folder, account);
    return { folder, account };
  }
  const place = reachablePlace(account);
  if (!place) {
    throw new CannotStart(
      `The user ${account.name}, who must run the embedded database, cannot reach ${dataDir}: choose another DATA_DIR, or name a PostgreSQL in DATABASE_URL.`,
    );
  }
  const elsewhere = join(place, 'clusters', newId());
  own(elsewhere, account);
  writeFileSync(`${pointer}.new`, `${elsewhere}\n`);
  renameSync(`${pointer}.new`, pointer);
  return { folder: elsewhere, account };
}

function openElsewhere(pointer: string): Cluster {
  const folder = readFileSync(pointer, 'utf8').trim();
  if (!existsSync(folder)) {
    throw new CannotStart(
      `The database of this folder was kept in ${folder} (says ${pointer}) and is not there; bring it back, or delete that file to start with an empty one.`,
    );
  }
  refuseForeign(folder);
  return { folder, account: accountToRunAs(folder) };
}

/** Somebody without root's rights can only run a cluster of their own. */
function refuseForeign(folder: string): void {
  const me = process.getuid?.();
  if (!me || statSync(folder).uid === me) return;
  throw new CannotStart(
    `The database in ${folder} belongs to another user: start Relata as that user, or as root.`,
  );
}

function own(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}
