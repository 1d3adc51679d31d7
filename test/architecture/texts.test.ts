import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../runtime/schema/text.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'builder/src'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((path) => /\.tsx?$/.test(path) && existsSync(join(ROOT, path)));
const source = new Map(files.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
const textFiles = files.filter((path) => /\bdefineTexts\(/.test(source.get(path) ?? '') && path !== 'builder/src/text/catalogue.ts');

const everything = execFileSync('git', ['grep', '-h', '-o', "'[a-zA-Z-]*'", '--', 'runtime/schema', 'runtime/engine', 'server/api', 'builder/src'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** Source that may read a catalogue: every file that imports it by name, and itself after the definition. */
function readersOf(path: string): string {
  const name = basename(path);
  return [...source].filter(([other, text]) => other === path || text.includes(`/${name}'`)).map(([other, text]) => (other === path ? text.slice(text.lastIndexOf('},\n') + 1) : text)).join('\n');
}

/** Read by name; by a template that begins like it (`op_${kind}`); or, where a catalogue is indexed, by a value that stands in quotes somewhere. */
function isRead(key: string, readers: string): boolean {
  if (new RegExp(`\\.${key.replaceAll(/[^\w]/g, '\\$&')}(?![\\w-])|['"\`]${key.replaceAll(/[^\w-]/g, '\\$&')}['"\`]`).test(readers)) return true;
  const prefix = /^[a-zA-Z]+_/.exec(key)?.[0];
  if (prefix !== undefined && readers.includes(`\`${prefix}\${`)) return true;
  return /\w\[\w/.test(readers) && everything.includes(`'${key}'`);
}

describe('texts', () => {
  it('finds the catalogues', () => {
    expect(textFiles.length).toBeGreaterThan(20);
  });

  it.each(textFiles)('%s has every text in every language, and no text nobody reads', async (path) => {
    const exported = Object.values((await import(join(ROOT, path))) as Record<string, unknown>);
    const catalogues = exported.filter((value): value is Record<(typeof LOCALES)[number], Record<string, unknown>> => typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value);
    const readers = readersOf(path);
    for (const catalogue of catalogues) {
      const keys = Object.keys(catalogue['zh-CN']);
      expect(Object.keys(catalogue.en).sort()).toEqual([...keys].sort());
      expect(keys.filter((key) => LOCALES.some((locale) => catalogue[locale][key] === ''))).toEqual([]);
      const unread = keys.filter((key) => !isRead(key, readers));
      expect(unread).toEqual([]);
    }
  });
});
