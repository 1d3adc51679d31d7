import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** Compiles a small script of its own, alone in one file, and lets a page load it before everything else. */
export function earlyScript(page: string, entry: string): Plugin {
  let file: { readonly name: string; readonly source: string } | undefined;
  return {
    name: 'early-script',
    apply: 'build',
    async buildStart() {
      const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', target: 'es2022', write: false });
      const source = outputFiles[0]?.text ?? '';
      file = { name: `assets/early-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) => (file && path.endsWith(page) ? [{ tag: 'script', attrs: { src: `/${file.name}`, async: true, fetchpriority: 'high' }, injectTo: 'head-prepend' as const }] : []),
    },
    generateBundle(_options, bundle) {
      if (file && Object.keys(bundle).some((name) => name.endsWith('.js') && name.includes('portal'))) this.emitFile({ type: 'asset', fileName: file.name, source: file.source });
    },
  };
}
