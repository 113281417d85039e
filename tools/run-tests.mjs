import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { root, run } from './runtime.mjs';

/** @typedef {{ path: string, passed: number, failed: number, isBroken: boolean }} TestFile */

/**
 * Runs tests and counts them. A machine that checks for us may be busy with others: files in which something failed there
 * are run once more, from the beginning, as what is left behind by a test that broke off would trouble it the second time.
 * Here, what fails once is a failure; and so is, here and there, an error that belongs to no test: no second run can say
 * that it was nothing.
 *
 * @param {string} node
 * @param {string[]} which projects or folder, as Vitest takes them
 * @param {{ env?: NodeJS.ProcessEnv, isPatient?: boolean }} [options]
 * @returns {Promise<{ code: number, passed: number, failed: number }>}
 */
export async function runTests(node, which, { env = {}, isPatient = false } = {}) {
  const first = await runOnce(node, which, env);
  const failed = first.files.filter((file) => file.failed > 0 || file.isBroken);
  const again = isPatient && failed.length > 0 && failed.length < first.files.length;
  if (!again) return { code: first.code, ...sum(first.files) };
  const paths = failed.map(({ path }) => path);
  const names = paths.map((path) => relative(root, path)).join(', ');
  process.stdout.write(`once more, from the beginning: ${names}\n`);
  const second = await runOnce(node, [...which, ...paths], env);
  for (const error of first.unhandled)
    process.stdout.write(`an error of the first run that belongs to no test: ${error}\n`);
  return {
    code: first.unhandled.length > 0 ? 1 : second.code,
    ...sum([...first.files.filter((file) => !failed.includes(file)), ...second.files]),
  };
}

/** @param {TestFile[]} files */
const sum = (files) => ({
  passed: files.reduce((all, { passed }) => all + passed, 0),
  failed: files.reduce((all, { failed }) => all + failed, 0),
});

/**
 * @param {string} node
 * @param {string[]} which
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, files: TestFile[], unhandled: string[] }>}
 */
async function runOnce(node, which, env) {
  const folder = mkdtempSync(join(tmpdir(), 'relata-counts-'));
  const report = join(folder, 'report.json');
  const code = await run(
    node,
    [
      ...[join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...which],
      ...['--reporter', 'default', '--reporter', join(root, 'tools', 'report-tests.mjs')],
    ],
    { env: { ...process.env, ...env, TEST_REPORT: report } },
  );
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  return { code, files: told.files ?? [], unhandled: told.unhandled ?? [] };
}
