import { spawn } from 'node:child_process';
import type { Account } from './run-as.ts';

export interface Outcome {
  /** 0 is well; undefined when it could not even be started, `text` then says why. */
  status: number | undefined;
  /** What it printed, both streams. */
  text: string;
  /** EACCES, ENOENT … when it could not be started. */
  startError: NodeJS.ErrnoException | undefined;
}

/** Nothing of the caller's environment but what a program needs to start: PGDATA and its like would mislead it. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const entries = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs one of PostgreSQL's programs to its end as the account. Never rejects. */
export function runTool(
  program: string,
  args: string[],
  account: Account | undefined,
  cwd: string,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const child = spawn(program, args, {
    cwd,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const chunks: Buffer[] = [];
  const text = (): string => Buffer.concat(chunks).toString().trim();
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('error', (error) =>
    resolve({ status: undefined, text: error.message, startError: error }),
  );
  child.on('close', (status) =>
    resolve({ status: status ?? -1, text: text(), startError: undefined }),
  );
  return promise;
}
