import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

export interface TarEntry extends Partial<Header> {
  readonly name: string;
  readonly text?: string | Buffer;
}

/** A .tgz of these entries, however odd they are. */
export async function tgzOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  const parts: Buffer[] = [];
  const whole = (async () => {
    for await (const part of tar) parts.push(part as Buffer);
  })();
  for (const { text, ...header } of entries) tar.entry(header, text ?? '');
  tar.finalize();
  await whole;
  return gzipSync(Buffer.concat(parts));
}

export interface PluginShape {
  readonly name?: string;
  readonly version?: string;
  readonly engine?: string;
  readonly scopes?: object;
  readonly nodeVersion?: number;
  readonly type?: string;
  readonly ports?: string;
  readonly run?: string;
  readonly effect?: string;
  readonly migrate?: string;
  readonly more?: readonly TarEntry[];
  readonly code?: string;
}

/** A small plugin with one node that says its version; its parts are JavaScript. */
export function pluginTgz({ name = 'tiny-plugin', version = '1.0.0', engine = '>=1 <2', scopes = {}, nodeVersion = 1, type = 'tiny.say', ports = "[{ id: 'out', title: { 'zh-CN': '好', en: 'Fine' } }]", run = `() => ({ output: { said: '${version}' } })`, effect = "effect: 'read'", migrate = 'undefined', more = [], code }: PluginShape = {}): Promise<Buffer> {
  const manifest = { name, version, description: '说一句', license: 'Apache-2.0', type: 'module', keywords: ['scenario-studio-plugin'], 'scenario-studio': { nodes: './index.js', engine, scopes } };
  const node = `{ type: '${type}', version: ${nodeVersion}, category: 'data', title: { 'zh-CN': '说', en: 'Say' }, summary: { 'zh-CN': '说', en: 'Say' }, icon: 'tag', ${effect},
    config: { type: 'object', properties: { word: { type: 'string', title: '词', 'x-en': { title: 'Word' } } }, additionalProperties: false }, example: {}, output: { type: 'object', properties: { said: { type: 'string' } } }, ports: ${ports}, run: ${run}, migrate: ${migrate} }`;
  return tgzOf([{ name: 'package/package.json', text: JSON.stringify(manifest) }, { name: 'package/index.js', text: code ?? `export default { name: '${name}', nodes: [${node}] };` }, ...more]);
}
