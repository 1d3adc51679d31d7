import { gzipSync } from 'node:zlib';
import { pluginTgz, tgzOf, type TarEntry } from '../../support/tgz.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';

const send = (ground: Ground, body: Buffer, as = ground.people.admin, headers: Record<string, string> = {}) => ground.send({ method: 'POST', path: '/api/plugins', as, body, headers: { 'content-type': 'application/octet-stream', ...headers } });

async function refused(ground: Ground, bytes: Buffer): Promise<true | string> {
  const began = performance.now();
  const reply = await send(ground, bytes);
  const took = performance.now() - began;
  if (took > 15_000) return `took ${Math.round(took)} ms`;
  // A body that is too large is cut off, which is an answer, too.
  return (reply.status >= 400 && reply.status < 500) || (reply.status === 0 && bytes.length > 20 * 1_048_576) ? true : `${reply.status} ${reply.text.slice(0, 200)}`;
}

const ODD: readonly (readonly [string, TarEntry])[] = [
  ...['../evil.js', 'package/../evil.js', 'package/a/../../evil.js', 'package/./evil.js', 'package//evil.js', '/etc/cron.d/evil', 'evil.js', 'packages/evil.js', 'C:/evil.js', 'package/C:evil.js', 'package\\evil.js', 'package/..\\evil.js', 'package/\u0001.js', 'package/\u202Esj.js', 'package/con', 'package/NUL.js', 'package/a./b.js', 'package/a /b.js', `package/${'a/'.repeat(120)}b.js`, 'package/index.node', 'package/INDEX.JS', 'package/Package.json', 'package/index.js/x.js'].map((name) => [`the path ${JSON.stringify(name.slice(0, 40))}`, { name, text: 'x' }] as const),
  ['a link to a file outside', { name: 'package/l', type: 'symlink', linkname: '/etc/passwd' }], ['a link to a folder outside', { name: 'package/l', type: 'symlink', linkname: '../../..' }], ['a link in place of the code', { name: 'package/index.js', type: 'symlink', linkname: '/tmp/x.js' }], ['a hard link', { name: 'package/l', type: 'link', linkname: '/etc/shadow' }],
  ['a device', { name: 'package/d', type: 'character-device', devmajor: 1, devminor: 1 }], ['a block device', { name: 'package/d', type: 'block-device' }], ['a pipe', { name: 'package/p', type: 'fifo' }], ['the code twice', { name: 'package/index.js', text: 'x' }], ['the manifest twice', { name: 'package/package.json', text: '{}' }],
];

const MANIFESTS: readonly (readonly [string, unknown])[] = [
  ['no key', { name: 'x', version: '1.0.0' }], ['a name that climbs', { name: '../../x', version: '1.0.0' }], ['a name with capitals', { name: 'Evil', version: '1.0.0' }], ['a name of 10,000 letters', { name: 'x'.repeat(10_000), version: '1.0.0' }], ['a name that is a list', { name: ['x'], version: '1.0.0' }], ['a version that is none', { name: 'x', version: '<img src=x>' }],
  ['__proto__ as the name', { name: '__proto__', version: '1.0.0' }], ['code outside', { name: 'x', version: '1.0.0', nodes: '../index.js' }], ['code from the web', { name: 'x', version: '1.0.0', nodes: 'http://127.0.0.1:1/x.js' }], ['code as data', { name: 'x', version: '1.0.0', nodes: 'data:text/javascript,globalThis.x=1' }], ['code that is not there', { name: 'x', version: '1.0.0', nodes: './none.js' }], ['a built-in module as code', { name: 'x', version: '1.0.0', nodes: 'node:fs' }],
  ['a scope nobody knows', { name: 'x', version: '1.0.0', scopes: { everything: true } }], ['a scope called __proto__', JSON.parse('{"name":"x","version":"1.0.0","scopes":{"__proto__":true}}')], ['a scope of another value', { name: 'x', version: '1.0.0', scopes: { datasets: 'admin' } }], ['a scope called constructor', { name: 'x', version: '1.0.0', scopes: { constructor: true } }],
];

function manifestTgz(given: unknown): Promise<Buffer> {
  const { nodes = './index.js', scopes = {}, ...rest } = given as { readonly nodes?: string; readonly scopes?: object };
  const isBare = (given as { readonly version?: string; readonly nodes?: string }).nodes === undefined && Object.keys(given as object).length === 2 && (given as { readonly name?: unknown }).name === 'x';
  return tgzOf([{ name: 'package/package.json', text: JSON.stringify(isBare ? rest : { ...rest, 'scenario-studio': { nodes, engine: '>=1 <2', scopes } }) }, { name: 'package/index.js', text: 'export default { name: "x", nodes: [] };' }]);
}

const BOMBS: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['a file of 1 GB of zeros', async () => gzipSync(Buffer.alloc(256 * 1_048_576))],
  ['21 MB', async () => Buffer.alloc(21 * 1_048_576)],
  ['70 MB unpacked', () => pluginTgz({ more: [{ name: 'package/big', text: Buffer.alloc(70 * 1_048_576) }] })],
  ['5,000 entries', () => pluginTgz({ more: Array.from({ length: 5000 }, (_, at) => ({ name: `package/f${at}`, text: '' })) })],
  ['half an archive', async () => (await pluginTgz()).subarray(0, 200)],
  ['an archive that ends in a file', async () => gzipSync(Buffer.concat([Buffer.alloc(100, 1)]))],
  ['an archive in an archive', async () => gzipSync(await pluginTgz())],
  ['nothing', async () => Buffer.alloc(0)],
  ['a zip', async () => Buffer.from('504b030414000000', 'hex')],
  ['JSON', async () => Buffer.from('{"name":"x"}')],
  ['a size that lies', async () => gzipSync(Buffer.concat([Buffer.from('package/index.js'.padEnd(100, '\0') + '0000644\u00000000000\u00000000000\u000077777777777\u000000000000000\u0000        0', 'latin1'), Buffer.alloc(1000)]))],
  ['JSON of 100,000 depths', () => tgzOf([{ name: 'package/package.json', text: `${'['.repeat(100_000)}${']'.repeat(100_000)}` }])],
];

/** What is taken waits: nobody but an administrator can let it run, and only as it was looked at. */
async function waits(ground: Ground): Promise<readonly Hostile[]> {
  const { text } = await send(ground, await pluginTgz({ name: 'waiting-one', type: 'waiting.one' }));
  const { waiting } = JSON.parse(text) as { readonly waiting: { readonly integrity: string } };
  const approval = { name: 'waiting-one', integrity: waiting.integrity };
  const post = async (as: string | undefined, body: unknown, headers: Record<string, string> = {}): Promise<true | string> => {
    const { status } = await ground.send({ method: 'POST', path: '/api/plugins/approve', body, headers, ...(as === undefined ? {} : { as }) });
    return status >= 400 && status < 500 ? true : `${status}`;
  };
  return [
    { title: 'a designer approves', try: () => post(ground.people.designer, approval) }, { title: 'a user approves', try: () => post(ground.people.user, approval) }, { title: 'nobody approves', try: () => post(undefined, approval) }, { title: 'another site approves', try: () => post(undefined, approval, { cookie: ground.people.admin, origin: 'http://evil.example' }) },
    { title: 'another hash is approved', try: () => post(ground.people.admin, { ...approval, integrity: 'sha512-AAAA' }) }, { title: 'no hash is approved', try: () => post(ground.people.admin, { name: 'waiting-one' }) }, { title: '__proto__ is approved', try: () => post(ground.people.admin, { ...approval, name: '__proto__' }) },
    { title: 'a designer uploads', try: async () => ((await send(ground, await pluginTgz(), ground.people.designer)).status === 403 ? true : 'taken') }, { title: 'a user deletes', try: async () => ((await ground.send({ method: 'DELETE', path: '/api/plugins?name=waiting-one', as: ground.people.user })).status === 403 ? true : 'done') },
    { title: 'its nodes are there already', try: async () => ((await ground.send({ path: '/api/node-types', as: ground.people.admin })).text.includes('waiting.one') ? 'they are' : true) },
  ];
}

export const plugins: AttackClass = {
  name: 'plugins',
  inputs: async (ground, { short }) => {
    const odd = ODD.map(([title, entry]): Hostile => ({ title, try: async () => refused(ground, await pluginTgz({ more: [entry] })) }));
    const manifests = MANIFESTS.map(([title, manifest]): Hostile => ({ title: `a manifest with ${title}`, try: async () => refused(ground, await manifestTgz(manifest)) }));
    const bombs = (short ? BOMBS.slice(3) : BOMBS).map(([title, make]): Hostile => ({ title, try: async () => refused(ground, await make()) }));
    const waiting = await waits(ground);
    ground.unguarded(() => ({ body: { items: [{ type: 'waiting.one' }] } }));
    return [...odd, ...manifests, ...bombs, ...waiting];
  },
};
