import { describe, expect, it } from 'vitest';
import { checkScenario, type CheckResult } from '../../../runtime/check/check-scenario.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../../runtime/check/problem.ts';
import type { SharedDataset } from '../../../runtime/check/check-context.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { readScenario } from '../../../runtime/check/read-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { valueAt } from '../../../runtime/schema/pointer.ts';
import { templateCatalogue, templateScenario } from '../../support/template.ts';

/** A scenario as anything, because these tests break it on purpose. */
type Loose = { [key: string]: Loose } & { [index: number]: Loose };

const registry = createRegistry(builtIns);

/** A dataset of another unit, and what the scenario may read of it. */
const PERSON: DatasetDefinition = { id: 'civil/person', title: '人口', subject: 'id', sharing: 'restricted', fields: [{ id: 'id', type: 'string' }, { id: 'address', type: 'string', personal: true }, { id: 'age', type: 'integer' }] };
const SHARING: Readonly<Record<string, SharedDataset>> = { 'civil/person': { fields: { id: 'whole', age: 'counted' }, until: '2022-06-20' }, 'civil/closed': {} };

function check(document: unknown): CheckResult {
  return checkScenario(document, { nodeType: registry.find, catalogue: { ...templateCatalogue(), 'civil/person': PERSON }, language: feel, today: '2022-06-01', sharing: SHARING });
}

function broken(change: (scenario: Loose, nodes: Loose, edges: Loose) => void): unknown {
  const scenario = templateScenario() as unknown as Loose;
  change(scenario, scenario['flows']!['main']!['nodes']!, scenario['flows']!['main']!['edges']!);
  return scenario;
}

const set = (target: Loose | undefined, key: string | number, value: unknown) => {
  (target as Record<string | number, unknown>)[key] = value;
};
const drop = (target: Loose | undefined, key: string) => {
  delete (target as Record<string, unknown>)[key];
};
const list = (target: Loose | undefined) => target as unknown as unknown[];

/** The template with a query on a dataset of another unit. */
function foreign(use: string, config: object): unknown {
  return broken((scenario, nodes) => {
    set(scenario['datasets'], 'person', { use, fields: ['id', 'address', 'age'] });
    set(nodes['here'], 'config', { dataset: 'person', ...config });
  });
}

/** The template with a page of these blocks. */
function page(blocks: readonly object[], roles: readonly string[] = ['doctor']): unknown {
  return broken((scenario) => set(scenario['pages'], 'desk', { type: 'blocks', title: 'x', roles, blocks }));
}
/** The template with a document of these parts. */
function paper(parts: readonly object[]): unknown {
  return broken((scenario) => set(scenario['pages'], 'sheet', { type: 'document', title: 'x', roles: [], parts }));
}
/** The template with a register of persons of its own and a page that lists it. */
function register({ roles = ['doctor'], block = {} }: { readonly roles?: readonly string[]; readonly block?: object }): unknown {
  return broken((scenario) => {
    set(scenario['datasets'], 'register', { own: { title: '登记簿', fields: [{ id: 'kind', type: 'string' }, { id: 'phone', type: 'string', title: '手机号' }, { id: 'home', type: 'string', title: '住处', personal: true }, { id: 'card', type: 'string', title: '身份证号', mask: 'id-card' }] } });
    set(scenario['pages'], 'desk', { type: 'blocks', title: '登记', roles, blocks: [{ id: 'rows', block: 'list', dataset: 'register', columns: ['kind', 'phone', 'home', 'card'], ...block }] });
  });
}
const LIST = { id: 'rows', block: 'list', dataset: 'decision', columns: ['item_code'] };

/** For every kind: a document that has it, and the place it must be found at. */
const PROVOKED: Readonly<Record<ProblemCode, readonly [unknown, string]>> = {
  SCN_SCHEMA_JSON: ['{"format": 1,}', ''],
  SCN_SCHEMA_DUPLICATE_KEY: ['{"format": 1, "flows": {"main": {}, "main": {}}}', '/flows/main'],
  SCN_SCHEMA_TOO_LARGE: [`{"format": 1, "id": "${'x'.repeat(5 * 1024 * 1024)}"}`, ''],
  SCN_SCHEMA_NOT_OBJECT: [[1], ''],
  SCN_SCHEMA_FORMAT_NEWER: [broken((s) => set(s, 'format', 2)), '/format'],
  SCN_SCHEMA_FORMAT_UNKNOWN: [broken((s) => drop(s, 'format')), '/format'],
  SCN_SCHEMA_MISSING: [broken((s) => drop(s, 'purpose')), ''],
  SCN_SCHEMA_EXTRA: [broken((s) => set(s, 'zork', 1)), '/zork'],
  SCN_SCHEMA_TYPE: [broken((s) => set(s, 'title', 5)), '/title'],
  SCN_SCHEMA_CHOICE: [broken((s) => set(s['bases']!['nhc6'], 'level', 'royal')), '/bases/nhc6/level'],
  SCN_SCHEMA_PATTERN: [broken((_, nodes) => set(nodes['here'], 'type', 'Query')), '/flows/main/nodes/here/type'],
  SCN_SCHEMA_FORMAT: [broken((s) => set(s['bases']!['nhc6'], 'from', 'yesterday')), '/bases/nhc6/from'],
  SCN_SCHEMA_LIMIT: [broken((s) => set(s['parameters']!['visit_limit'], 'values', [])), '/parameters/visit_limit/values'],
  SCN_SCHEMA_NAME_RESERVED: [broken((_, nodes) => set(nodes, 'row', nodes['here'])), '/flows/main/nodes/row'],
  SCN_SCHEMA_TEXT_UNKNOWN: [broken((s) => set(s, 'title', '@nowhere')), '/title'],
  SCN_SCHEMA_TEXT_LOCALE: [broken((s) => drop(s['texts']!['title'], 'en')), '/texts/title'],
  SCN_SCHEMA_TEXT_UNTRANSLATED: [broken((s) => set(s['texts'], 'title', { 'zh-CN': '互认', en: '互认' })), '/texts'],
  SCN_SCHEMA_TEXT_UNUSED: [broken((s) => set(s['texts'], 'left-over', { 'zh-CN': '剩', en: 'left' })), '/texts/left-over'],
  SCN_SCHEMA_BASIS_UNKNOWN: [broken((_, nodes) => set(nodes['judged'], 'basis', ['gone'])), '/flows/main/nodes/judged/basis/0'],
  SCN_SCHEMA_BASIS_ENDED: [broken((s) => set(s['bases']!['hb'], 'to', '2020-12-31')), '/bases/hb'],
  SCN_SCHEMA_PARAMETER_VALUE: [broken((s) => set(s['parameters']!['visit_limit']!['values']![0], 'value', 'four hours')), '/parameters/visit_limit/values/0/value'],
  SCN_SCHEMA_PARAMETER_OVERLAP: [broken((s) => list(s['parameters']!['visit_limit']!['values']).push({ from: null, value: 'PT5H', basis: 'd' })), '/parameters/visit_limit/values/1'],
  SCN_SCHEMA_PARAMETER_GAP: [broken((s) => set(s['parameters']!['visit_limit'], 'values', [{ from: null, to: '2021-12-31', value: 'PT4H', basis: 'd' }, { from: '2022-03-01', value: 'PT5H', basis: 'd' }])), '/parameters/visit_limit/values/1'],
  SCN_SCHEMA_PARAMETER_BASIS: [broken((s) => drop(s['parameters']!['visit_limit']!['values']![0], 'basis')), '/parameters/visit_limit/values/0/value'],
  SCN_SCHEMA_PARAMETER_KEY: [broken((s) => set(s['parameters']!['visit_limit']!['values']![0], 'key', 'Hangzhou')), '/parameters/visit_limit/values/0/key'],
  SCN_SCHEMA_PARAMETER_DEFAULT: [broken((s, nodes) => {
    set(s['parameters'], 'allowance', { type: 'integer', key: {}, values: [{ key: 'Hangzhou', from: null, value: 5, basis: 'd' }] });
    set(nodes['judged']!['config']!['inputs']![0], 'expr', 'lookup(param.allowance, run.id) > 3');
  }), '/parameters/allowance/values'],
  SCN_SCHEMA_LIST_UNKNOWN: [broken((_, nodes) => set(nodes['decide']!['config']!['fields']![1], 'options', { list: 'gone' })), '/flows/main/nodes/decide/config/fields/1/options/list'],
  SCN_SCHEMA_LIST_DUPLICATE: [broken((s) => list(s['lists']!['reasons']!['items']).push(1)), '/lists/reasons/items/6'],
  SCN_SCHEMA_ROLE_UNKNOWN: [broken((_, nodes) => set(nodes['order']!['config'], 'roles', ['nurse'])), '/flows/main/nodes/order/config/roles/0'],
  SCN_SCHEMA_GROUP_STRAY: [broken((s) => set(s, 'annotations', { main: { g1: { kind: 'group', title: '核对', nodes: ['gone'] } } })), '/annotations/main/g1'],
  SCN_SCHEMA_LAYOUT_STRAY: [broken((s) => set(s['layout']!['main'], 'gone', { x: 0, y: 0 })), '/layout/main/gone'],
  SCN_NODE_TYPE_UNKNOWN: [broken((_, nodes) => set(nodes['here'], 'type', 'data.oracle')), '/flows/main/nodes/here/type'],
  SCN_NODE_VERSION_UNKNOWN: [broken((_, nodes) => set(nodes['here'], 'version', 9)), '/flows/main/nodes/here/version'],
  SCN_NODE_CONFIG: [broken((_, nodes) => drop(nodes['here']!['config'], 'dataset')), '/flows/main/nodes/here/config'],
  SCN_NODE_EDGE_SOURCE: [broken((_, __, edges) => set(edges, 'e1', ['gone.out', 'here'])), '/flows/main/edges/e1'],
  SCN_NODE_EDGE_TARGET: [broken((_, __, edges) => set(edges, 'e1', ['order.out', 'gone'])), '/flows/main/edges/e1'],
  SCN_NODE_PORT_UNKNOWN: [broken((_, __, edges) => set(edges, 'e8', ['route.maybe', 'decide'])), '/flows/main/edges/e8'],
  SCN_NODE_PORT_OPEN: [broken((_, __, edges) => drop(edges, 'e9')), '/flows/main/nodes/route'],
  SCN_NODE_EDGE_DUPLICATE: [broken((_, __, edges) => set(edges, 'e99', ['order.out', 'here'])), '/flows/main/edges/e99'],
  SCN_NODE_UNREACHABLE: [broken((_, nodes) => set(nodes, 'alone', { ...nodes['nothing'], title: 'x' })), '/flows/main/nodes/alone'],
  SCN_NODE_CYCLE: [broken((_, __, edges) => set(edges, 'e99', ['outcome.out', 'price'])), '/flows/main'],
  SCN_NODE_BACK_SOURCE: [broken((_, __, edges) => set(edges, 'e99', ['outcome.out', 'price', 'back'])), '/flows/main/edges/e99'],
  SCN_NODE_BACK_TARGET: [broken((_, __, edges) => set(edges, 'e99', ['decide.refuse', 'record', 'back'])), '/flows/main/edges/e99'],
  SCN_NODE_RETURN_TARGET: [broken((_, nodes) => set(nodes['decide']!['config'], 'allow', { returnTo: ['judged'] })), '/flows/main/nodes/decide/config/allow/returnTo'],
  SCN_NODE_REWORK_WRITE: [broken((_, __, edges) => set(edges, 'e99', ['decide.refuse', 'judged', 'back'])), '/flows/main/nodes/record/onRework'],
  SCN_NODE_START_MISSING: [broken((s) => set(s['flows'], 'side', { nodes: { one: { type: 'output.page', config: { text: 'x' } } }, edges: {} })), '/flows/side'],
  SCN_NODE_START_ENTERED: [broken((_, __, edges) => set(edges, 'e99', ['here.out', 'order'])), '/flows/main/edges/e99'],
  SCN_NODE_FLOW_EMPTY: [broken((s) => set(s['flows'], 'side', { nodes: {}, edges: {} })), '/flows/side'],
  SCN_NODE_NONE: [broken((s) => { set(s, 'flows', { main: { nodes: {}, edges: {} } }); set(s, 'pages', {}); }), '/flows'],
  SCN_NODE_END_MISSING: [broken((_, nodes) => ['done', 'nothing', 'review'].forEach((id) => drop(nodes, id))), '/flows/main'],
  SCN_SCHEMA_MORE: [broken((_, nodes) => { for (let n = 0; n < 201; n += 1) set(nodes, `n${n}`, nodes['nothing']); }), ''],
  SCN_NODE_TOO_MANY: [broken((_, nodes) => { for (let n = 0; n < 2001; n += 1) set(nodes, `n${n}`, nodes['nothing']); }), '/flows'],
  SCN_NODE_EXPLAINS_GONE: [broken((_, nodes) => set(nodes['done']!['config'], 'explain', ['judged', 'gone'])), '/flows/main/nodes/done/config/explain'],
  SCN_NODE_FLOW_UNKNOWN: [broken((_, nodes) => set(nodes, 'sub', { type: 'flow.call', config: { flow: 'gone' } })), '/flows/main/nodes/sub/config/flow'],
  SCN_NODE_CALL_CYCLE: [broken((_, nodes) => set(nodes, 'sub', { type: 'flow.call', config: { flow: 'main' } })), '/flows/main/nodes/sub'],
  SCN_NODE_CALL_DEPTH: [broken((s, nodes) => {
    for (let n = 0; n < 10; n += 1) set(s['flows'], `f${n}`, { nodes: { go: { type: 'flow.call', config: { flow: `f${n + 1}` } } }, edges: {} });
    set(s['flows'], 'f10', { nodes: {}, edges: {} });
    set(nodes, 'sub', { type: 'flow.call', config: { flow: 'f0' } });
  }), '/flows/f7/nodes/go'],
  SCN_NODE_CONNECTION_UNKNOWN: [broken((_, nodes) => set(nodes, 'call', { type: 'data.http', config: { connection: 'gone', method: 'GET', path: '"/x"' } })), '/flows/main/nodes/call/config/connection'],
  SCN_NODE_UNTITLED: [broken((_, nodes) => drop(nodes['here'], 'title')), '/flows/main/nodes/here'],
  SCN_NODE_CAPTION_UNUSED: [broken((_, nodes) => set(nodes['here'], 'caption', 'x')), '/flows/main/nodes/here/caption'],
  SCN_NODE_CAPTION_PERSONAL: [broken((_, nodes) => set(nodes['decide'], 'caption', '{run.starter}')), '/flows/main/nodes/decide/caption'],
  SCN_NODE_NAME_NOT_BEFORE: [broken((_, nodes) => set(nodes['here']!['config'], 'where', 'row.inst_id = outcome.choice')), '/flows/main/nodes/here/config/where'],
  SCN_DATA_DATASET_UNKNOWN: [broken((_, nodes) => set(nodes['here']!['config'], 'dataset', 'gone')), '/flows/main/nodes/here/config/dataset'],
  SCN_DATA_USE_UNKNOWN: [broken((s) => set(s['datasets']!['qc'], 'use', 'qc/gone')), '/datasets/qc/use'],
  SCN_DATA_FIELD_UNKNOWN: [broken((s) => list(s['datasets']!['qc']!['fields']).push('gone')), '/datasets/qc/fields/4'],
  SCN_DATA_FIELD_CLOSED: [broken((_, nodes) => list(nodes['here']!['config']!['fields']).push('county')), '/flows/main/nodes/here/config/fields'],
  SCN_DATA_FIELD_TWICE: [broken((s) => list(s['datasets']!['decision']!['own']!['fields']).push({ id: 'pid', type: 'string' })), '/datasets/decision/own/fields/13'],
  SCN_DATA_TOTAL_WRONG: [broken((s) => set(s['datasets']!['decision']!['own'], 'totals', [{ id: 'all', by: ['gone'], min: 0 }])), '/datasets/decision/own/totals'],
  SCN_DATA_UNIQUE_UNKNOWN: [broken((s) => set(s['datasets']!['decision'], 'unique', ['gone'])), '/datasets/decision'],
  SCN_DATA_UNUSED: [broken((s) => set(s['datasets'], 'spare', { use: 'health/report', fields: ['pid'] })), '/datasets/spare'],
  SCN_DATA_VALUE_MISSING: [broken((_, nodes) => drop(nodes['record']!['config']!['values'], 'pid')), '/flows/main/nodes/record/config/values'],
  SCN_DATA_COMPUTED_MOVE: [broken((s) => {
    (s['datasets']!['decision']!['own'] as unknown as { fields: object[] }).fields.push({ id: 'band', type: 'string', optional: true, compute: 'if row.class = "x" then "a" else "b"' });
    set(s['pages'], 'desk', { type: 'blocks', title: 'x', roles: ['doctor'], blocks: [{ ...LIST, block: 'board', by: 'band', move: ['doctor'] }] });
  }), '/pages/desk/blocks/0/move'],
  SCN_DATA_SHARED_WRITE: [broken((_, nodes) => set(nodes['record']!['config'], 'dataset', 'report')), '/flows/main/nodes/record/config/dataset'],
  SCN_DATA_AT_MISSING: [broken((_, nodes) => drop(nodes['catalog']!['config'], 'at')), '/flows/main/nodes/catalog/config/at'],
  SCN_GRANT_MISSING: [foreign('civil/closed', { fields: ['id'] }), '/flows/main/nodes/here/config'],
  SCN_GRANT_COLUMN: [foreign('civil/person', { where: 'row.address = "x"', fields: ['id'] }), '/flows/main/nodes/here/config'],
  SCN_GRANT_COUNT_ONLY: [foreign('civil/person', { where: 'row.age > 3', fields: ['id'] }), '/flows/main/nodes/here/config'],
  SCN_GRANT_ENDS: [foreign('civil/person', { fields: ['id'] }), '/flows/main/nodes/here/config'],
  SCN_FORM_ASKED_ONCE: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'address', type: 'string', title: 'x' })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_FIELD_TWICE: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'pid', type: 'string', title: 'x' })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_TITLE_MISSING: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'string' })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_ERROR_MISSING: [broken((s, nodes) => { drop(nodes['order']!['config']!['fields']![4], 'error'); drop(s['texts'], 'order.at.error'); }), '/flows/main/nodes/order/config/fields/4'],
  SCN_FORM_OFFERED: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'string', title: 'x', offered: '["x"]' })), '/flows/main/nodes/order/config/fields/9/offered'],
  SCN_FORM_OPTIONS_MISSING: [broken((_, nodes) => drop(nodes['order']!['config']!['fields']![5], 'enum')), '/flows/main/nodes/order/config/fields/5'],
  SCN_FORM_OPTIONS_DEFAULT: [broken((s, nodes) => { list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'string', title: 'x', enum: ['a', 'b'] }); set(s['texts'], 'order.extra.a', { 'zh-CN': '选项 1', en: 'Option 1' }); set(s['texts'], 'order.extra.b', { 'zh-CN': '选项 2', en: 'Option 2' }); }), '/flows/main/nodes/order/config/fields/9/enum'],
  SCN_FORM_RANGE: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'number', title: 'x', min: 5, max: 1 })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_LOOK: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'string', title: 'x', widget: 'region' })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_KIND: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'integer', title: 'x', kind: 'mobile' })), '/flows/main/nodes/order/config/fields/9/kind'],
  SCN_FORM_COLUMNS_MISSING: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'list', title: 'x', widget: 'table' })), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_COLUMN_TWICE: [broken((_, nodes) => list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'list', title: 'x', widget: 'table', columns: [{ id: 'a', type: 'string' }, { id: 'a', type: 'number' }] })), '/flows/main/nodes/order/config/fields/9/columns/1'],
  SCN_FORM_PATTERN: [broken((_, nodes) => set(nodes['order']!['config']!['fields']![0], 'pattern', '(?=x)')), '/flows/main/nodes/order/config/fields/0/pattern'],
  SCN_FORM_OUTCOME_TWICE: [broken((_, nodes) => list(nodes['decide']!['config']!['outcomes']).push({ port: 'recognise' })), '/flows/main/nodes/decide/config/outcomes/2'],
  SCN_FORM_OUTCOME_MISSING: [broken((_, nodes) => set(nodes['decide']!['config'], 'outcomes', [])), '/flows/main/nodes/decide/config/outcomes'],
  SCN_FORM_DEADLINE_PORT: [broken((_, nodes) => drop(nodes['decide']!['config']!['until']![0], 'port')), '/flows/main/nodes/decide/config/until/0/port'],
  SCN_PAGE_BLOCK_TWICE: [page([LIST, LIST]), '/pages/desk/blocks/1/id'],
  SCN_PAGE_TITLE_DEFAULT: [broken((s) => set(s['pages'], 'desk', { type: 'blocks', title: '新页面', roles: [], blocks: [LIST] })), '/pages/desk/title'],
  SCN_PAGE_PART_MISSING: [page([{ ...LIST, block: 'map', lng: 'pid' }]), '/pages/desk/blocks/0'],
  SCN_PAGE_UNKNOWN: [page([{ ...LIST, open: 'gone' }]), '/pages/desk/blocks/0/open'],
  SCN_PAGE_NO_RECORD: [page([{ ...LIST, open: 'board' }]), '/pages/desk/blocks/0/open'],
  SCN_PAGE_NO_START: [broken((s, nodes) => { set(s['pages'], 'desk', { type: 'blocks', title: 'x', roles: [], blocks: [{ id: 'go', block: 'button', text: 'x' }] }); set(nodes['order'], 'type', 'start.event'); }), '/pages/desk/blocks/0'],
  SCN_PAGE_EVERYBODY: [page([LIST], []), '/pages/desk/blocks/0'],
  SCN_PAGE_NOBODY: [broken((scenario) => set(scenario['pages'], 'desk', { type: 'blocks', title: 'x', blocks: [LIST] })), '/pages/desk'],
  SCN_PAGE_PERSONAL: [register({ roles: [] }), '/pages/desk/blocks/0'],
  SCN_PAGE_PART_MASKED: [register({ block: { block: 'board', by: 'phone', masks: { phone: 'phone' } } }), '/pages/desk/blocks/0/by'],
  SCN_PAPER_EMPTY: [paper([]), '/pages/sheet'],
  SCN_PAPER_VALUE: [paper([{ id: 'a', block: 'text', text: '{order.pid} {gone.field}' }]), '/pages/sheet/parts/0/text'],
  SCN_PAPER_LIST: [paper([{ id: 'a', block: 'list', rows: 'order.pid', columns: [{ title: 'x', value: 'row' }] }]), '/pages/sheet/parts/0/rows'],
  SCN_PAPER_NO_PAGE: [broken((s) => { set(s['pages'], 'sheet', { type: 'document', title: 'x', roles: [], parts: [{ id: 'a', block: 'break' }] }); set(s['pages'], 'desk', { type: 'blocks', title: 'x', roles: [], blocks: [{ id: 'go', block: 'button', text: 'x', page: 'sheet' }] }); }), '/pages/desk/blocks/0/page'],
  SCN_FORM_PUBLIC_FIELD: [broken((_, nodes) => { set(nodes['order']!['config'], 'public', true); list(nodes['order']!['config']!['fields']).push({ id: 'extra', type: 'string', title: 'x', widget: 'person' }); }), '/flows/main/nodes/order/config/fields/9'],
  SCN_FORM_PUBLIC_FLOW: [broken((s, nodes) => { set(s['flows'], 'other', { nodes: { begin: { type: 'start.form', config: { public: true, fields: [] } } }, edges: {} }); set(nodes['order']!['config'], 'roles', ['doctor']); }), '/flows/other/nodes/begin/config/public'],
  SCN_FORM_PUBLIC_TASK: [broken((_, nodes, edges) => {
    set(nodes['order']!['config'], 'public', true);
    set(nodes, 'rate', { type: 'human.form', config: { assign: { user: 'run.starter' }, fields: [], outcomes: [{ port: 'done' }] } });
    set(edges, 'e98', ['route.none', 'rate']);
  }), '/flows/main/nodes/rate/config/assign'],
  SCN_FORM_EMBED_CLOSED: [broken((_, nodes) => set(nodes['order']!['config'], 'embed', ['https://www.example.gov.cn'])), '/flows/main/nodes/order/config/embed'],
  SCN_FORM_ROLE_EMPTY: [broken((_, nodes) => set(nodes['order']!['config'], 'roles', [])), '/flows/main/nodes/order/config/roles'],
};

function diagnosticsOf(document: unknown) {
  if (typeof document !== 'string') return check(document).diagnostics;
  return readScenario(document).diagnostics;
}

describe('checker', () => {
  it('does not take what a scenario keeps itself for what is known already', () => {
    const [document] = PROVOKED.SCN_FORM_ASKED_ONCE as readonly [{ readonly id: string }, string];
    const codes = (id: string) => checkScenario(document, { nodeType: registry.find, catalogue: { ...templateCatalogue(), [id]: { ...PERSON, id } }, language: feel, today: '2022-06-01', sharing: SHARING }).diagnostics.map(({ code }) => code);
    expect([codes('civil/person').includes('SCN_FORM_ASKED_ONCE'), codes(`${document.id}/person`).includes('SCN_FORM_ASKED_ONCE')]).toEqual([true, false]);
  });

  it('finds nothing wrong with the template', () => {
    expect(check(templateScenario()).diagnostics.filter((found) => found.severity !== 'info')).toEqual([]);
  });

  it('looks into documents: names of parts, roles, bases and formulas, which know what every node gave', () => {
    const found = (parts: readonly object[]) => check(paper(parts)).diagnostics.filter(({ place }) => place.path.startsWith('/pages/sheet')).map(({ code, severity, place }) => [code, severity, place.path]);
    const fine = [{ id: 'a', block: 'text', text: '{v} {order.pid} {param.visit_limit}', values: { v: 'judged.best.class' } }, { id: 'b', block: 'list', rows: 'reports.rows', columns: [{ title: 'x', value: 'row.hr_mark' }] }, { id: 'c', block: 'seal', text: '{here.row.name}', date: 'date(order.at)' }];
    expect(found(fine)).toEqual([]);
    expect(found([{ id: 'a', block: 'break' }, { id: 'a', block: 'break' }])).toEqual([['SCN_PAGE_BLOCK_TWICE', 'error', '/pages/sheet/parts/1/id']]);
    expect(found([{ id: 'a', block: 'break', roles: ['nobody'] }])).toEqual([['SCN_SCHEMA_ROLE_UNKNOWN', 'error', '/pages/sheet/parts/0/roles/0']]);
    expect(found([{ id: 'a', block: 'basis', bases: ['nhc6', 'gone'] }])).toEqual([['SCN_SCHEMA_BASIS_UNKNOWN', 'error', '/pages/sheet/parts/0/bases/1']]);
    expect(found([{ id: 'b', block: 'list', rows: 'reports.rows', columns: [{ title: 'x', value: 'row.gone' }] }]).map(([, severity, path]) => [severity, path])).toEqual([['error', '/pages/sheet/parts/0/columns/0/value']]);
    expect(found([{ id: 'a', block: 'break', when: 'order.gone = 1' }]).map(([, severity, path]) => [severity, path])).toEqual([['error', '/pages/sheet/parts/0/when']]);
  });

  it('says which columns a page for everybody lays open, masks them in one step, and leaves pages of roles and own rows alone', () => {
    const found = (document: unknown) => check(document).diagnostics.filter(({ code }) => code === 'SCN_PAGE_PERSONAL');
    const [one] = found(register({ roles: [] }));
    expect([one?.severity, one?.message['zh-CN'], one?.message.en]).toEqual(['warning', '页面“登记”的“列表（登记簿）”把手机号、住处给所有登录的人看', '“List (登记簿)” of the page “登记” shows 手机号, 住处 to everybody who is logged in']);
    expect(one?.fix?.edits).toEqual([{ path: '/pages/desk/blocks/0/masks', value: { phone: 'phone', home: 'all' } }]);
    expect([register({ roles: [], block: { masks: { phone: 'phone', home: 'all' } } }), register({}), register({ roles: [], block: { where: 'row.phone = user.id' } }), register({ roles: [], block: { columns: ['kind', 'card'] } })].map((document) => found(document).length)).toEqual([0, 0, 0, 0]);
    const figures = (document: unknown) => { set((document as Loose)['pages']!['desk']!['blocks'], 0, { id: 'n', block: 'tile', tile: { id: 'n', dataset: 'register', measures: { n: { count: 'true' } }, values: { n: 'n' }, groupBy: 'row.phone' } }); return document; };
    expect([figures(register({ roles: [] })), figures(register({}))].map((document) => found(document).map(({ place }) => place.path))).toEqual([['/pages/desk/blocks/0/tile/groupBy'], []]);
  });

  it.each(PROBLEM_CODES.map((code) => [code]))('%s is found at its place', (code) => {
    const [document, path] = PROVOKED[code];
    expect(diagnosticsOf(document).filter((found) => found.code === code).map((found) => found.place.path)).toContain(path);
  });

  it.each(PROBLEM_CODES.map((code) => [code]))('%s says what and what to do in both languages', (code) => {
    const [document] = PROVOKED[code];
    const found = diagnosticsOf(document).find((one) => one.code === code);
    expect(found?.message['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
    expect(found?.hint?.['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
    expect(`${found?.message.en ?? 'undefined'} ${found?.hint?.en ?? 'undefined'}`).not.toMatch(/undefined|NaN|\[object/);
    expect(found?.message['zh-CN']).not.toMatch(/undefined|NaN|\[object/);
  });

  it('finds roles and grounds that deadlines name', () => {
    const document = broken((_, nodes) => {
      set(nodes['decide']!['config'], 'until', [{ workingDays: '2', do: 'escalate', to: { role: 'ghost' }, basis: ['gone'] }]);
      set(nodes['decide']!['config'], 'clock', { extension: { by: [{ role: 'ghost' }], maxDays: 3, basis: ['gone'] } });
    });
    const at = '/flows/main/nodes/decide/config';
    const places = (code: string) => diagnosticsOf(document).filter((found) => found.code === code).map((found) => found.place.path);
    expect(places('SCN_SCHEMA_ROLE_UNKNOWN')).toEqual([`${at}/until/0/to/role`, `${at}/clock/extension/by/0/role`]);
    expect(places('SCN_SCHEMA_BASIS_UNKNOWN')).toEqual([`${at}/until/0/basis/0`, `${at}/clock/extension/basis/0`]);
  });

  it('checks what the blocks of a page read, say and allow, each at its place', () => {
    const found = (blocks: readonly object[]) => check(page(blocks)).diagnostics.flatMap(({ code, severity, place }) => (severity === 'info' ? [] : [[code, place.path]]));
    const tile = { id: 'n', dataset: 'decision', where: 'row.gone = 1', measures: { n: { count: 'true' } }, values: { n: 'n + m' } };
    expect(found([{ id: 'words', block: 'text', text: 'x' }, LIST, { ...LIST, id: 'board', block: 'board', by: 'choice', move: ['doctor'] }, { id: 'go', block: 'button', text: 'x', page: 'board' }])).toEqual([]);
    expect(found([{ ...LIST, columns: ['gone'], dataset: 'decision', order: { column: 'gone' } }])).toEqual([['SCN_DATA_FIELD_UNKNOWN', '/pages/desk/blocks/0']]);
    expect(found([{ ...LIST, dataset: 'gone' }])).toEqual([['SCN_DATA_DATASET_UNKNOWN', '/pages/desk/blocks/0/dataset']]);
    expect(found([{ ...LIST, where: 'row.gone = 1' }]).map(([, path]) => path)).toEqual(['/pages/desk/blocks/0/where']);
    expect(found([{ id: 'fig', block: 'tile', tile }]).map(([, path]) => path)).toEqual(['/pages/desk/blocks/0/tile/where', '/pages/desk/blocks/0/tile/values/n']);
    expect(found([{ ...LIST, export: ['ghost'] }])).toEqual([['SCN_SCHEMA_ROLE_UNKNOWN', '/pages/desk/blocks/0/export/0']]);
    expect(found([{ ...LIST, dataset: 'report', columns: ['pid'], block: 'board', by: 'status', move: ['doctor'] }])).toEqual([['SCN_DATA_SHARED_WRITE', '/pages/desk/blocks/0/move']]);
    expect(found([{ ...LIST, colour: 'red' }])).toEqual([['SCN_SCHEMA_EXTRA', '/pages/desk/blocks/0/colour']]);
  });

  it('warns of formulas of dashboards that were published before anybody looked at them', () => {
    const document = broken((s) => set(s['pages']!['board']!['tiles']![0], 'where', 'row.gone = 1'));
    expect(check(document).diagnostics.filter(({ severity }) => severity !== 'info').map(({ severity, place }) => [severity, place.path])).toEqual([['warning', '/pages/board/tiles/0/where']]);
  });

  it('gives fixes that mend what they name', () => {
    const document = broken((s) => set(s, 'zork', 1));
    const fix = check(document).diagnostics[0]?.fix;
    expect(fix?.edits).toEqual([{ path: '/zork' }]);
    expect(valueAt(document, fix?.edits[0]?.path ?? '')).toBe(1);
  });

  it('answers with names in scope for every node', () => {
    const info = check(templateScenario()).nodes['main']?.['judged'];
    expect(Object.keys(info?.scope ?? {})).toEqual(['order', 'here', 'catalog', 'reports', 'param', 'run', 'user']);
    expect(info?.ports.map((port) => port.id)).toEqual(['out']);
  });

  it('refuses a scenario with nothing to run or to open, and no other', () => {
    const codes = (flows: object, pages: object) => check(broken((s) => { set(s, 'flows', flows); set(s, 'pages', pages); })).diagnostics.map(({ code }) => code).filter((code) => /^SCN_NODE_(NONE|FLOW_EMPTY)$/u.test(code));
    const none = { nodes: {}, edges: {} };
    const words = (roles: readonly string[]) => ({ desk: { type: 'blocks', roles, blocks: [{ id: 'a', block: 'text', text: 'x' }] } });
    const clock = { nodes: { tick: { type: 'start.schedule', title: 'x', config: { every: 'day', at: '08:00' } } }, edges: {} };
    expect([codes({ main: none }, {}), codes({}, {}), codes({ main: none }, words([]))]).toEqual([['SCN_NODE_NONE'], ['SCN_NODE_NONE'], ['SCN_NODE_NONE']]);
    expect([codes({ main: none }, words(['doctor'])), codes({ main: none, side: clock }, {}), codes({ main: clock }, {})]).toEqual([['SCN_NODE_FLOW_EMPTY'], ['SCN_NODE_FLOW_EMPTY'], []]);
  });

  it('lets a flow that another flow calls begin without roles and end where nothing follows', () => {
    const start = { type: 'start.form', title: 'x', config: { fields: [] } };
    const withChild = (called: boolean) => check(broken((s, nodes, edges) => {
      set(s['flows'], 'child', { nodes: { begin: start, sum: { type: 'rule.expression', title: 'x', config: { values: [{ id: 'one', expr: '1' }] } } }, edges: { c1: ['begin.out', 'sum'] } });
      if (!called) return;
      set(nodes, 'call', { type: 'flow.call', config: { flow: 'child' } });
      set(edges, 'e98', ['route.none', 'call']);
    })).diagnostics.filter(({ place }) => place.flow === 'child').map(({ code }) => code);
    expect([withChild(false), withChild(true)]).toEqual([['SCN_NODE_PORT_OPEN', 'SCN_FORM_ROLE_EMPTY'], []]);
  });

  it.each(['data.upsert', 'data.delete'])('lets %s write to data of the scenario only', (type) => {
    const codes = (dataset: string) => check(broken((_, nodes, edges) => {
      set(nodes, 'write', { type, config: { dataset, where: 'true', ...(type === 'data.upsert' ? { values: { pid: '"P"' } } : {}) } });
      set(edges, 'e98', ['route.none', 'write']);
    })).diagnostics.filter(({ place }) => place.node === 'write').map(({ code }) => code).filter((code) => code.startsWith('SCN_DATA'));
    expect([codes('report'), codes('decision')]).toEqual([expect.arrayContaining(['SCN_DATA_SHARED_WRITE']), type === 'data.upsert' ? expect.arrayContaining(['SCN_DATA_VALUE_MISSING']) : []]);
  });

  it('asks for the way out of a changed row only where a version is expected', () => {
    const open = (expectedVersion?: string) => check(broken((_, nodes, edges) => {
      set(nodes, 'change', { type: 'data.update', config: { dataset: 'decision', where: 'true', set: { viewed: 'true' }, ...(expectedVersion ? { expectedVersion } : {}) } });
      set(edges, 'e98', ['route.none', 'change']);
    })).diagnostics.filter(({ code, place }) => code === 'SCN_NODE_PORT_OPEN' && place.node === 'change').map(({ message }) => message['zh-CN'].match(/出口“(.+?)”/u)?.[1]);
    expect([open(), open('1')]).toEqual([['下一步', '没有这样的行'], ['下一步', '没有这样的行', '已被别人改过']]);
  });

  it.each([null, 5, 'x', [], {}, { format: 1 }, { format: 1, flows: 3 }])('answers for %j without throwing', (document) => {
    expect(check(document).diagnostics.length).toBeGreaterThan(0);
  });
});
