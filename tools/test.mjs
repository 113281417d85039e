import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import process from 'node:process';
import { buildWebIfNeeded } from './build-web.mjs';
import { installIfNeeded } from './install.mjs';
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
 * Runs the tests of these projects of vitest.config.ts and adds to the counts. A machine that checks for us may be
 * busy with others: files in which something failed there are run once more, from the beginning, as what is left
 * behind by a test that broke off would trouble it the second time. Here, what fails once is a failure.
 *
 * @param {string[]} projects
 * @param {NodeJS.ProcessEnv} [env]
 */
async function tests(projects, env = {}) {
  const first = await testFiles(projects, [], env);
  const failed = first.files.filter((file) => file.failed > 0 || file.isBroken);
  const again = process.env.CI && failed.length > 0 && failed.length < first.files.length;
  if (!again) {
    add(first.files);
    return first.code;
  }
  const names = failed.map(({ name }) => name);
  process.stdout.write(`once more, from the beginning: ${names.join(', ')}\n`);
  const second = await testFiles(projects, names, env);
  add(first.files.filter((file) => !failed.includes(file)));
  add(second.files);
  return second.code;
}

/** @param {{ passed: number, failed: number }[]} files */
function add(files) {
  for (const { passed, failed } of files) {
    counts.passed += passed;
    counts.failed += failed;
  }
}

/**
 * @param {string[]} projects
 * @param {string[]} names of files; none: all
 * @param {NodeJS.ProcessEnv} env
 */
async function testFiles(projects, names, env) {
  const folder = mkdtempSync(join(tmpdir(), 'relata-counts-'));
  const report = join(folder, 'report.json');
  const code = await run(
    node,
    [
      ...[join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'],
      ...projects.flatMap((project) => ['--project', project]),
      ...names,
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile', report],
    ],
    { env: { ...process.env, ...env } },
  );
  const { testResults } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { testResults: [] };
  rmSync(folder, { recursive: true });
  const files = testResults.map(({ name, status, assertionResults }) => {
    const ended = (how) => assertionResults.filter((test) => test.status === how).length;
    const [passed, failed] = [ended('passed'), ended('failed')];
    return { name: relative(root, name), passed, failed, isBroken: status !== 'passed' };
  });
  return { code, files };
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
