import { fileURLToPath } from 'node:url';
import { isBuilt } from './build/source-hash.js';

if (!isBuilt(fileURLToPath(new URL('..', import.meta.url)))) {
  console.log('正在构建（首次启动或代码有变化，约半分钟） / Building (first start or changed sources, about half a minute)…');
  const { buildAll } = await import('./build/build.js');
  await buildAll();
}
await import(new URL('../dist/server.mjs', import.meta.url).href);
