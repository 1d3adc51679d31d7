import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OUT, type AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import { readPackage, type PluginPackage } from '../../services/plugins/archive.ts';
import { isOlderVersion } from '../../services/semver.ts';
import type { Finding } from './lint-node.ts';
import type { PackageFolder } from './package-folder.ts';

/** The newest package with a lower version that the author kept in the folder of the plugin. */
export async function packageBefore({ folder, manifest }: PackageFolder): Promise<PluginPackage | null> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const held = await Promise.all(names.map(async (name) => readPackage(await readFile(join(folder, name))).catch(() => null)));
  const older = held.filter((one) => one !== null).filter((one) => one.manifest.name === manifest.name && isOlderVersion(one.manifest.version, manifest.version));
  return older.sort((a, b) => (isOlderVersion(a.manifest.version, b.manifest.version) ? 1 : -1))[0] ?? null;
}

interface ConfigShape {
  readonly properties?: object;
  readonly required?: readonly string[];
}

const idsOf = ({ ports }: AnyNodeType): readonly string[] | null => (typeof ports === 'function' ? null : (ports ?? [OUT]).map(({ id }) => id));

const missing = (from: readonly string[], to: readonly string[]): readonly string[] => from.filter((name) => !to.includes(name));

/** What configurations of before would lose or lack. */
function configChange(before: AnyNodeType, now: AnyNodeType): readonly string[] {
  const [old, fresh] = [before.config as ConfigShape, now.config as ConfigShape];
  const gone = missing(Object.keys(old.properties ?? {}), Object.keys(fresh.properties ?? {}));
  const demanded = missing(fresh.required ?? [], old.required ?? []);
  return [...gone.map((name) => `- ${name}`), ...demanded.map((name) => `+ ${name}`)];
}

/** What `migrate` drops of the example of before; null when it does not take it over. */
function droppedBy(now: AnyNodeType, before: AnyNodeType): readonly string[] | null {
  try {
    return now.migrate?.(before.example as never, before.version).dropped ?? null;
  } catch {
    return null;
  }
}

function problemsOf(before: AnyNodeType, now: AnyNodeType | undefined): readonly (readonly [zh: string, en: string])[] {
  if (!now) return [['新版里没有这个节点了：用它的场景升级时会被拒绝', 'is gone: a studio refuses the upgrade while a published scenario uses it']];
  if (now.version < before.version) return [[`节点版本从 ${before.version} 变小到 ${now.version}`, `its version went down from ${before.version} to ${now.version}`]];
  const ports = missing(idsOf(before) ?? [], idsOf(now) ?? idsOf(before) ?? []);
  const lost = ports.map((id): readonly [string, string] => [`出口“${id}”没有了：从它连出去的场景升级时会被拒绝；请留着它`, `the port “${id}” is gone: a studio refuses the upgrade while a published scenario leaves by it; keep it`]);
  if (now.version === before.version) {
    const changed = configChange(before, now).join(', ');
    return changed === '' ? lost : [...lost, [`配置变了（${changed}），节点的 version 没有提高：提高它并写 migrate`, `its config changed (${changed}) and its version did not: raise it and write migrate`]];
  }
  const dropped = droppedBy(now, before);
  if (dropped === null) return [...lost, [`migrate 接不住版本 ${before.version} 的 example`, `migrate does not take over the example of version ${before.version}`]];
  return dropped.length === 0 ? lost : [...lost, [`migrate 丢掉了 ${dropped.join('、')}`, `migrate drops ${dropped.join(', ')}`]];
}

/** What an upgrade from the package of before would break in scenarios that use its nodes. */
export function upgradeFindings(before: readonly AnyNodeType[], now: readonly AnyNodeType[], version: string): readonly Finding[] {
  return before.flatMap((old) => {
    const same = now.find(({ type, version: at }) => type === old.type && at === old.version);
    const newest = same ?? now.filter(({ type }) => type === old.type).sort((a, b) => b.version - a.version)[0];
    return problemsOf(old, newest).map(([zh, en]): Finding => ({ level: 'error', where: `${old.type}@${old.version} (${version})`, zh, en }));
  });
}
