import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaOfFormula } from '../../../../builder/src/designer/formula/check-formula.ts';
import { asSchema, schemaAt, type FormulaScope } from '../../../../builder/src/designer/formula/formula-scope.ts';
import { buildRules, type ImportContext } from '../../../../builder/src/designer/table/import/build-rules.ts';
import { sheetRows, toCsv } from '../../../../builder/src/designer/table/import/export-sheet.ts';
import { fromDmn, tablesIn } from '../../../../builder/src/designer/table/import/from-dmn.ts';
import { guessTargets, headRow, testableValues } from '../../../../builder/src/designer/table/import/guess-mapping.ts';
import { readSheets } from '../../../../builder/src/designer/table/import/read-sheets.ts';
import { toDmn } from '../../../../builder/src/designer/table/import/to-dmn.ts';
import { writeWorkbook } from '../../../../builder/src/designer/table/import/write-workbook.ts';
import { columnsOf, type TableColumn } from '../../../../builder/src/designer/table/table-columns.ts';
import { checkScenario } from '../../../../runtime/check/check-scenario.ts';
import { readDmn } from '../../../../runtime/dmn/read-dmn.ts';
import { writeDmn } from '../../../../runtime/dmn/write-dmn.ts';
import { feel } from '../../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../../runtime/nodes/registry.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';
import { valueSchema } from '../../../../runtime/schema/value-schema.ts';
import { templateCatalogue, templateScenario } from '../../../support/template.ts';

/** Every table with rules of its own in every template, with the names its cells may use. */
interface Table {
  readonly name: string;
  readonly config: TableConfig;
  readonly scope: FormulaScope;
}

function namesOf(config: TableConfig, outer: Readonly<Record<string, unknown>>): FormulaScope['names'] {
  let names: Record<string, unknown> = { ...outer };
  if (config.each !== undefined) names = { ...names, [config.as ?? 'item']: asSchema(schemaAt(outer, config.each.split('.'))?.items) };
  for (const [name, text] of Object.entries(config.let ?? {})) names = { ...names, [name]: schemaOfFormula(text, { names }) };
  return names;
}

function tablesOf(slug: string): readonly Table[] {
  const scenario = templateScenario(slug);
  const checked = checkScenario(structuredClone(scenario), { nodeType: createRegistry(builtIns).find, catalogue: templateCatalogue(), language: feel });
  return Object.entries(scenario.flows).flatMap(([flow, { nodes }]) => Object.entries(nodes).flatMap(([id, { type, config }]) => {
    const table = config as unknown as TableConfig;
    if (type !== 'rule.table' || !Array.isArray(table.rules) || table.rules.length === 0) return [];
    return [{ name: `${slug} ${id}`, config: table, scope: { names: namesOf(table, checked.nodes[flow]?.[id]?.scope ?? {}) } }];
  }));
}

const TABLES = readdirSync(new URL('../../../../templates/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => tablesOf(name));
const titleOf = ({ id }: TableColumn): string => id;

function contextOf({ config, scope }: Table): ImportContext {
  const schemaOf = (column: TableColumn): unknown => {
    if (column.kind === 'input') return schemaAt(scope.names, column.input.expr.split('.')) ?? schemaOfFormula(column.input.expr, scope);
    return column.kind === 'output' ? valueSchema(column.output.type, { enum: column.output.enum, nullable: false }) : undefined;
  };
  const bases = new Map(config.rules.flatMap(({ basis }) => (basis ?? []).map((key) => [key, key] as const)));
  return { config, columns: columnsOf(config), scope, schemaOf, values: testableValues(scope, 'zh-CN'), bases };
}

function imported(table: Table, rows: readonly (readonly string[])[]) {
  const context = contextOf(table);
  const head = headRow(rows, [...context.values.map(({ title }) => title), ...context.columns.map(titleOf)]);
  const targets = guessTargets(rows, head, { columns: context.columns, titleOf, values: context.values });
  return buildRules({ rows, head, targets, mode: 'replace' }, context);
}

const content = ({ rules }: TableConfig) => rules.map(({ when, then, basis = [], from, to }) => ({ when, then, basis, from, to }));

describe('the tables of the templates', () => {
  it('are many', () => expect(TABLES.length).toBeGreaterThan(40));

  it.each(TABLES)('come back from a sheet as they were: $name', async (table) => {
    const context = contextOf(table);
    const factsOf = (column: TableColumn) => ({ kind: column.kind === 'input' ? ('unary' as const) : ('expression' as const), schema: context.schemaOf(column), names: new Set(Object.keys(table.scope.names)) });
    const rows = sheetRows({ config: table.config, titleOf, factsOf, basisTitle: (key) => key, words: { number: '编号', basis: '依据', from: '起用日', to: '停用日' } });
    for (const [name, bytes] of [['a.xlsx', await writeWorkbook('a', rows)], ['a.csv', new TextEncoder().encode(toCsv(rows))]] as const) {
      const [sheet] = await readSheets({ name, bytes });
      const { config, problems } = imported(table, sheet?.rows ?? []);
      expect(problems).toEqual([]);
      expect(content(config)).toEqual(content(table.config));
    }
  });

  it.each(TABLES)('come back from DMN with the same conditions, results and values before them: $name', async (table) => {
    const { config, scope } = table;
    const { model } = toDmn({ config, scenario: 'a', title: 'a', scope, titleOf, annotation: '依据', noteOf: () => '' });
    const back = await readDmn(await writeDmn(model));
    const [found] = back.model ? tablesIn(back.model) : [];
    // What is judged one by one is told as lost; its name is then one of the values of the table.
    const again = back.model && found && fromDmn(back.model, found, { scope, values: testableValues(scope, 'zh-CN'), locale: 'zh-CN' });
    expect(again?.problems).toEqual([]);
    expect(again?.config.let).toEqual(config.let);
    expect(again?.config.outputs.map(({ id }) => id)).toEqual(config.outputs.map(({ id }) => id));
    expect(again?.config.inputs.map(({ expr }) => expr)).toEqual(config.inputs.map(({ expr }) => expr));
    const conditions = (one: TableConfig | undefined) => one?.rules.map(({ when }) => one.inputs.map(({ id }) => when[id] ?? '-'));
    expect(conditions(again?.config)).toEqual(conditions(config));
  });
});
