import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

/** Designer and portal are two entries with two security policies; nothing of one may load the other. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), studioPages],
  worker: { format: 'es' },
  build: {
    outDir: `${here}../dist/builder`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: { designer: `${here}designer.html`, portal: `${here}portal.html` } },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/schema', '/documentation', '/health'].map((path) => [path, { target: process.env['STUDIO_SERVER'] ?? 'http://127.0.0.1:4600', changeOrigin: true, headers: { origin: process.env['STUDIO_SERVER'] ?? 'http://127.0.0.1:4600' } }])),
  },
});
