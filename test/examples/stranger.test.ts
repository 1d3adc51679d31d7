import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PluginItem } from '../../server/api/plugins.ts';
import type { NodeTypeItem } from '../../server/api/scenario.ts';
import { startChild } from '../bench/child.ts';
import { installPacked, say, startPacked, type PackedStudio, type Said, type Shop } from '../support/packed-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The product as it is packed, in a folder outside of the repository, and what somebody does there who knows its README only. */
let where: Awaited<ReturnType<typeof temporaryFolder>>;
let shop: Shop;
let studio: PackedStudio;
let mine: string;

/** What a new plugin and the client name as theirs to install. */
const LENT = ['@types/node', 'esbuild', 'typescript', 'vitest', 'openapi-fetch', 'openapi-typescript'];
const SLUGS = ['epcis-scan', 'fhir-report', 'id-check', 'project-similarity', 'road-distance'];
/** What a run with the example of each node must give. */
const WANTED: Readonly<Record<string, string>> = { 'epcis-scan': '"serial":"7"', 'fhir-report': '"final":true', 'id-check': '"birth_date":"1949-12-31"', 'project-similarity': '"text":"建设全市统一的检验检查结果互认平台"', 'road-distance': '"straight_km":31.' };
const PATIENCE = { timeout: 60_000, interval: 50 };

beforeAll(async () => {
  where = await temporaryFolder();
  shop = await installPacked(where.path, LENT);
  studio = await startPacked(shop);
}, 240_000);
afterAll(async () => {
  await studio.server.stop();
  await where.remove();
});

const nodeTypes = async () => (await studio.send<{ items: NodeTypeItem[] }>('GET', '/api/node-types')).body.items.filter(({ plugin }) => plugin);
const plugin = (step: string, folder: string) => shop.studio(['plugin', step, '.'], folder);
/** What a command said, once it went well. */
const well = ({ code, text }: Said): string => (code === 0 ? text : `ended with ${code}: ${text}`);

async function install(folder: string): Promise<PluginItem> {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  const { body } = await studio.send<PluginItem>('POST', '/api/plugins', readFileSync(join(folder, file)));
  return (await studio.send<PluginItem>('POST', '/api/plugins/approve', { name: body.name, integrity: body.waiting?.integrity })).body;
}

/** A form, the node with its example, and a page behind each of its ports. */
function scenarioWith(id: string, { type, version, example, ports }: NodeTypeItem) {
  const page = { type: 'output.page', title: '结果', config: { text: 'done' } };
  const ends = ports.map((port, at) => [`end${at}`, `step.${port.id}`] as const);
  return {
    format: 1, id, title: id, purpose: '试插件', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {}, texts: { done: { 'zh-CN': '好了', en: 'Done' } },
    flows: {
      main: {
        nodes: { ask: { type: 'start.form', title: '开始', config: { fields: [] } }, step: { type, version, title: '试', config: example }, ...Object.fromEntries(ends.map(([end]) => [end, page])) },
        edges: { e: ['ask.out', 'step'], ...Object.fromEntries(ends.map(([end, from]) => [`to-${end}`, [from, end]])) },
      },
    },
  };
}

/** Publishes a scenario with the node and runs it. @returns how it ended, and all that is on record of it */
async function use(id: string, type: NodeTypeItem): Promise<{ readonly status: string; readonly record: string }> {
  await studio.send('POST', '/api/scenarios', { scenario: scenarioWith(id, type) });
  const published = await studio.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });
  if (published.status !== 201) return { status: 'not published', record: JSON.stringify(published.body) };
  const { body } = await studio.send<{ runId: string; status: string }>('POST', `/api/apps/${id}`, {});
  const read = await studio.send('GET', `/api/runs/${body.runId}`);
  return { status: body.status, record: JSON.stringify(read.body) };
}

describe('the packed product', () => {
  it('carries what is needed to run, and nothing else', () => {
    const parts = [...new Set(shop.files.map((path) => path.split('/').slice(0, path.startsWith('dist/') || path.startsWith('server/') ? 2 : 1).join('/')))].sort();
    expect(parts).toEqual([
      'LICENSE', 'README.md', 'dist/builder', 'dist/cli.mjs', 'dist/first-page.mjs', 'dist/fonts', 'dist/paper.mjs', 'dist/script.mjs', 'dist/server.cjs', 'dist/server.mjs', 'dist/server.v8', 'dist/source-hash', 'dist/static', 'dist/worker.mjs', 'examples', 'package.json',
      'server/NOTICE', 'server/build', 'server/cli', 'server/start.js', 'server/studio.js', 'templates',
    ]);
    expect(shop.files.filter((path) => /\.map$|\.tsx?$/.test(path) && !path.startsWith('examples/'))).toEqual([]);
    expect(shop.bytes).toBeLessThan(30_000_000);
  });

  it('serves designer, portal and templates, and keeps its data where it was started', async () => {
    for (const page of ['studio', 'portal', 'documentation/static/index.html']) {
      const answer = await fetch(`${studio.url}/${page}/`.replace('.html/', '.html'));
      const [, script] = / src="(\/assets\/[^"]+)"/.exec(await answer.text()) ?? [];
      expect([page, answer.status, script === undefined ? 200 : (await fetch(studio.url + script)).status]).toEqual([page, 200, 200]);
    }
    expect((await studio.send<string>('GET', '/portal/')).body).toContain('您要办什么事？');
    const templates = await studio.send<{ items: unknown[] }>('GET', '/api/templates');
    expect(templates.body.items.length).toBe(readdirSync(join(shop.product, 'templates'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).length);
    expect(readdirSync(shop.folder)).toContain('.data');
  });

  it('says what it can do, and what is wrong with a command', async () => {
    const [help, wrong, options, misspelt] = await Promise.all([shop.studio(['help']), shop.studio(['polish']), shop.studio(['start', '--help']), shop.studio(['start', '--prot', '1'])]);
    expect([help.code, wrong.code, options.code, misspelt.code]).toEqual([0, 2, 0, 1]);
    expect([help.text, wrong.text, options.text, misspelt.text]).toEqual([/create-plugin NAME/, /no command “polish”/, /--port 4600/, /'--prot'[\s\S]*--port 4600/].map((words) => expect.stringMatching(words) as string));
  });
});

describe('a plugin of one’s own', () => {
  it('is made in a new folder, and compiles, lints and tests as it is', async () => {
    mine = join(shop.folder, 'my-node');
    expect(well(await shop.studio(['create-plugin', 'my-node']))).toContain('npm run dev');
    expect(await shop.studio(['create-plugin', 'my-node'])).toMatchObject({ code: 1, text: expect.stringContaining('SCN_PLUGIN_NEW') as string });
    const [types, lint, test] = await Promise.all([say(process.execPath, [join(shop.folder, 'node_modules/typescript/bin/tsc'), '-p', mine], mine), plugin('lint', mine), plugin('test', mine)]);
    expect([well(types), well(lint), well(test)]).toEqual(['', 'lint: 0 errors, 0 warnings\n', expect.stringContaining('5 passed') as string]);
  }, 60_000);

  it('comes into the running studio by dev, again after every change, and survives mistakes', async () => {
    const dev = startChild(process.execPath, [shop.bin, 'plugin', 'dev', '.', '--studio', studio.url], studio.administrator, mine);
    const titled = (title: string) => vi.waitFor(async () => expect((await nodeTypes()).map(({ title: { en } }) => en)).toEqual([title]), PATIENCE);
    const told = (words: string) => vi.waitFor(() => expect(dev.output()).toContain(words), PATIENCE);
    const source = join(mine, 'src', 'index.ts');
    const text = readFileSync(source, 'utf8');
    await titled('Mask');
    await told('Ctrl+C');
    writeFileSync(source, `throw new Error('not yet');\n${text}`);
    await told('SCN_PLUGIN_LOAD');
    writeFileSync(source, `${text}\nconst = ;`);
    await told('SCN_PLUGIN_BUILD');
    await titled('Mask');
    writeFileSync(source, text.replace("en: 'Mask'", "en: 'Cover'"));
    await titled('Cover');
    dev.process.kill('SIGINT');
    await vi.waitFor(() => expect(dev.process.exitCode).toBe(0), PATIENCE);
  }, 120_000);

  it('is packed, uploaded, approved and used, and lint holds the next version against it', async () => {
    expect(well(await plugin('pack', mine))).toMatch(/my-node-1\.0\.0\.tgz {2}3 files.*\nsha512-/);
    expect(await install(mine)).toMatchObject({ status: 'loaded', version: '1.0.0', nodes: ['my-node.mask'] });
    const [type] = await nodeTypes();
    expect(type && (await use('mine', type))).toMatchObject({ status: 'completed', record: expect.stringContaining('138****8000') as string });
    const edit = (file: string, from: string | RegExp, to: string) => writeFileSync(join(mine, file), readFileSync(join(mine, file), 'utf8').replace(from, to));
    edit('package.json', '"1.0.0"', '"1.1.0"');
    edit('src/index.ts', /id: 'out', title/, "id: 'on', title");
    expect(await plugin('lint', mine)).toMatchObject({ code: 1, text: expect.stringContaining('the port “out” is gone') as string });
  }, 60_000);
});

describe.each(SLUGS)('the example %s', (slug) => {
  it('lints without a word, passes its own tests, and is packed, uploaded, approved, published in a scenario and run', async () => {
    const folder = join(shop.folder, slug);
    cpSync(join(shop.product, 'examples', 'plugins', slug), folder, { recursive: true });
    const [lint, test, pack] = await Promise.all([plugin('lint', folder), plugin('test', folder), plugin('pack', folder)]);
    expect([well(lint), well(test)]).toEqual(['lint: 0 errors, 0 warnings\n', expect.stringContaining('passed') as string]);
    const installed = await install(folder);
    expect([well(pack), installed.status]).toEqual([expect.stringContaining(installed.integrity ?? '?') as string, 'loaded']);
    const type = (await nodeTypes()).find((item) => item.plugin?.endsWith(slug));
    expect(type && (await use(slug, type))).toMatchObject({ status: 'completed', record: expect.stringContaining(WANTED[slug] ?? '?') as string });
  }, 120_000);
});

/** A program as a stranger writes it with the client: one step of its own, and a refusal. */
const PROGRAM = `import { createStudioClient, StudioError } from './client.ts';
const [url = '', key = ''] = process.argv.slice(2);
const studio = createStudioClient({ url, key, language: 'en' });
const { data } = await studio.POST('/api/apps/id-check', { body: {} });
const status: string | undefined = data?.status;
const refused = await studio.POST('/api/apps/road-distance', { body: {} }).catch((error: unknown) => (error instanceof StudioError ? error.problem.code : 'other'));
console.log(status, refused);
`;

describe('the client', () => {
  it('is made anew from this server, compiled, and used in a program', async () => {
    const folder = join(shop.folder, 'client');
    cpSync(join(shop.product, 'examples', 'clients', 'typescript'), folder, { recursive: true });
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify((await studio.send('GET', '/api/openapi')).body));
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
    // Its scripts as `npm run` reads them, with the tools that are lent.
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<'build' | 'types', string>> };
    const run = (script: string, file: string) => say(process.execPath, [join(shop.folder, 'node_modules', file), ...script.split(' ').slice(1)], folder);
    expect((await run(scripts.types, 'openapi-typescript/bin/cli.js')).code).toBe(0);
    expect(well(await run(scripts.build, 'typescript/bin/tsc'))).toBe('');
    const key = await studio.send<{ token: string }>('POST', '/api/keys', { title: '程序', apps: ['id-check'], duties: [], unit: { id: 'H002', name: '富春医院' }, days: 30 });
    expect(await say(process.execPath, [join(folder, 'out', 'program.js'), studio.url, key.body.token], folder)).toEqual({ code: 0, text: expect.stringMatching(/^completed SCN_/) as string });
  }, 60_000);
});
