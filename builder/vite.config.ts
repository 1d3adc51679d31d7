import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { appIcons } from './build/app-icons.ts';
import { earlyScript } from './build/early-script.ts';
import { forOlderBrowsers } from './build/oldest.ts';
import { portalWorker } from './build/portal-worker.ts';

const here = new URL('.', import.meta.url).pathname;

/** The dev server answers every address of an app with its entry page, as the server does. */
const studioPages: Plugin = {
  name: 'studio-pages',
  configureServer: (server) => {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const isPage = request.headers.accept?.includes('text/html') === true && !path.includes('.') && !path.startsWith('/@');
      if (isPage && /^\/studio(\/|$)/.test(path)) request.url = '/designer.html';
      else if (isPage && !/^\/(api|schema|documentation|health)(\/|$)/.test(path)) request.url = '/portal.html';
      next();
    });
  },
};

/** Designer and portal are two pages with two security policies, built one after the other: nothing of one may load the other, and neither is cut into pieces for the other's sake. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), studioPages, forOlderBrowsers('portal'), earlyScript('portal.html', `${here}src/portal/early/ask.ts`, 'start/start-page.tsx', { first: true, older: `${here}src/portal/early/older.ts` }), earlyScript('designer.html', `${here}src/designer/early/ask.ts`, 'canvas/canvas-page.tsx'), appIcons(), portalWorker(`${here}src/portal/worker/worker.ts`)],
  worker: { format: 'es' },
  build: {
    outDir: `${here}../dist/builder`,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/schema', '/documentation', '/health'].map((path) => [path, { target: process.env['STUDIO_SERVER'] ?? 'http://127.0.0.1:4600', changeOrigin: true, headers: { origin: process.env['STUDIO_SERVER'] ?? 'http://127.0.0.1:4600' } }])),
  },
});
