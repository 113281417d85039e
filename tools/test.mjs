import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { buildWebIfNeeded } from './build-web.mjs';
import { installIfNeeded } from './install.mjs';
import { runTests } from './run-tests.mjs';
import { findNode, noNode, root, run } from './runtime.mjs';

/**
 * `npm test`: everything that must pass, step by step. A failed step does not keep the others from
 * running. `npm test -- lint types` runs only these steps.
 */

installIfNeeded();
const node = findNode();
if (!node) {
  process.stderr.write(`${noNode}\n`);
  process.exit(1);
}

const counts = { passed: 0, failed: 0 };
const databaseUrl = process.env.DATABASE_URL;
const chromium = findChromium();
const missing = 'there is no Chromium on this machine (name one in CHROMIUM)';

/**
 * `why` a step is left out, if it is; otherwise `run` resolves with an exit code.
 *
 * @type {{ name: string, run: () => Promise<number>, why?: string | false }[]}
 */
const steps = [
  { name: 'format', run: () => tool('oxfmt', 'bin/oxfmt', ['--check']) },
  { name: 'lint', run: () => tool('oxlint', 'bin/oxlint', ['--deny-warnings']) },
  { name: 'types', run: types },
  { name: 'boundaries', run: () => run(node, ['tools/boundaries.ts']) },
  { name: 'unused', run: () => tool('knip', 'bin/knip.js', []) },
  { name: 'model', run: () => tests(['model', 'client', 'web', 'tools']) },
  { name: 'server-embedded', run: () => tests(['server'], { DATABASE_URL: undefined }) },
  {
    name: 'server-database-url',
    run: () => tests(['server'], { DATABASE_URL: databaseUrl }),
    why: !databaseUrl && 'DATABASE_URL is not set',
  },
  { name: 'web-build', run: () => buildWebIfNeeded(node) },
  {
    name: 'browser',
    run: () => (chromium ? tests(['e2e'], { CHROMIUM: chromium }) : failBecause(missing)),
    why: !chromium && !process.env.CI && missing,
  },
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `No step is called ${unknown.join(', ')}: ${steps.map((step) => step.name).join(', ')}\n`,
  );
  process.exit(1);
}

for (const step of steps) {
  if (chosen.length > 0 && !chosen.includes(step.name)) continue;
  if (step.why) {
    process.stdout.write(`skipped ${step.name}: ${step.why}\n\n`);
    continue;
  }
  process.stdout.write(`── ${step.name}\n`);
  const from = performance.now();
  const code = await step.run();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'} ${step.name} (${seconds} s)\n\n`);
  if (code !== 0) process.exitCode = 1;
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);

/**
 * @param {string} name of a package
 * @param {string} program in it
 * @param {string[]} args
 */
function tool(name, program, args) {
  return run(node, [join(root, 'node_modules', name, program), ...args]);
}

async function types() {
  const folders = ['.', 'packages/web'];
  const codes = [];
  for (const folder of folders) codes.push(await tool('typescript', 'bin/tsc', ['-p', folder]));
  return Math.max(...codes);
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @param {NodeJS.ProcessEnv} [env]
 */
async function tests(projects, env = {}) {
  const which = projects.flatMap((project) => ['--project', project]);
  const isPatient = Boolean(process.env.CI);
  const { code, passed, failed } = await runTests(node, which, { env, isPatient });
  counts.passed += passed;
  counts.failed += failed;
  return code;
}

/** @param {string} why */
async function failBecause(why) {
  process.stderr.write(`${why}\n`);
  return 1;
}

/** @returns {string | undefined} */
function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const programs = ['chromium', 'chromium-browser', 'google-chrome'];
  return programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((path) => existsSync(path));
}
