import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reachable } from './reachable.ts';
import type { Account } from './run-as.ts';

/** Where things go that the server's account cannot reach in the project's own folder; they survive a reboot. */
const roots = ['/var/lib/relata', '/srv/relata', '/opt/relata'];

/** The first of the machine's own places that can be made and that the account can reach. */
export function reachablePlace(account: Account): string | undefined {
  return roots.find((root) => {
    try {
      for (const folder of [root, join(root, 'clusters')]) {
        // Not by mkdir's mode: root's umask may take it away.
        if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755);
      }
      return reachable(join(root, 'clusters'), account);
    } catch {
      return false;
    }
  });
}
