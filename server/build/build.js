import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compressFolder } from './compress.js';
import { sourceHash } from './source-hash.js';

const home = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(home, 'dist');

/** CommonJS packages inside an ES module bundle want these three. `__dirname` is `dist/lib`, so that `../static` is `dist/static`. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf, join as __joinPath } from 'node:path';",
  "import { fileURLToPath as __pathOf } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __pathOf(import.meta.url);',
  "const __dirname = __joinPath(__dirnameOf(__filename), 'lib');",
].join('\n');

/** What is installed beside the product; everything else is in the bundle. */
const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));

/** @type {import('esbuild').BuildOptions} how the server is bundled, wherever it begins */
const AS_SERVER = { outdir: dist, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', sourcemap: true, minifySyntax: true, minifyWhitespace: true, banner: { js: BANNER }, logLevel: 'warning', external: Object.keys(dependencies) };

/**
 * Bundles one file the way the server is: what is measured then is what is shipped.
 * @param {string} entry path from the root of the repository
 * @param {{ out: string }} options name in `dist/`
 * @returns {Promise<string>} path of the bundle
 */
export async function bundleAsServer(entry, { out }) {
  await build({ ...AS_SERVER, entryPoints: [{ in: join(home, entry), out }] });
  return join(dist, `${out}.mjs`);
}

/** How long the server may take to be compiled; its first answer comes within a second or two. */
const COMPILE_MS = 60_000;

/**
 * Everything but the native password hash in one file of code, which a small one runs from its compiled form: only that starts fast enough. Threads
 * for heavy work and for scripts have theirs beside it.
 * @param {{ out?: string, plugins?: import('esbuild').Plugin[] }} options name of the file, and what changes the source on its way
 */
export async function buildServer({ out = 'server', plugins = [] } = {}) {
  await Promise.all([buildCode(out, plugins), build({
    entryPoints: [{ in: join(home, 'server', 'workers', 'worker.ts'), out: 'worker' }, { in: join(home, 'server', 'cli', 'main.ts'), out: 'cli' }, { in: join(home, 'server', 'workers', 'script', 'thread.ts'), out: 'script' }, { in: join(home, 'server', 'workers', 'paper', 'thread.ts'), out: 'paper' }],
    ...AS_SERVER,
    plugins,
  })]);
  cpSync(join(home, 'node_modules', '@fastify', 'swagger-ui', 'static'), join(dist, 'static'), { recursive: true });
  copyFonts();
  compile(out);
}

/** @param {string} out @param {import('esbuild').Plugin[]} plugins */
async function buildCode(out, plugins) {
  const path = join(dist, `${out}.cjs`);
  rmSync(path.replace(/cjs$/, 'v8'), { force: true });
  const starter = { contents: "import { runCode } from './code.js';\nrunCode(import.meta.url);\n", resolveDir: join(home, 'server', 'build') };
  await Promise.all([
    build({ ...AS_SERVER, banner: {}, sourcemap: false, outdir: undefined, outfile: join(dist, `${out}.mjs`), stdin: starter }),
    build({ ...AS_SERVER, banner: {}, format: 'cjs', outdir: undefined, outfile: path, entryPoints: [join(home, 'server', 'main.ts')], define: { 'import.meta.url': '__self', 'import.meta.load': '__load' }, plugins }),
  ]);
  const code = readFileSync(path);
  appendFileSync(path, `\n//${createHash('sha256').update(code).digest('hex')}`);
}

/** Where that fails, the server starts all the same, only later. @param {string} out */
function compile(out) {
  try {
    execFileSync(process.execPath, [join(home, 'server', 'build', 'compile.js'), pathToFileURL(join(dist, `${out}.mjs`)).href], { env: { PATH: process.env['PATH'] }, timeout: COMPILE_MS, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    console.warn(`dist/${out}.v8 was not made: the server will take longer to start (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** What documents are set in: two weights with all their slices, their table and their licence. */
function copyFonts() {
  const font = join(home, 'node_modules', '@fontsource', 'noto-sans-sc');
  const files = readdirSync(join(font, 'files')).filter((name) => /-(400|700)-normal\.woff$/.test(name)).map((name) => join('files', name));
  for (const name of [...files, 'unicode.json', 'LICENSE']) cpSync(join(font, name), join(dist, 'fonts', name));
}

/** @type {import('esbuild').Plugin} what a page loads later, no first drawing of it needs */
const withoutLaterParts = { name: 'without-later-parts', setup: (build) => build.onResolve({ filter: /^\./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)) };

/**
 * The portal's start page for the server to draw: the same components as the browser's.
 * @param {string} [folder] where it goes
 */
export async function buildFirstPage(folder = dist) {
  await build({ ...AS_SERVER, outdir: folder, entryPoints: [{ in: join(home, 'builder', 'src', 'portal', 'first', 'draw.tsx'), out: 'first-page' }], jsx: 'automatic', loader: { '.css': 'empty' }, define: { 'process.env.NODE_ENV': '"production"' }, plugins: [withoutLaterParts] });
}

async function buildBuilder() {
  const vite = await import('vite');
  // One file for what every page of the designer needs, one for the canvas and one for the icons, which are shown everywhere: not a request for each piece that another page shares.
  const designer = [{ name: 'icons', test: /lucide-react/, priority: 3 }, { name: 'designer', test: /designer\/app\/main\.tsx$/, priority: 2 }, { name: 'canvas', test: /designer\/canvas\/canvas-page\.tsx$/, priority: 1 }];
  // The start page in one file, and in one more what an application, a task or a public form is filled in with.
  const portal = [{ name: 'portal', test: /portal\/main\.tsx$/, priority: 2 }, { name: 'form', test: /portal\/start\/start-page\.tsx$/, priority: 1 }];
  const output = { designer: { codeSplitting: { groups: designer } }, portal: { codeSplitting: { groups: portal } } };
  for (const [index, page] of /** @type {const} */ (['designer', 'portal']).entries()) {
    await vite.build({ configFile: join(home, 'builder', 'vite.config.ts'), logLevel: 'warn', build: { emptyOutDir: index === 0, rolldownOptions: { input: { [page]: join(home, 'builder', `${page}.html`) }, output: output[page] } } });
  }
  await compressFolder(join(dist, 'builder', 'assets'));
}

/** Builds server and pages into `dist/` and records what they were built from. */
export async function buildAll() {
  const hash = sourceHash(home);
  rmSync(join(dist, 'source-hash'), { force: true });
  mkdirSync(dist, { recursive: true });
  await buildServer();
  await buildFirstPage();
  await buildBuilder();
  writeFileSync(join(dist, 'source-hash'), `${hash ?? ''}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
