import { cp } from 'node:fs/promises';
import { build } from 'vite';
import { isBuilt } from '../../server/build/source-hash.js';
import { ROOT } from './product.ts';

const builder = `${ROOT}builder/`;

/** Puts the portal as the product's build makes it into `outDir`: from `dist/` where that is of these sources, else built anew. */
export async function buildPortal(outDir: string): Promise<void> {
  if (isBuilt(ROOT)) await cp(`${ROOT}dist/builder`, outDir, { recursive: true });
  else await build({ configFile: `${builder}vite.config.ts`, logLevel: 'error', build: { outDir, emptyOutDir: true, rolldownOptions: { input: { portal: `${builder}portal.html` } } } });
}
