import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

/** Designer and portal are two entries with two security policies; nothing of one may load the other. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
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
