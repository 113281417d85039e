import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { codeOf, messageOf } from './error-facts.ts';

const newSecret = (): string => randomBytes(32).toString('base64url');
const fileIn = (dataDir: string): string => join(dataDir, 'secret');

/**
 * Those of `DATA_DIR/secret`, a line each: the one of now, and the one before it where they have been rotated.
 * Makes the file where there is none.
 *
 * @throws {CannotStart} where it cannot be read, or holds something that is no secret
 */
export function keptSecrets(dataDir: string): string[] {
  const file = fileIn(dataDir);
  try {
    return secretsIn(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw new CannotStart(`${file} cannot be used: ${messageOf(error)}`, { cause: error });
    }
  }
  const draft = write(file, [newSecret()]);
  // Linked into place: two processes that start at once end with the same secret.
  try {
    linkSync(draft, file);
  } catch (error) {
    // A file system without hard links: the last of two processes wins, before either has used it.
    if (codeOf(error) !== 'EEXIST') renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return secretsIn(file);
}

/** Puts a new secret before the one of now; the one before that is forgotten. Counts from the next start on. */
export function rotateKept(dataDir: string): void {
  const [current = ''] = keptSecrets(dataDir);
  const file = fileIn(dataDir);
  renameSync(write(file, [newSecret(), current]), file);
}

/** Beside the file; gives where. */
function write(file: string, secrets: string[]): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${secrets.join('\n')}\n`, { mode: 0o600 });
  return draft;
}

function secretsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').trim().split(/\s+/);
  return lines.map((line) => longEnough('SECRET', line));
}

export function longEnough(name: string, secret: string): string {
  if (secret.length >= 32) return secret;
  throw new CannotStart(`${name} must have at least 32 characters; leave it out and one is made.`);
}
