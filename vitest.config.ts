import { defineConfig } from 'vitest/config';

/** Tests live beside what they test. Two workers at most: the machine also runs the database. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // What follows in the background takes as long as the machine is busy; nothing here measures time.
    expect: { poll: { timeout: 20_000 } },
    // No module of ours holds state that a test could leave behind, so a worker may keep them loaded.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'model', include: ['packages/model/src/**/*.test.ts'] } },
      { extends: true, test: { name: 'client', include: ['packages/client/src/**/*.test.ts'] } },
      { extends: true, test: { name: 'web', include: ['packages/web/src/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'tools', include: ['tools/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts'],
          globalSetup: ['packages/server/src/test/global-setup.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
