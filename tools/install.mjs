import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime.mjs';

/**
 * Installs the exact versions of package-lock.json unless they are there. No package's script runs.
 * Ends the process with npm's exit code when that fails.
 */
export function installIfNeeded() {
  if (isInstalled()) return;
  process.stdout.write('Installing packages (once, about a minute) …\n');
  const args = [
    'ci',
    '--loglevel=error',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ];
  // Started by npm, we use that very npm; it is a script for Node.
  const own = process.env.npm_execpath;
  const { status, error } = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) process.stderr.write(`npm could not be started: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

/** npm writes its own list of what it has put down, as its last act. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    const found = present[path];
    // What is made for other machines is optional and not put down.
    if (!found) return optional || !path.startsWith('node_modules/') || link;
    return found.version === version;
  });
}

/** @param {string} file */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
