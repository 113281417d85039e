import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, test } from 'vitest';
import { runTests } from './run-tests.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Tests of which one fails the first time; `more` stands beside it. */
function writeTests(more: string): string[] {
  // Within the tree, so that Vitest is found.
  const folder = mkdtempSync(join(import.meta.dirname, 'tried-'));
  folders.push(folder);
  const done = JSON.stringify(join(folder, 'done'));
  const begin = `import { existsSync, writeFileSync } from 'node:fs';
    import { expect, test } from 'vitest';`;
  writeFileSync(
    join(folder, 'busy.test.mjs'),
    `${begin}
    test('is late once', () => {
      const isSecond = existsSync(${done});
      writeFileSync(${done}, '');
      ${more}
      expect(isSecond).toBe(true);
    });`,
  );
  writeFileSync(
    join(folder, 'good.test.mjs'),
    `${begin} test('is good', () => expect(1).toBe(1));`,
  );
  return ['--root', folder];
}

const patient = { isPatient: true, env: { CI: '1' } };

test('where a machine is busy, what failed once is run again and counts as it ended', async () => {
  const which = writeTests('');
  expect(await runTests(process.execPath, which, patient)).toEqual({
    code: 0,
    passed: 2,
    failed: 0,
  });
}, 180_000);

test('an error that belongs to no test fails the step, whatever a second run says', async () => {
  const which = writeTests("if (!isSecond) void Promise.reject(new Error('nobody hears me'));");
  expect(await runTests(process.execPath, which, patient)).toEqual({
    code: 1,
    passed: 2,
    failed: 0,
  });
}, 180_000);
