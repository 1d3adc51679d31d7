import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { ScenarioError } from '../../../runtime/errors.ts';
import type { AnyNodeType, Plugin } from '../../../runtime/nodes/define-node.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Registry } from '../../../runtime/nodes/registry.ts';
import { fail, fillText } from '../../errors.ts';
import { entryOf, readManifest, type Manifest } from './manifest.ts';
import { limitNode } from './scopes.ts';

const LOAD_MS = 10_000;

declare global {
  interface ImportMeta {
    /** Given to the built server, which runs from a compiled form and cannot load modules of itself. */
    readonly load?: (address: string) => Promise<unknown>;
  }
}
const load = import.meta.load ?? ((address: string): Promise<unknown> => import(address));

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

/** @throws SCN_PLUGIN_SHAPE, SCN_PLUGIN_ENGINE, SCN_PLUGIN_LOAD */
export async function importPlugin(folder: string, manifest: Manifest): Promise<Plugin> {
  const plugin = manifest.name;
  const entry = entryOf(manifest);
  let loaded: { default?: Partial<Plugin> };
  try {
    loaded = (await withTimeout(load(pathToFileURL(join(folder, entry)).href))) as { default?: Partial<Plugin> };
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
  if (isScenarioError(error, 'SCN_NODE_BAD_DEFINITION')) return fail('SCN_PLUGIN_SHAPE', { plugin, reason: fillText('{type}: {problem}', error.details) }, error);
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
    const { name, version, scopes } = manifest;
    const facts = { name, version, path: folder, scopes };
    try {
      const plugin = await importPlugin(folder, manifest);
      // Looked at before they are changed: a stranger's nodes may be anything.
      createRegistry([...types, ...plugin.nodes]);
      const next = [...types, ...plugin.nodes.map((node) => limitNode(node, scopes, name))];
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
