#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command `scenario-studio` of an installed package: `start` is the server, everything else the command line. */
if (process.argv[2] === 'start') {
  process.argv.splice(2, 1);
  await import('./start.js');
} else {
  const bundle = new URL('../dist/cli.mjs', import.meta.url);
  // Only where there are sources.
  if (!existsSync(fileURLToPath(bundle))) {
    const { buildServer } = await import('./build/build.js');
    await buildServer();
  }
  await import(bundle.href);
}
