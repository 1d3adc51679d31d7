import { describe, expect, it } from 'vitest';
import { changeWords, type WordsDesk } from '../../../builder/src/designer/changes/change-words.ts';
import type { TypeWords } from '../../../builder/src/designer/changes/edge-words.ts';
import { compareScenarios } from '../../../builder/src/designer/changes/compare.ts';
import { humanForm } from '../../../runtime/nodes/built-in/human/form.ts';
import { TableConfigSchema } from '../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';

const type = (zh: string, en: string, config: unknown, ports: TypeWords['ports'] = []): TypeWords => ({ title: { 'zh-CN': zh, en }, config, ports });
const TYPES: Readonly<Record<string, TypeWords>> = { 'human.form': type('表单任务', 'Form task', humanForm.config), 'rules.table': type('决策表', 'Decision table', TableConfigSchema), 'data.query': type('查询', 'Query', {}, [{ id: 'none', title: { 'zh-CN': '没找到', en: 'not found' } }]) };

const plate = { id: 'plate', type: 'string' };
const rows = { id: 'rows', type: 'list', widget: 'table', columns: [{ id: 'name', type: 'string' }, { id: 'price', type: 'decimal', title: '单价' }] };
const TEXTS = { ask: { 'zh-CN': '填写' }, 'ask.plate': { 'zh-CN': '车牌号', en: 'Number plate' }, hint: { 'zh-CN': '六位' } };

function scenario(config: object, more: object = {}): Scenario {
  return { format: 1, id: 'a', title: 'A', purpose: 'P', parameters: {}, texts: TEXTS, layout: {}, flows: { main: { nodes: { ask: { type: 'human.form', config }, end: { type: 'output.page', title: '结果', config: {} } }, edges: {} } }, ...more } as unknown as Scenario;
}

function told(before: Scenario, after: Scenario, locale: Locale = 'zh-CN') {
  const desk: WordsDesk = { before, after, locale, typeOf: (type) => TYPES[type] };
  return compareScenarios(before, after).flatMap((group) => group.changes.map((change) => {
    const words = changeWords(group, change, desk);
    return [words.place, words.before, words.after];
  }));
}

describe('words of a change', () => {
  it('name the question and the property, and say values as the form editor does', () => {
    const after = { fields: [{ ...plate, type: 'integer', widget: 'scan', optional: true, hint: '@hint', enum: ['a', 'b'] }] };
    expect(told(scenario({ fields: [plate] }), scenario(after))).toEqual([
      ['问题 › 车牌号 › 类型', '文字', '整数'],
      ['问题 › 车牌号 › 样式', undefined, '扫码'],
      ['问题 › 车牌号 › 可以不填', undefined, '是'],
      ['问题 › 车牌号 › 提示', undefined, '六位'],
      ['问题 › 车牌号 › 固定选项', undefined, 'a、b'],
    ]);
    expect(told(scenario({ fields: [plate] }), scenario({ fields: [{ ...plate, optional: true }] }), 'en')).toEqual([['Questions › Number plate › May stay empty', undefined, 'yes']]);
  });

  it('say a question that went in one line, and name the columns inside another', () => {
    const fewer = { ...rows, columns: [{ id: 'price', type: 'number', title: '单价' }] };
    expect(told(scenario({ fields: [plate, rows] }), scenario({ fields: [fewer] }))).toEqual([
      ['问题 › 车牌号', '名称：plate；类型：文字', undefined],
      ['问题 › rows › 列 › name', '名称：name；类型：文字', undefined],
      ['问题 › rows › 列 › 单价 › 类型', '金额、小数', '数字'],
    ]);
  });

  it('name texts by whom they belong to, and edges by the titles of both nodes', () => {
    const hinted = (hint: string) => scenario({ fields: [plate] }, { texts: { ...TEXTS, 'ask.plate.hint': { 'zh-CN': hint } } });
    const edged = hinted('七位');
    const { main } = edged.flows;
    const after = { ...edged, flows: { main: { ...main, edges: { e1: ['ask.yes', 'end'] } } } } as unknown as Scenario;
    expect(told(hinted('六位'), after)).toEqual([['车牌号 › 提示 › 中文', '六位', '七位'], ['', undefined, '填写 · yes → 结果']]);
  });

  it('name the texts of the scenario itself and of what is outside of flows', () => {
    const worded = (purpose: string, def: string) => scenario({}, { purpose: '@why', pages: { board: { type: 'dashboard', title: '看板', roles: [], tiles: [] } }, texts: { ...TEXTS, why: { 'zh-CN': purpose }, 'board.rate': { 'zh-CN': '互认率' }, 'board.rate.def': { 'zh-CN': def }, stray: { 'zh-CN': def } } });
    expect(told(worded('a', 'b'), worded('c', 'd')).map(([place]) => place)).toEqual(['用途 › 中文', '看板 › 互认率 › 怎么算的（给人看） › 中文', 'stray › 中文']);
  });

  it('keep what has no words as it is written', () => {
    const values = (value: number) => ({ parameters: { fee: { title: '费用', type: 'integer', values: [{ from: '2026-01-01', value: 1 }, { key: '杭州', from: null, value }] } } });
    expect(told(scenario({ fields: [] }, values(2)), scenario({ fields: [] }, values(3)))).toEqual([['费用 › 取值 › 杭州 › 取值', '2', '3']]);
  });

  it('name both ends of an edge as people know them: a decision, a way out of the type, a node that is gone, one that leads back', () => {
    const flow = (edges: object, nodes: object) => scenario({ fields: [], outcomes: [{ port: 'no', title: '不同意' }] }, { flows: { main: { nodes: { ...nodes, ask: { type: 'human.form', config: { outcomes: [{ port: 'no', title: '不同意' }] } }, look: { type: 'data.query', title: '查档', config: {} } }, edges } } });
    const end = { end: { type: 'output.page', title: '结果', config: {} } };
    const lines = told(flow({ a: ['ask.no', 'end'], b: ['look.none', 'ask', 'back'] }, end), flow({ b: ['look', 'ask'] }, {}));
    expect(lines.filter(([, ...words]) => words.some((one) => one?.includes('→') === true))).toEqual([['', '填写 · 不同意 → 结果', undefined], ['', '查档 · 没找到 → 填写（退回）', '查档 → 填写']]);
  });

  it('say what every node has, and the parts outside of flows, by the words of the pages that edit them', () => {
    const bases = { law: { title: '消防法', level: 'statute' }, old: { title: '旧办法', level: 'practice' } };
    const node = (more: object) => scenario({ fields: [] }, { bases, flows: { main: { nodes: { ask: { type: 'human.form', config: { fields: [] }, ...more } }, edges: {} } } });
    expect(told(node({ basis: ['old'], retry: { max: 1 } }), node({ basis: ['law'], lock: 'prescribed', retry: { max: 3 } }))).toEqual([
      ['依据', '旧办法', '消防法'],
      ['出错时 › 最多重试几次', '1', '3'],
      ['规定还是自选', undefined, '规定动作'],
    ]);
    expect(told(scenario({}), node({}), 'en').find(([place]) => place === 'Legal bases')).toBeUndefined();
    expect(told(scenario({}, { bases }), scenario({}, { bases: { ...bases, law: { ...bases.law, level: 'national' } }, recording: 'none' }))).toEqual([['消防法 › 层级', '法律法规', '国家文件'], ['运行记录', undefined, '不记录']]);
  });

  it('say the type of another node, and conditions by the titles of their columns', () => {
    const rule = (id: string, age: string) => ({ id, when: { age }, then: { ok: 'true' } });
    const table = (...rules: object[]) => scenario({}, { texts: { ...TEXTS, 'judged.age': { 'zh-CN': '年龄' }, 'judged.ok': { 'zh-CN': '通过' } }, flows: { main: { nodes: { judged: { type: 'rules.table', config: { inputs: [{ id: 'age', expr: 'x' }], rules } } }, edges: {} } } });
    expect(told(table(rule('R1', '> 1')), table(rule('R1', '> 2'), rule('R2', '-')))).toEqual([['规则 › R1 › 条件 › 年龄', '> 1', '> 2'], ['规则 › R2', undefined, '年龄 - → 通过 true']]);
    const hit = (hitPolicy: string) => scenario({}, { flows: { main: { nodes: { judged: { type: 'rules.table', config: { hitPolicy } } }, edges: {} } } });
    expect(told(hit('FIRST'), hit('COLLECT'))).toEqual([['命中方式', '首条命中', '全部收集']]);
    const swapped = scenario({}, { flows: { main: { nodes: { ask: { type: 'data.query', config: {} }, end: { type: 'output.page', title: '结果', config: {} } }, edges: {} } } });
    expect(told(scenario({}), swapped)).toEqual([['类型', '表单任务', '查询']]);
  });

  it('say a node of a whole flow that came by its name and kind', () => {
    const sub = { nodes: { check: { type: 'data.query', title: '核对', config: { dataset: 'a' } } }, edges: {} };
    const [before, after] = [scenario({}), scenario({}, { flows: { ...scenario({}).flows, sub } })];
    const desk: WordsDesk = { before, after, locale: 'zh-CN', typeOf: (type) => TYPES[type] };
    expect(changeWords({ kind: 'edges', flow: 'sub', name: 'sub' }, { path: '/flows/sub/nodes/check', before: undefined, after: sub.nodes.check, kind: 'member' }, desk)).toEqual({ place: '核对', before: undefined, after: '查询' });
  });

  it('tell also a version that lacks parts no page could draw', () => {
    const after = { format: 1, id: 'a', title: 'A', purpose: 'P', flows: { main: { edges: { e1: ['ask', 'end'] } } } } as unknown as Scenario;
    const places = told(scenario({}), after).map(([place, , now]) => [place, now]);
    expect(places).toContainEqual(['', '填写 → 结果']);
    expect(told(scenario({}), { id: 'a' } as unknown as Scenario).map(([place]) => place)).toContain('流程');
  });
});
