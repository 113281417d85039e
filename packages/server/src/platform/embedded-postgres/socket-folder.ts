import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from './cluster-folder.ts';
import type { Account } from './run-as.ts';

/** The port only names the socket file; nothing listens on a network. */
export const socketPort = 5432;

/** The kernel's limit is 107 bytes on Linux and 103 on macOS. */
const longestPath = 103;

/**
 * A folder for the server's Unix socket that only its account (and root) may enter: inside the
 * cluster, or in the machine's temporary folder where that path would be too long for a socket.
 */
export function socketFolder(cluster: Cluster): string {
  const inside = join(cluster.folder, 'run');
  if (fits(inside)) return make(inside, cluster.account);

  const name = createHash('sha256').update(cluster.folder).digest('hex').slice(0, 12);
  const outside = join('/tmp', `relata-${name}`);
  try {
    return make(outside, cluster.account);
  } catch {
    // Somebody else sits on that name.
    const other = mkdtempSync(
      join(fits(join(tmpdir(), 'relata-123456')) ? tmpdir() : '/tmp', 'relata-'),
    );
    return make(other, cluster.account);
  }
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}.lock`)) <= longestPath;
}

function make(folder: string, account: Account | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  const mine = [process.getuid?.(), account?.uid];
  if (!lstatSync(folder).isDirectory() || !mine.includes(uid)) {
    throw new Error(`${folder} belongs to somebody else`);
  }
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}
