#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command line of an installed package: the bundle, which is made on first use where there are only sources. */
const bundle = new URL('../dist/cli.mjs', import.meta.url);
if (!existsSync(fileURLToPath(bundle))) {
  const { buildServer } = await import('./build/build.js');
  await buildServer();
}
await import(bundle.href);
