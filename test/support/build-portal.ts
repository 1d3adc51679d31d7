import { build } from 'vite';
import react from '@vitejs/plugin-react';

const builder = new URL('../../builder/', import.meta.url).pathname;

/** Builds only the portal entry into `outDir`, as the product's build does. */
export async function buildPortal(outDir: string): Promise<void> {
  await build({
    configFile: false, root: builder, base: '/', logLevel: 'error', plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { input: { portal: `${builder}portal.html` } } },
  });
}
