import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Plugin } from '../../../runtime/nodes/define-node.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { sayBoth } from '../../errors.ts';
import type { PluginPackage } from '../../services/plugins/archive.ts';
import { importPlugin } from '../../services/plugins/load.ts';
import { PLUGIN_KEY, PLUGIN_KEYWORD } from '../../services/plugins/manifest.ts';
import { lintNode, type Finding } from './lint-node.ts';
import { packageBefore, upgradeFindings } from './lint-upgrade.ts';
import { packFolder } from './pack.ts';
import { openFolder, type PackageFolder } from './package-folder.ts';

const error = (where: string, zh: string, en: string): Finding => ({ level: 'error', where, zh, en });
const warning = (where: string, zh: string, en: string): Finding => ({ level: 'warning', where, zh, en });

const HEAVY_BYTES = 2 * 1_048_576;
const KEYS = ['nodes', 'engine', 'scopes'];
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

function manifestFindings({ json, source }: PackageFolder): readonly Finding[] {
  const where = 'package.json';
  const scripts = Object.keys(json['scripts'] ?? {});
  const keywords = Array.isArray(json['keywords']) ? (json['keywords'] as readonly unknown[]) : [];
  const needs = Object.keys(json['dependencies'] ?? {});
  const unknown = Object.keys(json[PLUGIN_KEY] ?? {}).filter((key) => !KEYS.includes(key));
  return [
    ...unknown.map((key) => error(where, `“${PLUGIN_KEY}”里没有“${key}”这个键，只有 ${KEYS.join('、')}`, `“${PLUGIN_KEY}” has no key “${key}”, only ${KEYS.join(', ')}`)),
    ...(keywords.includes(PLUGIN_KEYWORD) ? [] : [warning(where, `keywords 里没有 ${PLUGIN_KEYWORD}，别人搜不到`, `keywords lack ${PLUGIN_KEYWORD}; nobody finds it`)]),
    ...(json['type'] === 'module' ? [] : [error(where, '要写 "type": "module"', 'it needs "type": "module"')]),
    ...(typeof json['license'] === 'string' ? [] : [warning(where, '没有写许可证', 'it names no licence')]),
    ...scripts.filter((name) => INSTALL_SCRIPTS.includes(name)).map((name) => warning(where, `${name} 脚本不会执行`, `its script ${name} is never run`)),
    ...(source === undefined && needs.length > 0 ? [error(where, `${needs.join('、')} 不在包里：用 src/index.ts 编译进来，或不用它们`, `${needs.join(', ')} would be missing: write src/index.ts, which is bundled, or do without`)] : []),
  ];
}

const USES: readonly (readonly [RegExp, string])[] = [
  [/\bdatasets\s*\.\s*(?:query|revision)\b/, 'datasets'], [/\bdatasets\s*\.\s*(?:insert|update|delete)\b/, 'datasets'],
  [/\bhost\s*\.\s*http\b/, 'http'], [/\bhost\s*\.\s*mail\b/, 'mail'], [/\bhost\s*\.\s*notify\b/, 'notify'], [/\bhost\s*\.\s*events\b/, 'events'], [/\bhost\s*\.\s*script\b/, 'script'],
];

/** What the code seems to use and did not ask for, and ways around the host that an administrator should know of. */
function sourceFindings({ files, manifest }: PluginPackage): readonly Finding[] {
  return [...files].filter(([path]) => /\.[cm]?js$/.test(path)).flatMap(([path, bytes]) => {
    const text = bytes.toString('utf8');
    const missing = [...new Set(USES.filter(([use, scope]) => use.test(text) && !Object.hasOwn(manifest.scopes, scope)).map(([, scope]) => scope))];
    const around = ['node:fs', 'node:net', 'node:http', 'node:https', 'node:child_process', 'node:worker_threads', 'node:vm'].filter((module) => text.includes(`'${module}'`) || text.includes(`"${module}"`));
    return [
      ...missing.map((scope) => error(path, `用到了 host.${scope}，scopes 里没有`, `it uses host.${scope}, which is not in scopes`)),
      ...around.map((module) => warning(path, `直接用了 ${module}，绕过了 host：管理员会问为什么`, `it uses ${module} and so goes around the host: an administrator will ask why`)),
    ];
  });
}

/** The package is unpacked and loaded as a server does it, so that what is missing in it shows. */
async function loadPacked({ files, manifest }: PluginPackage): Promise<Plugin> {
  const home = await mkdtemp(join(tmpdir(), 'scenario-studio-lint-'));
  try {
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), bytes);
    }
    return await importPlugin(home, manifest);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Everything the author should mend before anybody else gets the plugin. */
export async function lintFolder(folder: PackageFolder): Promise<readonly Finding[]> {
  const { held, bytes } = await packFolder(folder);
  const plugin = await loadPacked(held);
  createRegistry([...builtIns, ...plugin.nodes]);
  const before = await packageBefore(folder);
  return [
    ...manifestFindings(folder),
    ...(bytes.length > HEAVY_BYTES ? [warning('package', `${Math.round(bytes.length / 1024)} KB，偏大`, `${Math.round(bytes.length / 1024)} KB is a lot`)] : []),
    ...([...held.files.keys()].some((path) => /^readme/i.test(path)) ? [] : [warning('package', '没有 README', 'there is no README')]),
    ...sourceFindings(held),
    ...plugin.nodes.flatMap(lintNode),
    ...(before ? upgradeFindings((await loadPacked(before)).nodes, plugin.nodes, before.manifest.version) : []),
  ];
}

export async function runLint(folder: string, print: (line: string) => void): Promise<number> {
  let found: readonly Finding[];
  try {
    found = await lintFolder(await openFolder(folder));
  } catch (cause) {
    print(`error    package: ${sayBoth(cause)}`);
    print('lint: 1 errors, 0 warnings');
    return 1;
  }
  for (const { level, where, zh, en } of found) print(`${level.padEnd(8)} ${where}: ${zh} / ${en}`);
  const errors = found.filter(({ level }) => level === 'error').length;
  print(`lint: ${errors} errors, ${found.length - errors} warnings`);
  return errors === 0 ? 0 : 1;
}
