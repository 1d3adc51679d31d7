import { useMemo } from 'react';
import { TableConfigSchema, type TableConfig } from '../../../../runtime/rules/table-schema.ts';
import type { Judgement } from '../../../../runtime/schema/explanation.ts';
import { valueSchema } from '../../../../runtime/schema/value-schema.ts';
import { useDocument } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { schemaOfFormula } from '../formula/check-formula.ts';
import { asSchema, sampleAt, schemaAt, type FormulaScope } from '../formula/formula-scope.ts';
import { useDesk, type EntryDesk } from '../panel/entry-desk.tsx';
import { chiefJudgement } from '../panel/hit-rules.ts';
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
  /** Names, helper values and the judged element: what cells and column values may use. */
  readonly scope: FormulaScope;
  /** The scope of one column's cells, with the tested value. */
  readonly cellScope: (column: TableColumn) => FormulaScope;
  readonly judgement: Judgement | undefined;
  readonly traceMs: number | undefined;
}

/** Names a table adds to the node's: each judged element, then helper values in their order. */
function tableScope(config: TableConfig, scope: FormulaScope): FormulaScope {
  let names: Record<string, unknown> = { ...scope.names };
  let samples: Record<string, unknown> = { ...scope.samples };
  if (config.each !== undefined) {
    const path = config.each.split('.');
    const list = schemaAt(scope.names, path) ?? schemaOfFormula(config.each, scope);
    const sample = sampleAt(scope.samples, path);
    const name = config.as ?? 'item';
    names = { ...names, [name]: asSchema(list.items) };
    samples = { ...samples, [name]: Array.isArray(sample) ? (sample as readonly unknown[])[0] : undefined };
  }
  for (const [name, source] of Object.entries(config.let ?? {})) names = { ...names, [name]: schemaOfFormula(source, { names }) };
  return { ...scope, names, samples };
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

/** Undefined when the node holds no table (yet). */
export function useTableDesk(): TableDesk | undefined {
  const desk = useDesk();
  const { edit } = useDocument();
  const trace = useTrace().node(desk.id);
  const config = isTable(desk.node.config) ? desk.node.config : undefined;
  const shape = config && JSON.stringify([config.each, config.as, config.let, config.inputs, config.outputs]);
  // The scope follows the columns, not the cells: editing a cell must not check every other cell again.
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const scope = useMemo(() => (config ? tableScope(config, desk.scope) : desk.scope), [shape, desk.scope]);
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const scopes = useMemo(() => (config ? cellScopes(config, scope) : undefined), [shape, scope]);
  return useMemo(() => {
    if (!config || !scopes) return undefined;
    const base = `/flows/${desk.flow}/nodes/${desk.id}/config`;
    const keys = Object.keys(TableConfigSchema.properties) as (keyof TableConfig)[];
    return {
      desk,
      config,
      columns: columnsOf(config),
      readOnly: desk.readOnly,
      put: (next, what) => {
        if (desk.readOnly) return;
        edit({ label: what, changes: keys.filter((key) => next[key] !== config[key]).map((key) => ({ path: `${base}/${key}`, ...(next[key] === undefined ? {} : { value: next[key] }) })) });
      },
      titleOf: (column) => (column.kind === 'input' || column.kind === 'output' ? (scenarioText(desk.scenario, (column.kind === 'input' ? column.input : column.output).title ?? `@${desk.id}.${column.id}`, desk.locale) ?? column.id) : column.id),
      scope,
      cellScope: (column) => scopes.get(column.id) ?? scope,
      judgement: chiefJudgement(trace?.explanation),
      traceMs: trace?.ms,
    };
  }, [desk, config, scope, scopes, edit, trace]);
}

function cellScopes(config: TableConfig, scope: FormulaScope): ReadonlyMap<string, FormulaScope> {
  const schemas = columnSchemas(config, scope);
  return new Map([...schemas].map(([id, input]) => [id, { ...scope, input }]));
}
