import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ICON_NAMES as DRAWN } from '../../../builder/src/ui/icon.tsx';
import type { AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import { runCreatePlugin, runPluginCommand } from '../../../server/cli/plugin.ts';
import { ICON_NAMES } from '../../../server/cli/plugin/icon-names.ts';
import { lintNode } from '../../../server/cli/plugin/lint-node.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createPlugin, printed, ROOT } from './plugin-folder.ts';

const plugin = (...args: readonly string[]) => printed((print) => runPluginCommand(ROOT, args, print));
const packed = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.tgz')).map((name) => readFileSync(join(folder, name)));

describe('whoever writes a plugin', () => {
  it('says that a test failed', async () => {
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'failing', { 'test/mask.test.ts': "import { expect, it } from 'vitest';\nit('fails', () => expect(1).toBe(2));\n" });
      expect((await plugin('test', folder)).code).toBe(1);
    });
  }, 60_000);

  it('packs the same bytes whenever it is packed', async () => {
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'twice');
      const first = await plugin('pack', folder, '--out', where);
      const [before] = packed(where);
      await utimes(join(folder, 'package.json'), new Date(0), new Date(1_000_000));
      const second = await plugin('pack', folder, '--out', where);
      expect([first.code, second.lines[1], first.lines[1]?.startsWith('sha512-')]).toEqual([0, first.lines[1], true]);
      expect(packed(where)[0]?.equals(before as Buffer)).toBe(true);
    });
  });

  it('is told what it could have asked for', async () => {
    expect([await runCreatePlugin(ROOT, []), (await plugin('polish', '.')).code, (await plugin('lint')).code, (await plugin('lint', 'nowhere')).code, (await plugin('pack', 'nowhere')).code]).toEqual([2, 2, 2, 1, 1]);
  });

  it.each(['Upper', '-x', 'a b', '../..'])('makes nothing of the name “%s”', async (name) => {
    await withTemporaryFolder(async (where) => {
      expect(await runCreatePlugin(ROOT, [join(where, 'x', name)])).toBe(1);
    });
  });

  it('writes into no folder that has something in it', async () => {
    await withTemporaryFolder(async (where) => {
      writeFileSync(join(where, 'mine.txt'), 'mine');
      await createPlugin(where, 'there');
      expect(await runCreatePlugin(ROOT, [join(where, 'there')])).toBe(1);
    });
  });
});

async function lintOf(change: (text: string) => string, file = 'src/index.ts'): Promise<{ readonly code: number; readonly said: string }> {
  let answer = { code: -1, said: '' };
  await withTemporaryFolder(async (where) => {
    const folder = await createPlugin(where, 'broken');
    const text = await readFile(join(folder, file), 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(join(folder, file), change(text));
    const { code, lines } = await plugin('lint', folder);
    answer = { code, said: lines.slice(0, -1).join('\n') };
  });
  return answer;
}

describe('plugin lint', () => {
  it.each<[string, RegExp, (text: string) => string, string?]>([
    ['a title without Chinese', /zh-CN of title is not Chinese/, (text) => text.replace("'打码'", "'Mask'")],
    ['a summary without English', /en of summary is not English/, (text) => text.replace("en: 'Replace the middle of a text by stars, such as of a phone number'", "en: ''")],
    ['a property without English', /\/text lacks title or x-en.title/, (text) => text.replace("...words('文字', 'Text')", "title: '文字'")],
    ['two ports of one name', /two ports have one id/, (text) => text.replace("id: 'short'", "id: 'out'")],
    ['a version without migrate', /version 3 has no migrate/, (text) => text.replace('version: 2', 'version: 3').replace(/ {2}\/\*\* Version 1[\s\S]*?\n {2}\},\n/, '')],
    ['a migrate that gives nothing', /migrate must return/, (text) => text.replace('if (from !== 1) return { config, dropped: [] };', 'if (from === 1) return {} as never;')],
    ['an example that does not fit', /example does not fit config/, (text) => text.replace("example: { text: '\"13800138000\"'", "example: { text: 5 as never")],
    ['a config that takes anything', /additionalProperties: false/, (text) => text.replace("required: ['text'],\n    additionalProperties: false", "required: ['text']")],
    ['a write without repeat', /needs repeat/, (text) => text.replace("effect: 'pure'", "effect: 'write'")],
    ['a part that is misspelt', /no part “keyword”/, (text) => text.replace('keywords:', 'keyword:')],
    ['a host that was not asked for', /uses host.http, which is not in scopes/, (text) => text.replace('run({ config, input }) {', "run({ config, input, host }) {\n    void host.http;")],
    ['a type of somebody else', /SCN_NODE_DUPLICATE_TYPE|exists already|data\.query/, (text) => text.replace("'broken.mask'", "'data.query'").replace('version: 2', 'version: 1')],
    ['code that does not compile', /SCN_PLUGIN_BUILD/, (text) => `${text}\nconst = ;\n`],
    ['a scope that does not exist', /SCN_PLUGIN_SCOPES/, (text) => text.replace('"scopes": {}', '"scopes": { "everything": true }'), 'package.json'],
    ['a key that is misspelt', /no key “scope”/, (text) => text.replace('"scopes": {}', '"scope": {}'), 'package.json'],
    ['an engine that is not this one', /SCN_PLUGIN_ENGINE/, (text) => text.replace('>=1 <2', '>=9'), 'package.json'],
    ['a file that is not there', /“nothing” of files is not there/, (text) => text.replace('["dist"]', '["dist", "nothing"]'), 'package.json'],
    ['a name nobody can publish', /SCN_PLUGIN_MANIFEST/, (text) => text.replace('scenario-studio-plugin-broken', 'Big Name'), 'package.json'],
    ['a version that is none', /SCN_PLUGIN_MANIFEST/, (text) => text.replace('1.0.0', 'newest'), 'package.json'],
  ])('finds %s', async (_title, pattern, change, file) => {
    const { code, said } = await lintOf(change, file);
    expect([code, pattern.test(said) ? 'found' : said]).toEqual([1, 'found']);
  });

  it.each<[string, RegExp, (text: string) => string, string?]>([
    ['an icon that is not drawn', /no icon “unicorn”/, (text) => text.replace("icon: 'shield'", "icon: 'unicorn'")],
    ['a way around the host', /node:fs and so goes around the host/, (text) => `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n${text}`],
    ['a script that would never run', /postinstall is never run/, (text) => text.replace('"lint":', '"postinstall": "echo",\n    "lint":'), 'package.json'],
    ['a missing keyword', /keywords lack/, (text) => text.replace('"scenario-studio-plugin"]', '"x"]'), 'package.json'],
  ])('warns of %s', async (_title, pattern, change, file) => {
    const { code, said } = await lintOf(change, file);
    expect([code, pattern.test(said) ? 'found' : said]).toEqual([0, 'found']);
  });

  it.each<[string, RegExp, (text: string) => string]>([
    ['a port that is gone', /the port “short” is gone/, (text) => text.replace(/ {4}\{ id: 'short'.*\n/, '').replace("masked.short ? 'short' : 'out'", "'out'")],
    ['a config that changed under its version', /\(- keepEnd\) and its version did not/, (text) => text.replace(/ {6}keepEnd: \{ type.*\n/, '').replace(', keepEnd: 4 }', ' }')],
    ['a migrate that drops something', /migrate drops keepEnd/, (text) => text.replace('version: 2', 'version: 3').replace("if (from !== 1) return { config, dropped: [] }", "if (from !== 1) return { config, dropped: ['keepEnd'] }")],
    ['a version that went down', /its version went down from 2 to 1/, (text) => text.replace('version: 2', 'version: 1')],
    ['a node that is gone', /later\.mask@2 \(1\.0\.0\):.* is gone: a studio refuses/, (text) => text.replace("type: 'later.mask'", "type: 'other.mask'")],
  ])('finds %s since the package of before', async (_title, pattern, change) => {
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'later');
      await plugin('pack', folder, '--out', folder);
      const edit = async (file: string, how: (text: string) => string) => {
        const text = await readFile(join(folder, file), 'utf8');
        expect(how(text)).not.toBe(text);
        await writeFile(join(folder, file), how(text));
      };
      await edit('package.json', (text) => text.replace('"1.0.0"', '"1.1.0"'));
      expect((await plugin('lint', folder)).lines).toEqual(['lint: 0 errors, 0 warnings']);
      await edit('src/index.ts', change);
      expect((await plugin('lint', folder)).lines.slice(0, -1).join('\n')).toMatch(pattern);
    });
  });

  it('finds a function that fails for the example', () => {
    const node = { type: 'a.b', version: 1, category: 'data', title: { 'zh-CN': '甲', en: 'A' }, summary: { 'zh-CN': '乙', en: 'B' }, help: { 'zh-CN': '丙', en: 'C' }, icon: 'tag', config: { type: 'object', properties: {}, additionalProperties: false }, example: {}, effect: 'pure', run: () => ({ output: null }), output: {} };
    const broken = { ...node, ports: () => { throw new Error('no'); }, output: () => { throw new Error('no'); } };
    expect([lintNode(node as unknown as AnyNodeType), lintNode(broken as unknown as AnyNodeType).map(({ en }) => en)]).toEqual([[], ['ports() fails for the example: Error: no', 'output() fails for the example: Error: no']]);
  });

  it('knows the drawings of the designer', () => {
    expect([...ICON_NAMES].sort()).toEqual([...DRAWN].sort());
  });
});
