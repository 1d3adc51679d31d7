import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '../../errors.ts';
import { parseJson } from '../../services/json-scan.ts';
import { manifestOf, PLUGIN_KEY, type Manifest } from '../../services/plugins/manifest.ts';

/** A plugin as its author has it: a folder with a package.json of ours. */
export interface PackageFolder {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The package.json whole. */
  readonly json: Readonly<Record<string, unknown>>;
  /** TypeScript that is compiled into the file the manifest names; absent for plain JavaScript. */
  readonly source?: string;
  readonly entry: string;
}

const wrong = (problemZh: string, problemEn: string): Error => fail('SCN_PLUGIN_MANIFEST', { problemZh, problemEn });

/** @throws SCN_PLUGIN_MANIFEST */
export async function openFolder(given: string): Promise<PackageFolder> {
  const folder = resolve(given);
  let text: string;
  try {
    text = await readFile(join(folder, 'package.json'), 'utf8');
  } catch {
    throw wrong(`${folder} 里没有`, `there is none in ${folder}`);
  }
  let json: Readonly<Record<string, unknown>>;
  try {
    json = parseJson(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw wrong('不是有效的 JSON', 'it is no JSON');
  }
  const manifest = manifestOf(json, '');
  if (!manifest || typeof manifest.nodes !== 'string') throw wrong(`没有“${PLUGIN_KEY}”.nodes`, `it has no “${PLUGIN_KEY}”.nodes`);
  const source = join(folder, 'src', 'index.ts');
  return { folder, manifest, json, entry: resolve(folder, manifest.nodes), ...(existsSync(source) ? { source } : {}) };
}

/** Where a tool of the author lies: in the folder of the plugin, else beside the studio. @throws SCN_PLUGIN_TOOL */
export function toolPath(folder: string, tool: string, file: string): string {
  for (const from of [pathToFileURL(join(folder, 'package.json')).href, import.meta.url]) {
    try {
      return join(dirname(createRequire(from).resolve(`${tool}/package.json`)), file);
    } catch {
      // Looked for in the next place.
    }
  }
  throw fail('SCN_PLUGIN_TOOL', { tool });
}

interface BuildFailure {
  readonly errors?: readonly { readonly text: string; readonly location?: { readonly file: string; readonly line: number } | null }[];
}

/** Compiles TypeScript with all it uses into one file, so that the package needs nothing else; plain JavaScript stays as it is. @throws SCN_PLUGIN_TOOL, SCN_PLUGIN_BUILD */
export async function buildFolder({ folder, source, entry, manifest }: PackageFolder): Promise<void> {
  if (source === undefined) return;
  const { build } = (await import(pathToFileURL(toolPath(folder, 'esbuild', 'lib/main.js')).href)) as { readonly build: (options: object) => Promise<unknown> };
  try {
    await build({ absWorkingDir: folder, entryPoints: [source], outfile: entry, bundle: true, platform: 'node', format: 'esm', target: 'node20', charset: 'utf8', logLevel: 'silent' });
  } catch (error) {
    const [first] = (error as BuildFailure).errors ?? [];
    const where = first?.location ? `${first.location.file}:${first.location.line} ` : '';
    throw fail('SCN_PLUGIN_BUILD', { plugin: manifest.name, reason: first ? `${where}${first.text}` : error instanceof Error ? error.message : String(error) }, error);
  }
}
