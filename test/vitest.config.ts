import { defineConfig } from 'vitest/config';

// Left to itself vitest keeps one core free and runs file after file on a machine of two. A third one works while another waits: for a
// browser, a database that is away, a server that stops.
const shared = { pool: 'threads' as const, isolate: false, maxWorkers: 3, root: new URL('..', import.meta.url).pathname };

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default', new URL('support/count-reporter.ts', import.meta.url).pathname],
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/{architecture,runtime,server,builder,contract,conformance,golden,examples,attack}/**/*.test.ts'], exclude: ['**/*.postgres.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { ...shared, name: 'postgres', include: ['test/**/*.postgres.test.ts'], globalSetup: 'test/support/postgres-setup.ts', testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } } },
    ],
  },
});
