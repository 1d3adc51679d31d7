import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { Plugin, Rollup } from 'vite';

/** Files of a part that is loaded later, styles too, with everything it imports that the page does not load anyway. */
function filesOf(bundle: Rollup.OutputBundle, part: string, html: string): readonly string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name) || html.includes(name)) return;
    found.add(name);
    const chunk = byName.get(name);
    chunk?.imports.forEach(add);
    chunk?.viteMetadata?.importedCss.forEach(add);
  };
  for (const chunk of chunks) if (chunk.moduleIds.some((id) => id.endsWith(part))) add(chunk.fileName);
  return [...found].map((name) => `/${name}`);
}

/** Compiles a small script of its own, alone in one file, and lets a page load it before everything else; it is told the files of `part`, to fetch them early. `first`: nothing is painted before it has run. */
export function earlyScript(page: string, entry: string, part: string, { first = false } = {}): Plugin {
  let file: { readonly name: string; readonly source: string } | undefined;
  return {
    name: `early-script-${page}`,
    apply: 'build',
    async buildStart() {
      const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', target: 'es2022', write: false });
      const source = outputFiles[0]?.text ?? '';
      file = { name: `assets/early-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path, bundle }) => {
        if (file === undefined || !path.endsWith(page)) return [];
        const parts = bundle === undefined ? [] : filesOf(bundle, part, html);
        return [{ tag: 'script', attrs: { src: `/${file.name}`, async: !first, fetchpriority: 'high', ...(parts.length === 0 ? {} : { 'data-parts': parts.join(' ') }) }, injectTo: 'head-prepend' as const }];
      },
    },
    generateBundle(_options, bundle) {
      const own = page.replace('.html', '');
      if (file && Object.keys(bundle).some((name) => name.endsWith('.js') && name.includes(`/${own}-`))) this.emitFile({ type: 'asset', fileName: file.name, source: file.source });
    },
  };
}
