import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import { fail, isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { saveDraft, SCENARIO } from '../drafts.ts';
import type { LiveReleases } from '../releases.ts';
import { PACKED_MB, readPackage } from './archive.ts';
import type { LivePlugins } from './live.ts';
import type { PluginLoad } from './load.ts';
import { cutNodes, isWhole, migrateNodes, type MovedNode } from './migrate-nodes.ts';
import { dropPackage, findPlugin, keepPackage, PLUGIN, putPlugin, type PluginRecord, type StoredPlugin } from './packages.ts';

export interface PluginBase extends Base {
  readonly load: LivePlugins;
  readonly live: LiveReleases;
  /** False when whoever runs the server does not want it. */
  readonly pluginUpload: boolean;
}

const titleOf = (title: unknown): string => (typeof title === 'string' ? title : ((title as Readonly<Record<string, string>>)['zh-CN'] ?? ''));

function typesIn(scenario: unknown): Set<string> {
  const flows = Object.values(((scenario as { readonly flows?: unknown }).flows ?? {}) as Readonly<Record<string, { readonly nodes?: Readonly<Record<string, { readonly type?: string }>> }>>);
  return new Set(flows.flatMap(({ nodes }) => Object.values(nodes ?? {}).map(({ type }) => type ?? '')));
}

/** Titles of published scenarios that have a node of the plugin. */
export function usersOf({ live }: Pick<PluginBase, 'live'>, nodes: readonly string[]): string[] {
  return live.all().flatMap(({ scenario }) => {
    const types = typesIn(scenario);
    return nodes.some((node) => types.has(node)) ? [titleOf(scenario.title) || scenario.id] : [];
  });
}

function demandUpload({ pluginUpload }: PluginBase): void {
  if (!pluginUpload) throw fail('SCN_PLUGIN_UPLOAD_OFF');
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of content) {
    bytes += part.length;
    if (bytes > PACKED_MB * 1_048_576) throw fail('SCN_PLUGIN_TOO_LARGE', { what: '.tgz', limit: `${PACKED_MB} MB` });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Takes a package in: it is looked at and kept, and nothing of it runs before it is approved. @throws SCN_PLUGIN_* */
export async function uploadPlugin(base: PluginBase, user: User, content: AsyncIterable<Uint8Array>): Promise<StoredPlugin> {
  demandUpload(base);
  const bytes = await bytesOf(content);
  const held = await readPackage(bytes);
  const { name } = held.manifest;
  const found = await findPlugin(base, name);
  const installed = base.load.plugins.some((plugin) => plugin.name === name);
  if (!found?.body.current && installed) throw fail('SCN_PLUGIN_FOLDER', { plugin: name });
  const waiting = await keepPackage(base, user, bytes, held);
  try {
    await putPlugin(base, name, { enabled: found?.body.enabled ?? false, ...(found?.body.current ? { current: found.body.current } : {}), waiting }, found, user.id);
  } catch (error) {
    await dropPackage(base, waiting);
    throw error;
  }
  if (found?.body.waiting) await dropPackage(base, found.body.waiting);
  await audit(base, user.id, 'plugin.upload', name, { version: waiting.version, integrity: waiting.integrity });
  return (await findPlugin(base, name)) as StoredPlugin;
}

const placeOf = ({ flow, node, dropped }: MovedNode): string => JSON.stringify([flow, node, dropped]);

/** What an upgrade would break: nodes of published scenarios that nothing takes over whole, or that lose a port in use. @throws SCN_PLUGIN_UPGRADE */
function demandWholeUpgrade(base: PluginBase, name: string, { registry, origin }: PluginLoad): void {
  const before = new Set(base.load.registry.all.map(({ type }) => type));
  const problems = base.live.all().flatMap(({ scenario }) => {
    const { moved } = migrateNodes(scenario, registry);
    const gone = [...typesIn(scenario)].filter((type) => before.has(type) && !registry.find(type));
    // An edge that was loose before is no work of this one.
    const loose = new Set(cutNodes(scenario, base.load.registry).map(placeOf));
    const cut = cutNodes(scenario, registry).filter((node) => origin.get(node.type) === name && !loose.has(placeOf(node)));
    const broken = [...moved.filter((node) => !isWhole(node)), ...cut];
    const said = [...gone, ...broken.map(({ node, type, from, dropped }) => `${node} (${type}@${from}${dropped.length > 0 ? `: ${dropped.join(', ')}` : ''})`)];
    return said.length === 0 ? [] : [`${titleOf(scenario.title) || scenario.id}: ${said.join(', ')}`];
  });
  if (problems.length > 0) throw fail('SCN_PLUGIN_UPGRADE', { plugin: name, problems: problems.slice(0, 10).join('; ') });
}

/** Drafts get the newest nodes at once, so that their authors see what changed; what loses something is left to them. */
async function migrateDrafts(base: PluginBase, user: User): Promise<number> {
  let count = 0;
  for (const draft of await base.store.documents.list<JsonObject>(SCENARIO)) {
    const { document, moved } = migrateNodes(draft.body, base.load.registry);
    if (!moved.some(isWhole)) continue;
    try {
      await saveDraft(base, draft.id, document, draft.version, user.id);
      count += 1;
    } catch (error) {
      // Saved meanwhile by somebody who works on it: the checker tells them of the older nodes.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
  return count;
}

/**
 * Lets the package run that an administrator looked at. It is loaded for a trial first: what does not load, clashes or
 * would break a published scenario is refused, and what was there before goes on.
 * @throws SCN_PLUGIN_MOVED, SCN_PLUGIN_INTEGRITY, SCN_PLUGIN_LOAD, SCN_PLUGIN_SHAPE, SCN_PLUGIN_CLASH, SCN_PLUGIN_ENGINE, SCN_PLUGIN_UPGRADE
 */
export async function approvePlugin(base: PluginBase, user: User, { name, integrity }: { readonly name: string; readonly integrity: string }): Promise<StoredPlugin> {
  demandUpload(base);
  const found = await findPlugin(base, name);
  const waiting = found?.body.waiting;
  if (!found || waiting?.integrity !== integrity) throw fail('SCN_PLUGIN_MOVED', { plugin: name });
  const trial = await base.load.tryOut(name, waiting);
  const outcome = trial.plugins.find((plugin) => plugin.name === name);
  if (outcome?.error) throw outcome.error;
  demandWholeUpgrade(base, name, trial);
  const current = { ...waiting, approvedBy: user.id, approvedAt: base.now().toISOString() };
  await putPlugin(base, name, { enabled: true, current }, found, user.id);
  await audit(base, user.id, 'plugin.approve', name, { version: current.version, integrity, scopes: Object.keys(current.scopes), ...(found.body.current ? { from: found.body.current.version } : {}) });
  await base.load.reload();
  if (found.body.current) {
    await dropPackage(base, found.body.current);
    const drafts = await migrateDrafts(base, user);
    if (drafts > 0) await audit(base, user.id, 'plugin.migrate', name, { version: current.version, drafts });
  }
  return (await findPlugin(base, name)) as StoredPlugin;
}

/** @throws SCN_API_NOT_FOUND */
async function demandPlugin(base: PluginBase, name: string): Promise<StoredPlugin> {
  const found = await findPlugin(base, name);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: name });
  return found;
}

/** Puts away a package that was not approved. @throws SCN_API_NOT_FOUND, SCN_PLUGIN_MOVED */
export async function discardPlugin(base: PluginBase, user: User, name: string): Promise<void> {
  const found = await demandPlugin(base, name);
  const { waiting, ...rest } = found.body;
  if (!waiting) throw fail('SCN_PLUGIN_MOVED', { plugin: name });
  if (rest.current) await putPlugin(base, name, rest, found, user.id);
  else await base.store.documents.delete(PLUGIN, name, { expectedVersion: found.version, by: user.id });
  await dropPackage(base, waiting);
  await audit(base, user.id, 'plugin.discard', name, { version: waiting.version });
}

/** Its nodes come or go at once; runs at one of them wait for it. @throws SCN_API_NOT_FOUND, SCN_PLUGIN_MOVED */
export async function switchPlugin(base: PluginBase, user: User, name: string, enabled: boolean): Promise<StoredPlugin> {
  if (enabled) demandUpload(base);
  const found = await demandPlugin(base, name);
  if (!found.body.current) throw fail('SCN_PLUGIN_MOVED', { plugin: name });
  if (found.body.enabled === enabled) return found;
  await putPlugin(base, name, { ...found.body, enabled } satisfies PluginRecord, found, user.id);
  await audit(base, user.id, enabled ? 'plugin.enable' : 'plugin.disable', name, { version: found.body.current.version });
  await base.load.reload();
  return demandPlugin(base, name);
}

/** Which nodes a stored package brings, also while it is switched off or does not load. */
async function nodesOf(base: PluginBase, found: StoredPlugin): Promise<readonly string[]> {
  const loaded = base.load.plugins.find((plugin) => plugin.name === found.id);
  if (loaded && !loaded.error) return loaded.nodes;
  if (!found.body.current) return [];
  const trial = await base.load.tryOut(found.id, found.body.current);
  return trial.plugins.find((plugin) => plugin.name === found.id)?.nodes ?? [];
}

/** @throws SCN_API_NOT_FOUND, SCN_PLUGIN_IN_USE with the scenarios, SCN_PLUGIN_MOVED */
export async function removePlugin(base: PluginBase, user: User, name: string): Promise<void> {
  const found = await demandPlugin(base, name);
  const scenarios = usersOf(base, await nodesOf(base, found));
  if (scenarios.length > 0) throw fail('SCN_PLUGIN_IN_USE', { plugin: name, scenarios: scenarios.join('、') });
  await base.store.documents.delete(PLUGIN, name, { expectedVersion: found.version, by: user.id });
  const { current, waiting } = found.body;
  await audit(base, user.id, 'plugin.remove', name, { version: (current ?? waiting)?.version ?? '' });
  await base.load.reload();
  for (const stored of [current, waiting]) if (stored) await dropPackage(base, stored);
}

