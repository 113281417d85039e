import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildWebIfNeeded } from './build-web.mjs';
import { installIfNeeded } from './install.mjs';
import { findNode, noNode, root, run } from './runtime.mjs';

/** `npm start`: installs and builds what is not there yet, then runs the server. */

installIfNeeded();
const node = findNode();
if (!node) {
  process.stderr.write(`${noNode}\n`);
  process.exit(1);
}
const built = await buildWebIfNeeded(node);
if (built !== 0) process.exit(built);

const main = join(root, 'packages', 'server', 'src', 'main.ts');
// In this very process where it can be: one less to start, and signals arrive where they belong.
if (node === process.execPath) await import(pathToFileURL(main).href);
else process.exitCode = await run(node, [main]);
