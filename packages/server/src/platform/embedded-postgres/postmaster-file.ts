import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../error-facts.ts';

/** What a running server writes into `postmaster.pid` of its data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Folder of its Unix socket; empty where it listens on loopback only. */
  socketFolder: string;
  status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

const statuses = {
  starting: 'starting',
  ready: 'ready',
  standby: 'ready',
  stopping: 'stopping',
} as const;

/** Undefined: no file, so no server, or one that has not written the file to its end yet. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  const word = lines[7]?.trim();
  return {
    pid: Math.abs(pid),
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4]?.trim() ?? '',
    status: word && word in statuses ? statuses[word as keyof typeof statuses] : 'unknown',
  };
}

/** Does this process exist, and is it the server of this folder rather than somebody who got its number later? */
export function servesFolder(pid: number, data: string): boolean {
  try {
    if (process.platform === 'win32') {
      const list = execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH']);
      return list.toString().includes('postgres');
    }
    if (process.platform !== 'linux') {
      const name = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { stdio: 'pipe' });
      return basename(name.toString().trim()).startsWith('postgres');
    }
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch (error) {
    // It exists, but whose it is may not be looked at: only a connection can tell.
    return codeOf(error) === 'EACCES';
  }
}

/**
 * The file names a process that is no PostgreSQL: its number was given away after a crash, and the
 * server would refuse to start. It accepts its own parent's number, so we write ours; the rest of
 * the file stays, by which the server checks that no orphan still uses the old shared memory.
 */
export function disownPostmaster(data: string): void {
  const file = join(data, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [String(process.pid), ...rest].join('\n'));
}
