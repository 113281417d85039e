import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './runtime.mjs';

const web = join(root, 'packages', 'web');
const dist = join(web, 'dist');
const stamp = join(dist, '.sources');

/**
 * Builds the web app unless the one that is there was made from these very sources. It is built
 * beside and swapped in: a server that runs meanwhile keeps a whole one, and a failed build changes
 * nothing.
 *
 * @param {string} node
 * @returns {Promise<number>} exit code of the build
 */
export async function buildWebIfNeeded(node) {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 0;
  process.stdout.write('Building the web app …\n');
  const draft = join(web, 'dist.new');
  rmSync(draft, { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn'];
  const code = await run(node, args, { cwd: web });
  if (code !== 0) return code;
  writeFileSync(join(draft, '.sources'), now);
  rmSync(dist, { recursive: true, force: true });
  renameSync(draft, dist);
  return 0;
}

/** Of everything that the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const parts = [
    'package-lock.json',
    'tsconfig.json',
    'packages/web',
    'packages/client/src',
    'packages/model/src',
  ];
  for (const file of parts.flatMap((part) => filesOf(join(root, part)))) {
    hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (/\.(json|html|ts)$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (!entry.isDirectory()) return /\.test\.tsx?$/.test(entry.name) ? [] : [inner];
      return ['node_modules', 'dist', 'dist.new'].includes(entry.name) ? [] : filesOf(inner);
    });
}
