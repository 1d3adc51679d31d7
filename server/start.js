import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from './build/source-hash.js';

const home = fileURLToPath(new URL('..', import.meta.url));

/** True when `dist/` was built from the sources as they are now, or when there are no sources. */
function isBuilt() {
  const recorded = join(home, 'dist', 'source-hash');
  if (!existsSync(join(home, 'dist', 'server.mjs')) || !existsSync(recorded)) return false;
  const now = sourceHash(home);
  return now === null || readFileSync(recorded, 'utf8').trim() === now;
}

if (!isBuilt()) {
  console.log('正在构建（首次启动或代码有变化，约半分钟） / Building (first start or changed sources, about half a minute)…');
  const { buildAll } = await import('./build/build.js');
  await buildAll();
}
await import(new URL('../dist/server.mjs', import.meta.url).href);
