import type { Locale } from '../../../runtime/schema/text.ts';
import type { PluginItem } from '../../api/plugins.ts';
import { describe } from '../../errors.ts';
import { isOlderVersion } from '../semver.ts';
import { usersOf, type PluginBase } from './install.ts';
import type { LoadedPlugin } from './load.ts';
import { listPlugins, type StoredPackage, type StoredPlugin } from './packages.ts';
import { scopeWords, type Scopes } from './scopes.ts';

const scopesOf = (scopes: Scopes): PluginItem['scopes'] => Object.entries(scopes).map(([scope, value]) => ({ scope, words: scopeWords(scope, value) }));

function errorOf({ error }: LoadedPlugin, locale: Locale): Pick<PluginItem, 'error'> {
  if (!error) return {};
  const { detail, hint } = describe(error, locale);
  return { error: { code: error.code, message: detail, ...(hint ? { hint } : {}) } };
}

function packageOf({ version, description, license, scopes, integrity, bytes, files, by, at }: StoredPackage): NonNullable<PluginItem['waiting']> {
  return { version, description, license, scopes: scopesOf(scopes), integrity, bytes, files, by, at };
}

function storedItem({ id, body: { current, waiting, enabled } }: StoredPlugin, loaded: LoadedPlugin | undefined, locale: Locale): Omit<PluginItem, 'usedBy'> {
  const shown = current ?? waiting;
  const status = !current ? 'waiting' : !enabled ? 'off' : loaded && !loaded.error ? 'loaded' : 'failed';
  return {
    name: id, version: shown?.version ?? '', source: 'upload', status, nodes: [...(loaded?.nodes ?? [])], scopes: scopesOf(shown?.scopes ?? {}), ...(loaded ? errorOf(loaded, locale) : {}),
    ...(current ? { integrity: current.integrity, approved: { by: current.approvedBy, at: current.approvedAt } } : {}), ...(waiting ? { waiting: { ...packageOf(waiting), ...(current && isOlderVersion(waiting.version, current.version) ? { older: true } : {}) } } : {}),
  };
}

function folderItem(plugin: LoadedPlugin, locale: Locale): Omit<PluginItem, 'usedBy'> {
  const { name, version, path, nodes, scopes } = plugin;
  return { name, version, source: 'folder', status: plugin.error ? 'failed' : 'loaded', nodes: [...nodes], scopes: scopesOf(scopes), path, ...errorOf(plugin, locale) };
}

/** Every plugin of this server, those in its folder first. @param names whom an id stands for; without it nobody is told who uses and who approved a plugin */
export async function pluginItems(base: PluginBase, locale: Locale, names?: (id: string) => string): Promise<PluginItem[]> {
  const stored = await listPlugins(base);
  const uploaded = new Set(stored.filter(({ body }) => body.current).map(({ id }) => id));
  const own = base.load.plugins.filter(({ name }) => !uploaded.has(name)).map((plugin) => folderItem(plugin, locale));
  const taken = stored.map((found) => storedItem(found, base.load.plugins.find(({ name }) => name === found.id), locale));
  return [...own, ...taken].map(({ approved, waiting, ...item }) => ({
    ...item,
    usedBy: names ? usersOf(base, item.nodes) : [],
    ...(approved && names ? { approved: { by: names(approved.by), at: approved.at } } : {}),
    ...(waiting && names ? { waiting: { ...waiting, by: names(waiting.by) } } : {}),
  }));
}
