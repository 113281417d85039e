import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything here runs on any Node from 20 on: it is what brings the newer one. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs TypeScript as it is. */
const oldest = [22, 18];

/** @param {string} version like v24.21.0 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The Node that runs Relata: this one, or the one that npm has brought along. Undefined where that
 * does not run (Alpine) or there is none for this machine.
 *
 * @returns {string | undefined}
 */
export function findNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = join(root, 'node_modules', `node-${os}-${process.arch}`, 'bin', program);
  if (!existsSync(brought)) return undefined;
  const { status, stdout } = spawnSync(brought, ['--version'], { encoding: 'utf8' });
  return status === 0 && isNewEnough(stdout.trim()) ? brought : undefined;
}

export const noNode = `Relata needs Node ${oldest.join('.')} or newer; this is ${process.version}, and the one that npm brings along does not run on this machine: install a newer one.`;

/**
 * Runs a program of this project with its own Node first on the PATH.
 *
 * @param {string} node
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} exit code; 1 when a signal ended it
 */
export function run(node, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
      env: withNode(node, options.env ?? process.env),
    });
    // The terminal sends Ctrl-C to the child as well; what is sent to us alone is handed on.
    const handOn = () => child.kill('SIGTERM');
    const wait = () => {};
    process.on('SIGTERM', handOn);
    process.on('SIGINT', wait);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', handOn);
      process.off('SIGINT', wait);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withNode(node, env) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const folders = [dirname(node), join(root, 'node_modules', '.bin'), env.PATH];
  return { ...env, PATH: folders.join(separator) };
}
