import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isScenarioError } from '../../runtime/errors.ts';
import type { ScenarioError } from '../../runtime/errors.ts';
import type { AnyNodeType, Plugin } from '../../runtime/nodes/define-node.ts';
import { createRegistry } from '../../runtime/nodes/registry.ts';
import type { Registry } from '../../runtime/nodes/registry.ts';
import { fail } from '../errors.ts';
import { satisfies } from './semver.ts';

/** What plugins ask for in `"engine"`; raised when node definitions change shape. */
export const ENGINE_VERSION = '1.0.0';
const LOAD_MS = 10_000;
const KEY = 'scenario-studio';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [KEY]: { readonly nodes?: unknown; readonly engine?: unknown; readonly scopes?: unknown };
}

/** One package that claims to be a plugin, loaded or not. */
export interface LoadedPlugin {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly scopes: Readonly<Record<string, unknown>>;
  readonly nodes: readonly string[];
  readonly error?: ScenarioError;
}

export interface PluginLoad {
  readonly registry: Registry;
  readonly plugins: readonly LoadedPlugin[];
  /** Package name by node type. */
  readonly origin: ReadonlyMap<string, string>;
}

async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Partial<Manifest>;
    return typeof manifest[KEY] === 'object' && manifest[KEY] !== null ? { name: manifest.name ?? folder, version: manifest.version ?? '0.0.0', [KEY]: manifest[KEY] } : null;
  } catch {
    return null;
  }
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => join(folder, entry.name)).sort();
  } catch {
    return [];
  }
}

/** Packages named as dependencies of the package in `home`, so that no whole node_modules is walked at every start. */
async function installed(home: string): Promise<string[]> {
  try {
    const manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
    return Object.keys(manifest.dependencies ?? {}).map((name) => join(home, 'node_modules', name));
  } catch {
    return [];
  }
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LOAD_MS / 1000} s`)), LOAD_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function importPlugin(folder: string, manifest: Manifest): Promise<Plugin> {
  const { nodes, engine } = manifest[KEY];
  const plugin = manifest.name;
  if (typeof nodes !== 'string') throw fail('SCN_PLUGIN_SHAPE', { plugin, reason: '"scenario-studio".nodes' });
  const range = typeof engine === 'string' ? engine : '';
  if (!satisfies(ENGINE_VERSION, range)) throw fail('SCN_PLUGIN_ENGINE', { plugin, range, version: ENGINE_VERSION });
  let loaded: { default?: Partial<Plugin> };
  try {
    loaded = (await withTimeout(import(pathToFileURL(join(folder, nodes)).href))) as { default?: Partial<Plugin> };
  } catch (cause) {
    throw fail('SCN_PLUGIN_LOAD', { plugin, reason: cause instanceof Error ? cause.message.slice(0, 300) : String(cause) }, cause);
  }
  const given = loaded.default;
  if (!given || !Array.isArray(given.nodes)) throw fail('SCN_PLUGIN_SHAPE', { plugin, reason: 'default export' });
  return { name: given.name ?? plugin, nodes: given.nodes };
}

function asPluginError(error: unknown, plugin: string): ScenarioError {
  if (isScenarioError(error) && error.code.startsWith('SCN_PLUGIN_')) return error;
  if (isScenarioError(error, 'SCN_NODE_DUPLICATE_TYPE')) return fail('SCN_PLUGIN_CLASH', { plugin, type: error.details['type'] ?? '' }, error);
  return fail('SCN_PLUGIN_SHAPE', { plugin, reason: error instanceof Error ? error.message : String(error) }, error);
}

/** Folders of packages in the order they are loaded, each once. */
export async function findPlugins(folders: readonly string[], home: string): Promise<string[]> {
  const nested = await Promise.all(folders.map(subfolders));
  return [...new Set([...nested.flat(), ...(await installed(home))])];
}

/**
 * Loads every plugin among `candidates` beside the built-in types. A plugin that cannot be loaded is reported
 * in the list with its error and adds nothing; it never stops the start.
 */
export async function loadPlugins(builtIns: readonly AnyNodeType[], candidates: readonly string[]): Promise<PluginLoad> {
  let types: readonly AnyNodeType[] = builtIns;
  let registry = createRegistry(types);
  const plugins: LoadedPlugin[] = [];
  const origin = new Map<string, string>();
  for (const folder of candidates) {
    const manifest = await readManifest(folder);
    if (!manifest) continue;
    const { scopes } = manifest[KEY];
    const facts = { name: manifest.name, version: manifest.version, path: folder, scopes: typeof scopes === 'object' && scopes !== null ? (scopes as Record<string, unknown>) : {} };
    try {
      const plugin = await importPlugin(folder, manifest);
      const next = [...types, ...plugin.nodes];
      registry = createRegistry(next);
      types = next;
      for (const node of plugin.nodes) origin.set(node.type, manifest.name);
      plugins.push({ ...facts, nodes: plugin.nodes.map((node) => node.type) });
    } catch (error) {
      plugins.push({ ...facts, nodes: [], error: asPluginError(error, manifest.name) });
    }
  }
  return { registry, plugins, origin };
}
