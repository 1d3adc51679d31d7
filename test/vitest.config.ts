import { defineConfig } from 'vitest/config';

// Left to itself vitest keeps one core free and runs file after file on a machine of two.
const shared = { pool: 'threads' as const, isolate: false, maxWorkers: 2, root: new URL('..', import.meta.url).pathname };

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default', new URL('support/count-reporter.ts', import.meta.url).pathname],
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/{architecture,runtime,server,builder,contract,conformance,golden,examples,attack}/**/*.test.ts'], exclude: ['**/*.postgres.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, sequence: { groupOrder: 0 } } },
      { test: { ...shared, name: 'postgres', include: ['test/**/*.postgres.test.ts'], globalSetup: 'test/support/postgres-setup.ts', testTimeout: 60_000, hookTimeout: 60_000, sequence: { groupOrder: 1 } } },
      { test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } }, sequence: { groupOrder: 2 } } },
    ],
  },
});
