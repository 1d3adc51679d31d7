import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** Compiles the portal's service worker with the names of everything the portal is made of. */
export function portalWorker(entry: string): Plugin {
  return {
    name: 'portal-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const parts = Object.values(bundle);
        if (!parts.some((part) => part.type === 'chunk' && part.moduleIds.some((id) => id.endsWith('portal/main.tsx')))) return;
        const files = parts.map(({ fileName }) => `/${fileName}`).filter((name) => /^\/assets\/.*\.(?:js|css)$/.test(name)).sort();
        const version = createHash('sha256').update(files.join('\n')).digest('base64url').slice(0, 8);
        const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', target: 'es2022', write: false, define: { PORTAL_FILES: JSON.stringify(files), PORTAL_VERSION: JSON.stringify(version) } });
        this.emitFile({ type: 'asset', fileName: 'portal-worker.js', source: outputFiles[0]?.text ?? '' });
      },
    },
  };
}
