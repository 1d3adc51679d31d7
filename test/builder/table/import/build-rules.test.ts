import { describe, expect, it } from 'vitest';
import { buildRules, type ImportContext } from '../../../../builder/src/designer/table/import/build-rules.ts';
import { clerkText, sheetRows } from '../../../../builder/src/designer/table/import/export-sheet.ts';
import { guessTargets, headRow, testableValues, typeOfCells } from '../../../../builder/src/designer/table/import/guess-mapping.ts';
import { columnsOf, type TableColumn } from '../../../../builder/src/designer/table/table-columns.ts';
import { tableFindings } from '../../../../runtime/rules/table-findings.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';

const scope = { names: { apply: { type: 'object', properties: { age: { type: 'integer', title: '年龄' }, setting: { type: 'string', title: '就诊类型' }, local: { type: 'boolean', title: '本市户籍' }, day: { type: 'string', format: 'date', title: '申请日' } } } } };
const values = testableValues(scope, 'zh-CN');
const empty: TableConfig = { hitPolicy: 'FIRST', inputs: [{ id: 'adult', expr: 'run.id != null' }], outputs: [{ id: 'result', type: 'string' }], rules: [] };
const titleOf = (column: TableColumn): string => (column.kind === 'input' ? (column.input.title ?? column.id) : column.kind === 'output' ? (column.output.title ?? column.id) : column.id);
const contextOf = (config: TableConfig): ImportContext => ({ config, columns: columnsOf(config), scope, schemaOf: (column) => (column.kind === 'input' ? values.find(({ path }) => path === column.input.expr)?.schema : { type: 'string' }), values, bases: new Map([['示例办法第三条', 'law']]) });
const sheet = [
  ['补贴判定表', '', '', '', ''],
  ['序号', '年龄', '就诊类型', '补贴结果', '依据'],
  ['1', '＜6', '不限', '全额', '示例办法第三条'],
  ['2', '6～17', '门诊、急诊', '半额', ''],
  ['3', '满18', '——', '不补', ''],
];
const importing = (rows: readonly (readonly string[])[], config = empty) => {
  const context = contextOf(config);
  const head = headRow(rows, values.map(({ title }) => title));
  const targets = guessTargets(rows, head, { columns: context.columns, titleOf, values });
  return buildRules({ rows, head, targets, mode: 'replace' }, context);
};

describe('a sheet as a table', () => {
  it('finds the row of titles, conditions with the values they test, results and bases', () => {
    expect(headRow(sheet, ['年龄'])).toBe(1);
    expect(headRow([['a', 'b'], ['1', '2']], [])).toBe(0);
    expect(headRow([['1', '2'], ['3', '4']], [])).toBe(-1);
    expect(guessTargets(sheet, 1, { columns: [], titleOf, values })).toEqual([{ kind: 'skip' }, { kind: 'input', expr: 'apply.age' }, { kind: 'input', expr: 'apply.setting' }, { kind: 'output', type: 'string' }, { kind: 'basis' }]);
  });

  it('turns cells into formulas, tells those it does not understand and keeps the rest', () => {
    const { config, problems } = importing(sheet);
    expect(config.inputs).toEqual([{ id: '年龄', expr: 'apply.age', title: '年龄' }, { id: '就诊类型', expr: 'apply.setting', title: '就诊类型' }]);
    expect(config.outputs).toEqual([{ id: '补贴结果', type: 'string', title: '补贴结果' }]);
    expect(config.rules).toEqual([
      { id: 'R1', when: { 年龄: '< 6' }, then: { 补贴结果: '"全额"' }, basis: ['law'] },
      { id: 'R2', when: { 年龄: '[6..17]', 就诊类型: '"门诊","急诊"' }, then: { 补贴结果: '"半额"' } },
      { id: 'R3', when: { 年龄: '满18' }, then: { 补贴结果: '"不补"' } },
    ]);
    expect(problems.map(({ row, column, raw }) => [row, column, raw])).toEqual([[4, 1, '满18']]);
  });

  it('tells a day that does not exist', () => {
    const { problems } = importing([['申请日', '结论'], ['2022/2/30', 'a'], ['2022/2/28', 'b']]);
    expect(problems.map(({ raw, message }) => [raw, message['zh-CN']])).toEqual([['2022/2/30', '没有“2022/2/30”这一天']]);
  });

  it('adds below, into the columns that are there', () => {
    const config: TableConfig = { ...empty, inputs: [{ id: 'age', expr: 'apply.age', title: '年龄' }], rules: [{ id: 'R1', when: {}, then: { result: '"x"' } }] };
    const context = contextOf(config);
    const rows = [['result', '年龄'], ['好', '18岁以上']];
    const built = buildRules({ rows, head: 0, targets: guessTargets(rows, 0, { columns: context.columns, titleOf, values }), mode: 'append' }, context);
    expect([built.first, built.config.rules[1]]).toEqual([1, { id: 'R2', when: { age: '>= 18' }, then: { result: '"好"' } }]);
  });

  it('gives harmless ids to titles that clash with keywords and prototypes', () => {
    const { config } = importing([['constructor', '__proto__', 'a-b', 'not', '结论'], ['1', '2', '3', '4', 'x']]);
    expect(config.inputs.map(({ id }) => id)).toEqual(['input1', 'proto', 'a_b', 'input2']);
    expect(Object.keys(config.rules[0]?.when ?? {})).toHaveLength(4);
  });

  it.each([[['是', '否'], 'boolean'], [['18', '≥18', '18-60'], 'integer'], [['1.5', '2'], 'number'], [['2022/1/5', '≥2022年1月1日'], 'date'], [['18', '门诊'], 'string'], [['18', '19', '20', '21', '50%'], 'integer'], [['-', ''], 'string']] as const)('takes %j for %s', (cells, type) => {
    expect(typeOfCells(cells, 'unary')).toBe(type);
  });

  it('is written as a clerk would and comes back with the same rules', () => {
    const { config } = importing(sheet.slice(0, 4));
    const factsOf = (column: TableColumn) => ({ kind: column.kind === 'input' ? ('unary' as const) : ('expression' as const), schema: contextOf(config).schemaOf(column), names: new Set(['apply']) });
    const rows = sheetRows({ config, titleOf, factsOf, basisTitle: () => '示例办法第三条', words: { number: '编号', basis: '依据', from: '起用日', to: '停用日' } });
    expect(rows[2]).toEqual(['R2', '[6..17]', '门诊,急诊', '半额', '', '', '']);
    expect(importing(rows, config).config.rules).toEqual(config.rules);
    expect(tableFindings(config)).toEqual(tableFindings(importing(rows, config).config));
    expect(clerkText('>= date("2022-01-05")', { kind: 'unary', schema: { type: 'string', format: 'date' }, names: new Set() })).toBe('>= 2022-01-05');
    expect(clerkText('"a,b"', { kind: 'unary', schema: { type: 'string' }, names: new Set() })).toBe('"a,b"');
  });
});
