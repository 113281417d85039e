import { readFileSync, statSync } from 'node:fs';
import { CannotStart } from '../cannot-start.ts';

/** Whom the database server runs as. Undefined: whoever runs Relata. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres` or else `nobody`; an existing
 * cluster keeps the owner it has. No account is ever added to the machine.
 *
 * @param cluster folder of an existing cluster, or undefined before the first start
 */
export function accountToRunAs(cluster: string | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = cluster === undefined ? undefined : statSync(cluster).uid;
  const found =
    accounts.find((each) => each.uid === owner && each.uid !== 0) ??
    accounts.find((each) => each.name === 'postgres') ??
    accounts.find((each) => each.name === 'nobody');
  if (found) return found;
  throw new CannotStart(
    'The embedded database cannot run as root and this machine has neither a user postgres nor nobody: run Relata as another user, or name a PostgreSQL in DATABASE_URL.',
  );
}

/** Signed in some systems' files (macOS: nobody is -2), unsigned to the kernel. */
function readAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || name.startsWith('#') || !uid || !gid) return [];
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }];
  });
}
