import type { DatasetDefinition } from '../schema/dataset.ts';
import type { JsonObject } from '../schema/json.ts';
import { compileTable, type CompiledTable } from './compile-table.ts';
import { rowFacts, rulesOfRows, tableWithout, type RowFault } from './row-table.ts';
import type { RowTableConfig } from './row-table-schema.ts';
import type { RuleTools } from './rule-tools.ts';
import type { TableRule } from './table-schema.ts';

/** The rows of one revision, compiled. */
export interface RowTable {
  readonly revision: string;
  readonly table: CompiledTable;
  readonly faults: readonly RowFault[];
  /** What people call a row by. */
  readonly factsOf: (rule: string) => JsonObject;
}

/** A table whose rules are rows: compiled for each revision of its dataset, the last ones kept. */
export interface RowTables {
  readonly config: RowTableConfig;
  readonly tools: RuleTools;
  readonly known: (revision: string) => RowTable | undefined;
  readonly make: (revision: string, rows: readonly JsonObject[], definition: DatasetDefinition | undefined) => RowTable;
  /** The table with other rules: for a table of the few rows that a run recorded. */
  readonly withRules: (rules: readonly TableRule[]) => CompiledTable;
}

/** While new rows come in, runs that began before may still ask for the old ones. */
const KEPT = 2;

export function createRowTables(config: RowTableConfig, tools: RuleTools): RowTables {
  const tables = new Map<string, RowTable>();
  const isSound = cellCheck(config, tools);
  const withRules = (rules: readonly TableRule[], definition?: DatasetDefinition): CompiledTable => compileTable({ ...tableWithout(config, definition), rules: [...rules] }, tools);
  return {
    config,
    tools,
    known: (revision) => tables.get(revision),
    withRules,
    make: (revision, rows, definition) => {
      const read = rulesOfRows(config, definition, rows, isSound);
      const byId = new Map(rows.map((row) => [row['_id'], row]));
      const made: RowTable = { revision, table: withRules(read.rules, definition), faults: read.faults, factsOf: (rule) => rowFacts(config, byId.get(rule) ?? {}) };
      tables.set(revision, made);
      if (tables.size > KEPT) tables.delete(tables.keys().next().value ?? '');
      return made;
    },
  };
}

/** Whether a text that a row gives as a condition can be read; each text is looked at once. */
function cellCheck(config: RowTableConfig, tools: RuleTools): (input: string, source: string) => boolean {
  const columns = compileTable({ ...tableWithout(config, undefined), rules: [] }, tools);
  const known = new Map<string, boolean>();
  return (input, source) => {
    const key = `${input}\n${source}`;
    const sound = known.get(key) ?? tools.unaryTests(source, columns.inputs[config.inputs.findIndex(({ id }) => id === input)]?.schema ?? {}, columns.locals).broken !== true;
    known.set(key, sound);
    return sound;
  };
}
