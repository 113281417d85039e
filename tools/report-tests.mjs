import { writeFileSync } from 'node:fs';
import process from 'node:process';

/**
 * A reporter of Vitest for `run-tests.mjs`: what came of each file, and the errors that belong to no test, into the file
 * that `TEST_REPORT` names.
 *
 * @implements {import('vitest/node').Reporter}
 */
export default class ReportTests {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest/node').SerializedError[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const files = modules.map((module) => {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      const ended = (/** @type {string} */ how) => states.filter((state) => state === how).length;
      return {
        path: module.moduleId,
        passed: ended('passed'),
        failed: ended('failed'),
        isBroken: !module.ok(),
      };
    });
    const unhandled = unhandledErrors.map(({ name, message }) => `${name}: ${message}`);
    writeFileSync(process.env.TEST_REPORT ?? '', JSON.stringify({ files, unhandled }));
  }
}
