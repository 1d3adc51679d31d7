import { build } from 'vite';

const builder = new URL('../../builder/', import.meta.url).pathname;

/** Builds only the portal into `outDir`, as the product's build does. */
export async function buildPortal(outDir: string): Promise<void> {
  await build({ configFile: `${builder}vite.config.ts`, logLevel: 'error', build: { outDir, emptyOutDir: true, rolldownOptions: { input: { portal: `${builder}portal.html` } } } });
}
