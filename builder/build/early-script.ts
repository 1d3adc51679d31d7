import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { Plugin, Rollup } from 'vite';
import { OLDEST } from './oldest.ts';

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

interface File {
  readonly name: string;
  readonly source: string;
}

async function compiled(entry: string, name: string): Promise<File> {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', target: OLDEST, write: false });
  const source = outputFiles[0]?.text ?? '';
  return { name: `assets/${name}-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
}

interface Extras {
  /** Nothing is painted before it has run. */
  readonly first?: boolean;
  /** A second script, which it may load into browsers that lack something. */
  readonly older?: string;
}

/** Compiles a small script of its own, alone in one file, and lets a page load it before everything else; it is told the files of `part`, to fetch them early. */
export function earlyScript(page: string, entry: string, part: string, { first = false, older }: Extras = {}): Plugin {
  let file: File | undefined;
  let more: File | undefined;
  return {
    name: `early-script-${page}`,
    apply: 'build',
    async buildStart() {
      file = await compiled(entry, 'early');
      more = older === undefined ? undefined : await compiled(older, 'older');
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path, bundle }) => {
        if (file === undefined || !path.endsWith(page)) return [];
        const parts = bundle === undefined ? [] : filesOf(bundle, part, html);
        const told = { ...(parts.length === 0 ? {} : { 'data-parts': parts.join(' ') }), ...(more === undefined ? {} : { 'data-older': `/${more.name}` }) };
        return [{ tag: 'script', attrs: { src: `/${file.name}`, async: !first, fetchpriority: 'high', ...told }, injectTo: 'head-prepend' as const }];
      },
    },
    generateBundle(_options, bundle) {
      const own = page.replace('.html', '');
      if (!Object.keys(bundle).some((name) => name.endsWith('.js') && name.includes(`/${own}-`))) return;
      for (const one of [file, more]) if (one) this.emitFile({ type: 'asset', fileName: one.name, source: one.source });
    },
  };
}
