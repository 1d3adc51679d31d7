import type { Studio } from '../bench/studio.ts';
import { scenarioWith, PATIENT } from '../server/sharing/support.ts';
import { pluginTgz, type PluginShape } from '../support/tgz.ts';

type Json = Record<string, unknown>;
/** Asks as somebody and gives what was answered; throws when it was refused. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Json>;

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const TITLES: Readonly<Record<string, readonly [string, string]>> = {
  name: ['姓名', 'Name'], note: ['情况说明', 'What is the matter'], count: ['人数', 'People'], amount: ['金额', 'Amount'], day: ['开工日期', 'Day it begins'], needs: ['要接什么', 'What to connect'], urgent: ['很急', 'Urgent'],
  place: ['地区', 'Region'], where: ['位置', 'Place'], who: ['经办人', 'Who handles it'], code: ['设备编号', 'Device number'], photos: ['现场照片', 'Photographs'], sign: ['签名', 'Signature'], items: ['材料明细', 'Materials'], total: ['总价', 'Total'],
};

const FIELDS = [
  { id: 'name', type: 'string', maxLength: 20 }, { id: 'note', type: 'string', widget: 'textarea', maxLength: 2000, optional: true }, { id: 'count', type: 'integer', min: 1 }, { id: 'amount', type: 'decimal', widget: 'amount' }, { id: 'day', type: 'date', min: 'today' },
  { id: 'needs', type: 'list', widget: 'checks', options: { list: 'needs' }, max: 2 }, { id: 'urgent', type: 'boolean' }, { id: 'place', type: 'context', widget: 'region', depth: 'town' }, { id: 'where', type: 'context', widget: 'location' }, { id: 'who', type: 'context', widget: 'person' },
  { id: 'code', type: 'string', widget: 'scan' }, { id: 'photos', type: 'list', widget: 'photo', max: 3 }, { id: 'sign', type: 'list', widget: 'signature' },
  { id: 'items', type: 'list', widget: 'table', max: 20, columns: [{ id: 'name', type: 'string', title: '@item-name' }, { id: 'number', type: 'integer', title: '@item-number', min: 1, sum: true }, { id: 'price', type: 'decimal', title: '@item-price' }, { id: 'cost', type: 'decimal', title: '@item-cost', compute: 'row.number * row.price' }] },
  { id: 'total', type: 'decimal', widget: 'amount', compute: 'sum(form.items.cost)' },
];

/** A form that asks for everything there is a field for. */
const EVERY_KIND = {
  format: 1, id: 'every-kind', title: '@title', purpose: '@purpose', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: { needs: { title: '@needs', items: ['water', 'power', 'gas'] } }, datasets: {}, pages: {}, layout: {}, synthetic: true,
  flows: { main: { nodes: { ask: { type: 'start.form', title: '@title', config: { pages: 'one', fields: FIELDS } }, end: { type: 'output.page', title: '@end', config: { text: '@end' } } }, edges: { e1: ['ask.out', 'end'] } } },
  texts: {
    title: both('接入登记', 'Connections'), purpose: both('登记工地要接的水、电、气', 'Register water, power and gas of a building site'), end: both('登记好了', 'Registered'), needs: both('要接什么', 'What to connect'), 'needs.water': both('水', 'Water'), 'needs.power': both('电', 'Power'), 'needs.gas': both('气', 'Gas'),
    'item-name': both('品名', 'Item'), 'item-number': both('数量', 'Number'), 'item-price': both('单价', 'Price'), 'item-cost': both('小计', 'Cost'), ...Object.fromEntries(Object.entries(TITLES).map(([id, [zh, en]]) => [`ask.${id}`, both(zh, en)])),
  },
};

async function publish(ask: Ask, scenario: { readonly id: string }): Promise<void> {
  await ask('POST', '/api/scenarios', { scenario });
  await ask('POST', `/api/scenarios/${scenario.id}/publish`, { note: '示例', baseVersion: 1 });
}

/** One package that waits for its approval, and one that runs. */
async function plugins({ url, cookie }: Studio, ask: Ask): Promise<void> {
  const upload = async (shape: PluginShape): Promise<Json> => {
    const answer = await fetch(`${url}/api/plugins`, { method: 'POST', headers: { origin: url, cookie: cookie(), 'content-type': 'application/octet-stream' }, body: new Uint8Array(await pluginTgz(shape)) });
    if (answer.status !== 201) throw new Error(`plugin: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Json;
  };
  const { name, waiting } = await upload({ name: 'tiny-plugin' });
  await ask('POST', '/api/plugins/approve', { name, integrity: (waiting as Json)['integrity'] });
  await upload({ name: 'far-plugin', type: 'far.ask', scopes: { datasets: 'read', http: true } });
}

/** An import of three parts whose second never came. */
async function cutImport(ask: Ask): Promise<void> {
  await ask('PUT', '/api/datasets', { definition: { id: 'lab/bikes', title: '车辆清单（示例）', fields: [{ id: 'plate', type: 'string', title: '车牌' }, { id: 'number', type: 'integer', title: '辆数' }] } });
  const text = `车牌,辆数\n${Array.from({ length: 100 }, (_, n) => `浙A${10_000 + n},${n % 9}`).join('\n')}\n`;
  await ask('POST', '/api/datasets/import', { dataset: 'lab/bikes', format: 'csv', text, mode: 'append', accept: 'good-rows', batch: 'photograph-part', from: 0, file: { name: '车辆清单.csv', size: 4_000, hash: 'a'.repeat(64), rows: 300 }, reading: { sheet: 0, columns: [{ field: 'plate', at: 0 }, { field: 'number', at: 1 }] } });
}

/** Data of one unit for the scenario of another: one column may be counted only. One grant is in force, one waits for the owner. */
async function grants(root: Ask, member: (login: string, name: string, unit: object) => Promise<Ask>): Promise<void> {
  const applicant = await member('ada', '申请人（化名）', { id: 'traffic', name: '交通局（虚构）' });
  const owner = await member('otto', '卫健经办（化名）', { id: 'health', name: '卫健委（虚构）' });
  await owner('PUT', '/api/datasets', { definition: { ...PATIENT, title: '参保病人（示例）' } });
  for (let i = 0; i < 12; i += 1) await owner('POST', '/api/datasets/rows', { dataset: PATIENT.id, data: { pid: `P-${i}`, name: `张小${i}`, phone: `1380000000${i % 10}`, county: '富阳', cost: i, diagnosis: 'x' } });
  await publish(applicant, { ...scenarioWith('drivers', { measures: { total: { sum: 'row.cost' } } }, ['pid', 'county', 'cost']), title: '驾驶人核对（示例）', synthetic: true } as { readonly id: string });
  const fields = [{ id: 'pid', as: 'whole' }, { id: 'county', as: 'whole' }, { id: 'cost', as: 'counted' }];
  const asked = { fields, purpose: '核对驾驶人健康状况', basis: '道路交通安全法第十九条', from: '2026-11-01', until: '2027-10-31' };
  const steps = async (deeds: readonly (readonly [Ask, string])[]): Promise<void> => {
    let grant = await applicant('POST', '/api/grants', { dataset: PATIENT.id, scenario: 'drivers', asked });
    for (const [person, action] of deeds) grant = await person('POST', `/api/grants/${(grant['item'] as { id: string }).id}/actions`, { action, baseVersion: grant['version'] });
  };
  await steps([[applicant, 'submit'], [root, 'pass'], [owner, 'agree']]);
  await steps([[applicant, 'submit'], [root, 'pass']]);
  await steps([[applicant, 'submit']]);
}

const OPINIONS = [['issue', '开单时间能不能默认现在？每次都要改'], ['idea', '希望结果页能直接打印给病人看'], ['issue', '手机上看板的字太小']] as const;

/** A draft that says otherwise than what is published: a question more, one less, other words. */
async function changeDraft(ask: Ask): Promise<void> {
  const draft = await ask('GET', `/api/scenarios/${EVERY_KIND.id}`);
  const { flows, texts } = EVERY_KIND;
  const { ask: start, ...rest } = flows.main.nodes;
  const fields = [...FIELDS.filter(({ id }) => id !== 'code'), { id: 'phone', type: 'string', title: '电话', maxLength: 11 }];
  const scenario = { ...EVERY_KIND, flows: { main: { ...flows.main, nodes: { ask: { ...start, config: { ...start.config, fields } }, ...rest } } }, texts: { ...texts, 'ask.amount': both('预计金额', 'Expected amount') } };
  await ask('PUT', `/api/scenarios/${EVERY_KIND.id}`, { scenario, baseVersion: draft['version'] });
}

/** What the templates bring no example of. */
export async function addRareThings(studio: Studio, root: Ask, clerk: Ask, member: (login: string, name: string, unit: object) => Promise<Ask>): Promise<void> {
  await publish(root, EVERY_KIND);
  await changeDraft(root);
  await plugins(studio, root);
  await cutImport(root);
  await grants(root, member);
  for (const [kind, text] of OPINIONS) await clerk('POST', '/api/portal/apps/exam-recognition/feedback', { kind, text, page: 'start' });
}
