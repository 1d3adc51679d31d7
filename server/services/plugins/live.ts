import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import type { Registry } from '../../../runtime/nodes/registry.ts';
import { fail } from '../../errors.ts';
import type { Base } from '../context.ts';
import type { PluginPackage } from './archive.ts';
import { loadPlugins, type LoadedPlugin, type PluginLoad } from './load.ts';
import { listPlugins, openPackage, type StoredPackage } from './packages.ts';

/** The node types of this server; another set of plugins takes their place while it runs. */
export interface LivePlugins extends PluginLoad {
  /** Folders the plugins are imported from, for threads that load them for themselves. */
  readonly folders: () => readonly string[];
  /** Reads what is in the store now. */
  readonly reload: () => Promise<void>;
  /** What a set would be like with this package in the place of the one of its name; nothing changes. */
  readonly tryOut: (name: string, stored: StoredPackage) => Promise<PluginLoad>;
  /** Called after each reload, until the answer is. */
  readonly onReload: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/**
 * Files of approved packages, written anew by every process from bytes whose hash was checked: what somebody does to
 * the files of an earlier one changes nothing.
 */
function createUnpacker() {
  let home: Promise<string> | undefined;
  const done = new Map<string, Promise<string>>();
  const write = async (key: string, { files }: PluginPackage): Promise<string> => {
    home ??= mkdtemp(join(tmpdir(), 'scenario-studio-plugins-'));
    const folder = join(await home, key);
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes, { mode: 0o400 });
    }
    return folder;
  };
  return {
    folderOf: (key: string, read: () => Promise<PluginPackage>): Promise<string> => {
      const known = done.get(key) ?? read().then((held) => write(key, held));
      done.set(key, known);
      known.catch(() => done.delete(key));
      return known;
    },
    close: async () => {
      if (home) await rm(await home, { recursive: true, force: true });
    },
  };
}

interface Found {
  readonly folders: readonly string[];
  /** Packages that must not be loaded, with the reason. */
  readonly refused: readonly LoadedPlugin[];
}

export async function openPlugins(base: Base, builtIns: readonly AnyNodeType[], own: readonly string[]): Promise<LivePlugins> {
  const unpacker = createUnpacker();
  const unpack = (name: string, stored: StoredPackage) => unpacker.folderOf(stored.key, () => openPackage(base, name, stored));

  const approved = async (instead?: { readonly name: string; readonly stored: StoredPackage }): Promise<Found> => {
    const folders: string[] = [];
    const refused: LoadedPlugin[] = [];
    const enabled = (await listPlugins(base)).flatMap(({ id, body }) => (body.enabled && body.current && id !== instead?.name ? [{ name: id, stored: body.current }] : []));
    for (const { name, stored } of [...enabled, ...(instead ? [instead] : [])]) {
      try {
        folders.push(await unpack(name, stored));
      } catch (error) {
        const told = isScenarioError(error) ? error : fail('SCN_PLUGIN_LOAD', { plugin: name, reason: error instanceof Error ? error.message : String(error) }, error);
        refused.push({ name, version: stored.version, path: '', scopes: stored.scopes, nodes: [], error: told });
      }
    }
    return { folders, refused };
  };
  const loadWith = async ({ folders, refused }: Found): Promise<PluginLoad> => {
    const load = await loadPlugins(builtIns, [...own, ...folders]);
    const plugins = [...load.plugins, ...refused];
    for (const { name, path, error } of plugins) if (error) base.log.error({ plugin: name, folder: path, code: error.code, reason: error.message }, 'a plugin was not loaded');
    return { ...load, plugins };
  };

  let found = await approved();
  let now = await loadWith(found);
  let turn: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const registry: Registry = {
    get all() {
      return now.registry.all;
    },
    find: (type, version) => now.registry.find(type, version),
  };
  const reload = async (): Promise<void> => {
    const next = await approved();
    now = await loadWith(next);
    found = next;
    for (const listener of listeners) listener();
  };
  return {
    registry,
    get plugins() {
      return now.plugins;
    },
    get origin() {
      return now.origin;
    },
    folders: () => [...own, ...found.folders],
    reload: () => (turn = turn.then(reload, reload)),
    tryOut: async (name, stored) => loadWith(await approved({ name, stored })),
    onReload: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: unpacker.close,
  };
}
