import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { advice, type Finding, wrong } from './finding.ts';

/** What can be read of the machine. */
export interface Machine {
  /** As in `process.version`. */
  node: string;
  /** Bytes of the disk below a folder. */
  room(folder: string): { free: number; total: number };
}

export const thisMachine: Machine = {
  node: process.version,
  room(folder) {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  },
};

/** A backup is over when this file in DATA_DIR is touched. */
const backupStamp = 'last-backup';
const backupHours = 24;

/** Until when a release of Node.js gets corrections (github.com/nodejs/Release); odd ones only for months. */
const supported: Record<number, string> = { 22: '2027-04-30', 24: '2028-04-30', 26: '2029-04-30' };

const gibibyte = 1024 ** 3;

/** The disk, the data folder, the backup, the runtime. */
export function lookAtMachine(dataDir: string, now: Date, machine: Machine): Finding[] {
  return [
    ...disk(dataDir, machine),
    ...strangers(dataDir),
    ...backup(dataDir, now),
    ...runtime(machine.node, now),
  ];
}

function disk(dataDir: string, { room }: Machine): Finding[] {
  const { free, total } = room(dataDir);
  if (free > gibibyte && free > total / 20) return [];
  const left = `${(free / gibibyte).toFixed(1)} GiB (${Math.floor((free / total) * 100)} %)`;
  return [
    wrong(
      'disk_nearly_full',
      `There are ${left} left on the disk of ${dataDir}.`,
      'Make room before writes are refused: move the folder to a larger disk, or remove what others left there.',
    ),
  ];
}

/** Who may look into what only Relata should. The folder itself may be passed through, by the database’s user. */
function strangers(dataDir: string): Finding[] {
  if (process.platform === 'win32') return [];
  const open = [
    { path: dataDir, bits: 0o066 },
    ...['secret', 'files', 'postgres'].map((name) => ({ path: join(dataDir, name), bits: 0o077 })),
  ].filter(
    ({ path, bits }) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & bits) !== 0,
  );
  return open.map(({ path, bits }) =>
    wrong(
      'open_to_others',
      `Other users of the machine may look into ${path}.`,
      `chmod ${bits === 0o066 ? 'go-rw' : 'go-rwx'} ${path}`,
    ),
  );
}

function backup(dataDir: string, now: Date): Finding[] {
  const stamp = join(dataDir, backupStamp);
  const last = statSync(stamp, { throwIfNoEntry: false })?.mtime;
  const hours = last && (now.getTime() - last.getTime()) / 3_600_000;
  // One from tomorrow says nothing either: a clock was wrong.
  if (hours !== undefined && hours < backupHours && hours > -1) return [];
  return [
    wrong(
      'no_backup',
      last
        ? `The last backup that is known of is of ${last.toISOString()}.`
        : 'No backup is known of.',
      `Make one every day (docs/operations.md says how) and let it end with: touch ${stamp}`,
    ),
  ];
}

function runtime(version: string, now: Date): Finding[] {
  const major = Number(/^v(\d+)/.exec(version)?.[1]);
  const until = supported[major];
  const isOld = until ? now.toISOString().slice(0, 10) > until : major < 26 || major % 2 === 1;
  if (!isOld) return [];
  return [
    advice(
      'old_node',
      `Node.js ${version} gets no corrections ${until ? `since ${until}` : 'any more'}.`,
      'Install a release with long-term support, and start Relata with it.',
    ),
  ];
}
