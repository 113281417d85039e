import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './run-as.ts';

/** May this account pass through every folder down to (and into) the given one? */
export function reachable(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  for (let each = folder; ; each = dirname(each)) {
    const { mode, uid, gid } = statSync(each);
    const mayEnter =
      uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (!mayEnter) return false;
    if (each === dirname(each)) return true;
  }
}
