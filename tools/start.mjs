import module from 'node:module';
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

stopWithNpm();

const main = join(root, 'packages', 'server', 'src', 'main.ts');
// What Node makes of our TypeScript and of the libraries: kept, the next start takes half the time.
const cache = join(root, 'node_modules', '.cache', 'compiled');
if (node === process.execPath) {
  // In this very process: one less to start, and signals arrive where they belong.
  module.enableCompileCache(cache);
  await import(pathToFileURL(main).href);
  module.flushCompileCache();
} else {
  process.exitCode = await run(node, [main, ...process.argv.slice(2)], {
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
}

/** npm ends its shell when it is told to stop, and the shell does not tell us: we see that it has gone. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const look = () => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  };
  const timer = setInterval(look, 500).unref();
}
