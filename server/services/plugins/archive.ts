import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { fail } from '../../errors.ts';
import { parseJson } from '../json-scan.ts';
import { entryOf, manifestOf, PLUGIN_KEY, type Manifest } from './manifest.ts';
import { SCOPES, unknownScopes } from './scopes.ts';

/** What a package may be at most: as it comes, unpacked, in files and in the length of a path. */
export const PACKED_MB = 20;
const UNPACKED_MB = 64;
export const MOST_ENTRIES = 2000;
const LONGEST_PATH = 200;

/** npm's own rule for names of packages, without capitals. */
export const PACKAGE_NAME = /^(?:@[a-z0-9][a-z0-9._-]{0,80}\/)?[a-z0-9][a-z0-9._-]{0,80}$/;
export const SEMVER = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,80})?(?:\+[0-9A-Za-z.-]{1,80})?$/;

/** A package that was looked at: nothing of it was written to disk or run. */
export interface PluginPackage {
  readonly manifest: Manifest;
  /** By path below the package, with `/`. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly integrity: string;
}

export const integrityOf = (bytes: Uint8Array): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

const refuse = (entry: string, problemZh: string, problemEn: string): Error => fail('SCN_PLUGIN_ENTRY', { entry: entry.slice(0, 120), problemZh, problemEn });
const wrongManifest = (problemZh: string, problemEn: string): Error => fail('SCN_PLUGIN_MANIFEST', { problemZh, problemEn });

/** Devices of Windows, which are files in every folder. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Where the file lies below the package; null for a folder. @throws SCN_PLUGIN_ENTRY */
function pathOf({ name, type }: Header): string | null {
  if (type !== 'file' && type !== 'directory') throw refuse(name, `是 ${type ?? '?'}，不是普通文件`, `is a ${type ?? '?'}, no plain file`);
  if (name.length > LONGEST_PATH) throw refuse(name, '路径太长', 'has too long a path');
  if (/[\\:\p{Cc}\p{Cf}]/u.test(name)) throw refuse(name, '路径里有不能用的字符', 'has characters in its path that cannot be used');
  const parts = (type === 'directory' ? name.replace(/\/$/, '') : name).split('/');
  if (parts[0] !== 'package') throw refuse(name, '不在 package/ 下', 'is not below package/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.endsWith('.') || part.endsWith(' ') || DEVICE.test(part))) throw refuse(name, '路径不规范', 'has a path that leads elsewhere or means something else on other systems');
  if (type === 'directory') return null;
  if (name.endsWith('.node')) throw refuse(name, '是编译好的本机代码，没法查看', 'is compiled native code, which nobody can look at');
  return parts.slice(1).join('/');
}

/** Two paths that are one file where capitals or accents do not count. */
const sameFile = (path: string): string => path.normalize('NFC').toLowerCase();

async function unzip(bytes: Uint8Array): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: UNPACKED_MB * 1_048_576 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw fail('SCN_PLUGIN_TOO_LARGE', { what: 'tar', limit: `${UNPACKED_MB} MB` });
    throw fail('SCN_PLUGIN_NOT_PACKAGE', { reason: 'gzip' }, error);
  }
}

async function filesOf(tar: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let entries = 0;
  const reader = extract();
  reader.end(tar);
  for await (const entry of reader) {
    entries += 1;
    if (entries > MOST_ENTRIES) throw fail('SCN_PLUGIN_TOO_LARGE', { what: 'entries', limit: `${MOST_ENTRIES}` });
    const path = pathOf(entry.header);
    const parts: Uint8Array[] = [];
    for await (const part of entry) parts.push(part as Uint8Array);
    if (path === null) continue;
    if (path === '') throw refuse(entry.header.name, '没有文件名', 'has no file name');
    if (seen.has(sameFile(path))) throw refuse(path, '出现了两次', 'is there twice');
    seen.add(sameFile(path));
    files.set(path, Buffer.concat(parts));
  }
  for (const path of files.keys()) {
    const folders = path.split('/').slice(0, -1).map((_, index, all) => sameFile(all.slice(0, index + 1).join('/')));
    if (folders.some((folder) => seen.has(folder))) throw refuse(path, '的上一级是一个文件', 'lies below a file');
  }
  return files;
}

/** @throws SCN_PLUGIN_MANIFEST, SCN_PLUGIN_SCOPES, SCN_PLUGIN_ENGINE */
function demandManifest(files: ReadonlyMap<string, Buffer>): Manifest {
  const text = files.get('package.json')?.toString('utf8');
  if (text === undefined) throw wrongManifest('包里没有 package.json', 'there is none');
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    throw wrongManifest('不是有效的 JSON', 'it is no JSON');
  }
  const manifest = manifestOf(parsed, '');
  if (!manifest) throw wrongManifest(`没有“${PLUGIN_KEY}”这一项`, `it has no “${PLUGIN_KEY}”`);
  if (!PACKAGE_NAME.test(manifest.name)) throw wrongManifest('name 不是有效的包名', 'its name is no name of a package');
  if (!SEMVER.test(manifest.version)) throw wrongManifest('version 要写成 1.2.3', 'its version is not like 1.2.3');
  const { nodes, name, scopes } = manifest;
  const entry = typeof nodes === 'string' ? nodes.replace(/^\.\//, '') : '';
  if (!files.has(entry)) throw wrongManifest(`“${PLUGIN_KEY}”.nodes 指的文件不在包里`, `the file that “${PLUGIN_KEY}”.nodes names is not in the package`);
  const unknown = unknownScopes(scopes);
  if (unknown.length > 0) throw fail('SCN_PLUGIN_SCOPES', { plugin: name, scopes: unknown.join(', '), known: Object.keys(SCOPES).join(', ') });
  entryOf(manifest);
  return manifest;
}

/**
 * Looks into a package without writing or running anything of it.
 * @throws SCN_PLUGIN_TOO_LARGE, SCN_PLUGIN_NOT_PACKAGE, SCN_PLUGIN_ENTRY, SCN_PLUGIN_MANIFEST, SCN_PLUGIN_SCOPES, SCN_PLUGIN_ENGINE
 */
export async function readPackage(bytes: Uint8Array): Promise<PluginPackage> {
  if (bytes.length > PACKED_MB * 1_048_576) throw fail('SCN_PLUGIN_TOO_LARGE', { what: '.tgz', limit: `${PACKED_MB} MB` });
  const tar = await unzip(bytes);
  let files: Map<string, Buffer>;
  try {
    files = await filesOf(tar);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SCN_')) throw error;
    throw fail('SCN_PLUGIN_NOT_PACKAGE', { reason: error instanceof Error ? error.message.slice(0, 120) : 'tar' }, error);
  }
  return { manifest: demandManifest(files), files, integrity: integrityOf(bytes) };
}
