import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { fail } from '../../errors.ts';
import { integrityOf, readPackage, type PluginPackage } from '../../services/plugins/archive.ts';
import { buildFolder, openFolder, type PackageFolder } from './package-folder.ts';

const ALWAYS = /^(?:package\.json|readme(?:\..*)?|licen[cs]e(?:\..*)?|notice(?:\..*)?)$/i;
const NEVER: ReadonlySet<string> = new Set(['node_modules', '.git', '.DS_Store']);
/** Before 1980 there are tools that cannot read it. */
const ONE_TIME = new Date('1985-10-26T08:15:00Z');
/** The byte of a gzip header that names the system it was made on; 255 is none. */
const GZIP_SYSTEM = 9;

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const nested = entries.filter(({ name }) => !NEVER.has(name)).map(async (entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
  return (await Promise.all(nested)).flat();
}

/** What goes into the package: what "files" names, and what every package holds. @throws SCN_PLUGIN_MANIFEST */
async function filesOf({ folder, json }: PackageFolder): Promise<string[]> {
  const listed = Array.isArray(json['files']) ? (json['files'] as readonly unknown[]).map(String) : [];
  if (listed.length === 0) throw fail('SCN_PLUGIN_MANIFEST', { problemZh: '没有 files：要写明打包哪些文件', problemEn: 'it has no files: name what goes into the package' });
  const own = (await readdir(folder)).filter((name) => ALWAYS.test(name));
  const all: string[] = own.map((name) => join(folder, name));
  for (const name of listed) {
    const path = join(folder, name);
    try {
      all.push(...(await filesBelow(path).catch(async () => (await readFile(path), [path]))));
    } catch {
      throw fail('SCN_PLUGIN_MANIFEST', { problemZh: `files 里的“${name}”不存在（要写文件或文件夹，不用通配符）`, problemEn: `“${name}” of files is not there (files and folders, no wildcards)` });
    }
  }
  return [...new Set(all)].map((path) => relative(folder, path).split(sep).join('/')).sort();
}

/** The same files give the same bytes, on every system and at any time. */
async function archiveOf(folder: string, paths: readonly string[]): Promise<Buffer> {
  const tar = pack();
  const parts: Buffer[] = [];
  const whole = (async () => {
    for await (const part of tar) parts.push(part as Buffer);
  })();
  for (const path of paths) tar.entry({ name: `package/${path}`, mode: 0o644, mtime: ONE_TIME, uid: 0, gid: 0, uname: '', gname: '' }, await readFile(join(folder, path)));
  tar.finalize();
  await whole;
  const zipped = gzipSync(Buffer.concat(parts), { level: 9 });
  zipped[GZIP_SYSTEM] = 255;
  return zipped;
}

export interface Packed {
  readonly name: string;
  readonly bytes: Buffer;
  readonly integrity: string;
  readonly held: PluginPackage;
}

/** Builds and packs; what comes out was looked at as the server does it. */
export async function packFolder(given: PackageFolder): Promise<Packed> {
  await buildFolder(given);
  const bytes = await archiveOf(given.folder, await filesOf(given));
  const held = await readPackage(bytes);
  const { name, version } = held.manifest;
  return { name: `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`, bytes, integrity: integrityOf(bytes), held };
}

/** @param out the folder it is written to */
export async function runPack(folder: string, out: string, print: (line: string) => void): Promise<number> {
  const { name, bytes, integrity, held } = await packFolder(await openFolder(folder));
  const path = join(out, name);
  await writeFile(path, bytes);
  print(`${path}  ${held.files.size} files, ${bytes.length} bytes`);
  print(integrity);
  return 0;
}
