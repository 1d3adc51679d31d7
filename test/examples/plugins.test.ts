import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AnyNodeType } from '../../runtime/nodes/define-node.ts';
import type { PluginItem } from '../../server/api/plugins.ts';
import { runPluginCommand } from '../../server/cli/plugin.ts';
import { createTestStudio, HOST, ORIGIN, type TestStudio } from '../server/support/studio.ts';
import { printed, ROOT } from '../server/plugins/plugin-folder.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const HOME = join(ROOT, 'examples', 'plugins');
const SLUGS = readdirSync(HOME).sort();

/** What a run with the example of each node must give. */
const WANTED: Readonly<Record<string, string>> = { 'epcis-scan': '"serial":"7"', 'fhir-report': '"final":true', 'id-check': '"birth_date":"1949-12-31"', 'project-similarity': '"text":"建设全市统一的检验检查结果互认平台"', 'road-distance': '"straight_km":31.' };

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
}, 60_000);
afterAll(() => studio.close());

/** A form, the node with its example, and a page behind each of its ports. */
function scenarioWith(id: string, { type, version, example, ports }: { readonly type: string; readonly version: number; readonly example: unknown; readonly ports: readonly { readonly id: string }[] }) {
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

describe.each(SLUGS)('the plugin %s, as a stranger would use it', (slug) => {
  const folder = join(HOME, slug);
  const plugin = (...args: readonly string[]) => printed((print) => runPluginCommand(ROOT, args, print));

  it('lints without a word', async () => {
    expect((await plugin('lint', folder)).lines).toEqual(['lint: 0 errors, 0 warnings']);
  });

  it('passes its own tests', async () => {
    const { code, lines } = await plugin('test', folder);
    expect(code === 0 ? 'passed' : lines.join('\n')).toBe('passed');
  }, 120_000);

  it('is packed, uploaded, approved, published in a scenario and run', async () => {
    await withTemporaryFolder(async (where) => {
      const { lines } = await plugin('pack', folder, '--out', where);
      const [file = ''] = readdirSync(where);
      const sent = await studio.app.inject({ method: 'POST', url: '/api/plugins', headers: { host: HOST, origin: ORIGIN, cookie: studio.admin.cookie, 'content-type': 'application/octet-stream' }, payload: readFileSync(join(where, file)) });
      const { name, waiting } = sent.json<PluginItem>();
      expect([sent.statusCode, waiting?.integrity]).toEqual([201, lines[1]]);
      const approved = await studio.admin.send<PluginItem>('POST', '/api/plugins/approve', { name, integrity: waiting?.integrity });
      expect(approved.body.status).toBe('loaded');
    });
    const [type] = (await studio.admin.send<{ items: (Pick<AnyNodeType, 'type' | 'version'> & { example: unknown; ports: { id: string }[]; plugin?: string })[] }>('GET', '/api/node-types')).body.items.filter((item) => item.plugin?.endsWith(slug));
    if (!type) throw new Error('the plugin brought no node');
    expect((await studio.admin.send('POST', '/api/scenarios', { scenario: scenarioWith(slug, type) })).status).toBe(201);
    const published = await studio.admin.send('POST', `/api/scenarios/${slug}/publish`, { note: '', baseVersion: 1 });
    expect(published.status === 201 ? 'published' : JSON.stringify(published.body)).toBe('published');
    const run = await studio.user.send<{ runId: string; status: string }>('POST', `/api/apps/${slug}`, {});
    expect(run.body.status).toBe('completed');
    expect(JSON.stringify(await studio.app.studio.store.runs.events(run.body.runId))).toContain(WANTED[slug]);
  });
});
