import { useMemo } from 'react';
import { TableConfigSchema, type TableConfig } from '../../../../runtime/rules/table-schema.ts';
import type { Judgement } from '../../../../runtime/schema/explanation.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { valueSchema } from '../../../../runtime/schema/value-schema.ts';
import type { Change } from '../document/change.ts';
import { useCheck } from '../document/check-context.tsx';
import { useEdit } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { schemaOfFormula } from '../formula/check-formula.ts';
import { asSchema, sampleAt, schemaAt, type FormulaScope } from '../formula/formula-scope.ts';
import { useDesk, type EntryDesk } from '../panel/entry-desk.tsx';
import { chiefJudgement } from '../panel/hit-rules.ts';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { columnWords, conditionTitle, type ColumnWord } from './cell-words.ts';
import { gapsOf, type Gap } from './gaps.ts';
import { problemsByRow } from './row-problems.ts';
import { columnsOf, type TableColumn } from './table-columns.ts';

/** The table of one node and how to change it. */
export interface TableDesk {
  readonly desk: EntryDesk;
  readonly config: TableConfig;
  readonly columns: readonly TableColumn[];
  readonly readOnly: boolean;
  /** Replaces the config as one step of undo; only what differs is written. */
  readonly put: (next: TableConfig, what: string) => void;
  readonly titleOf: (column: TableColumn) => string;
  /** Words of the values cells hold; the same function as long as the words are the same. */
  readonly wordOf: ColumnWord;
  /** Names, helper values and the judged element: what cells and column values may use. */
  readonly scope: FormulaScope;
  /** The scope of one column's cells, with the tested value. */
  readonly cellScope: (column: TableColumn) => FormulaScope;
  readonly judgement: Judgement | undefined;
  readonly traceMs: number | undefined;
  /** Problems of the rule in this row. */
  readonly problemsOf: (row: number) => readonly OutsideProblem[];
  readonly gaps: readonly Gap[];
}

/** More changed rules than this are written as one list. */
const FEW = 40;

/** Only the rules that changed are written, so that an edit of one cell in a large table stays one small step of undo. */
function ruleChanges(base: string, before: TableConfig['rules'], after: TableConfig['rules']): readonly Change[] {
  const whole = [{ path: `${base}/rules`, value: after }];
  if (before.length !== after.length) return whole;
  const changed = after.flatMap((rule, row) => (rule === before[row] ? [] : [{ path: `${base}/rules/${row}`, value: rule }]));
  return changed.length > FEW ? whole : changed;
}

/** Names a table adds to the node's: each judged element, then helper values in their order. */
function tableNames(config: TableConfig, outer: FormulaScope['names']): FormulaScope['names'] {
  let names: Record<string, unknown> = { ...outer };
  if (config.each !== undefined) {
    const list = schemaAt(outer, config.each.split('.')) ?? schemaOfFormula(config.each, { names: outer });
    names = { ...names, [config.as ?? 'item']: asSchema(list.items) };
  }
  for (const [name, source] of Object.entries(config.let ?? {})) names = { ...names, [name]: schemaOfFormula(source, { names }) };
  return names;
}

/** Last values, with the first element of the judged list as the sample of all. */
function tableSamples(config: TableConfig, scope: FormulaScope): NonNullable<FormulaScope['samples']> {
  if (config.each === undefined) return scope.samples ?? {};
  const sample = sampleAt(scope.samples, config.each.split('.'));
  return { ...scope.samples, [config.as ?? 'item']: Array.isArray(sample) ? (sample as readonly unknown[])[0] : undefined };
}

function isTable(config: unknown): config is TableConfig {
  const table = config as Partial<TableConfig> | undefined;
  return Array.isArray(table?.inputs) && Array.isArray(table.outputs) && Array.isArray(table.rules);
}

function columnSchemas(config: TableConfig, scope: FormulaScope): ReadonlyMap<string, unknown> {
  const inputs = config.inputs.map((input) => [input.id, schemaAt(scope.names, input.expr.split('.')) ?? schemaOfFormula(input.expr, scope)] as const);
  const outputs = config.outputs.map((output) => [output.id, valueSchema(output.type, { enum: output.enum, nullable: false })] as const);
  return new Map<string, unknown>([...inputs, ...outputs]);
}

/** Columns whose values are whole numbers. */
function integerInputs(schemas: ReadonlyMap<string, unknown> | undefined): ReadonlySet<string> {
  return new Set([...(schemas ?? [])].flatMap(([id, schema]) => {
    const type = typeFromSchema(schema);
    return type.kind === 'number' && type.integer === true ? [id] : [];
  }));
}

/** Undefined when the node holds no table (yet). */
export function useTableDesk(): TableDesk | undefined {
  const desk = useDesk();
  const edit = useEdit();
  const check = useCheck();
  const trace = useTrace().node(desk.id);
  const config = isTable(desk.node.config) ? desk.node.config : undefined;
  const shape = config && JSON.stringify([config.each, config.as, config.let, config.inputs, config.outputs]);
  const { names: outer } = desk.scope;
  // Names follow the columns, not the cells: editing a cell must not check every other cell again.
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const names = useMemo(() => (config ? tableNames(config, outer) : outer), [shape, outer]);
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const columns = useMemo(() => (config ? columnsOf(config) : []), [shape]);
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const schemas = useMemo(() => (config ? columnSchemas(config, { names }) : undefined), [shape, names]);
  const diagnostics = check.of(desk.flow, desk.id);
  const integers = useMemo(() => integerInputs(schemas), [schemas]);
  const gaps = useMemo(() => (config ? gapsOf(config, diagnostics, integers) : []), [config, diagnostics, integers]);
  const { problemsAt } = desk;
  const problemsOf = useMemo(() => problemsByRow(problemsAt(['rules'], true)), [problemsAt]);
  const { texts } = desk.scenario;
  const { titles } = desk.scope;
  const wordOf = useMemo(() => columnWords({ texts }, desk.id, titles, desk.locale), [texts, desk.id, titles, desk.locale]);
  const judgement = useMemo(() => chiefJudgement(trace?.explanation), [trace]);
  return useMemo(() => {
    if (!config || !schemas) return undefined;
    const base = `/flows/${desk.flow}/nodes/${desk.id}/config`;
    const keys = Object.keys(TableConfigSchema.properties) as (keyof TableConfig)[];
    const scope: FormulaScope = { ...desk.scope, names, samples: tableSamples(config, desk.scope) };
    const scopes = new Map<string, FormulaScope>();
    return {
      desk,
      config,
      columns,
      readOnly: desk.readOnly,
      put: (next, what) => {
        if (desk.readOnly) return;
        const changes = keys.filter((key) => next[key] !== config[key]).flatMap((key) => (key === 'rules' ? ruleChanges(base, config.rules, next.rules) : [{ path: `${base}/${key}`, ...(next[key] === undefined ? {} : { value: next[key] }) }]));
        edit({ label: what, changes });
      },
      titleOf: (column) => {
        if (column.kind === 'input') return conditionTitle(desk.scenario, desk.id, scope, column.input, desk.locale);
        return column.kind === 'output' ? (scenarioText(desk.scenario, column.output.title ?? `@${desk.id}.${column.id}`, desk.locale) ?? column.id) : column.id;
      },
      wordOf,
      scope,
      cellScope: ({ id }) => {
        const known = scopes.get(id) ?? (schemas.has(id) ? { ...scope, input: schemas.get(id) } : scope);
        scopes.set(id, known);
        return known;
      },
      judgement,
      traceMs: trace?.ms,
      problemsOf,
      gaps,
    };
  }, [desk, config, columns, names, schemas, wordOf, edit, trace, judgement, problemsOf, gaps]);
}
