import { parseDate } from '../language/values/dates.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { FieldType } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import { isBlank, writeCell, writeLiteral, type RowFaultKind } from './row-cell.ts';
import { columnsRead, type RowInput, type RowTableConfig } from './row-table-schema.ts';
import type { TableConfig, TableOutput, TableRule } from './table-schema.ts';

/** As many rules as a table may have. */
export const MOST_ROWS = 20_000;

/** A row that cannot be a rule: the others count without it, and whoever asks is told how many there are. */
export interface RowFault {
  readonly code: `SCN_RULE_ROW_${Uppercase<RowFaultKind>}`;
  /** Id of the row in its dataset, and its place among the rows read, from 1. */
  readonly row: string;
  readonly number: number;
  readonly column: string;
  readonly value: Json;
  readonly message: LocalText;
}

export interface RowRules {
  readonly rules: readonly TableRule[];
  readonly faults: readonly RowFault[];
}

type Fields = Pick<DatasetDefinition, 'fields' | 'dated'>;

const WORDS: Readonly<Record<RowFaultKind, LocalText>> = {
  type: { 'zh-CN': '与这一列的类型不符', en: 'is not of the type of its column' },
  blank: { 'zh-CN': '是空的，而这一列每行都要填', en: 'is empty, but every row needs it' },
  range: { 'zh-CN': '下限大于上限', en: 'has its low end above its high end' },
  test: { 'zh-CN': '不是能懂的条件', en: 'is not a condition that can be read' },
  dates: { 'zh-CN': '不是日历上的一天，或停用日早于起用日', en: 'is no day of the calendar, or ends before it begins' },
};

function fault(kind: RowFaultKind, row: JsonObject, index: number, column: string): RowFault {
  const value = row[column] ?? null;
  const said = isBlank(value) ? column : `${column} ${JSON.stringify(value)} `;
  return {
    code: `SCN_RULE_ROW_${kind.toUpperCase() as Uppercase<RowFaultKind>}`,
    row: idOf(row), number: index + 1, column, value,
    message: { 'zh-CN': `第 ${index + 1} 行的 ${said}${WORDS[kind]['zh-CN']}。这一行没有算进规则，请在数据集里改正`, en: `Row ${index + 1}: ${said.trim()} ${WORDS[kind].en}. The row does not count as a rule; mend it in the dataset` },
  };
}

function idOf(row: JsonObject): string {
  const id = row['_id'];
  return typeof id === 'string' ? id : '';
}

/** The table without rules: its columns with the types of the dataset. */
export function tableWithout(config: RowTableConfig, definition: Fields | undefined): TableConfig {
  const { dataset: _dataset, order: _order, name: _name, inputs, outputs, ...rest } = config;
  return {
    ...rest,
    inputs: inputs.map(({ id, expr, title, nullable }) => ({ id, expr, ...(title === undefined ? {} : { title }), ...(nullable === undefined ? {} : { nullable }) })),
    outputs: outputs.map(({ column, ...output }): TableOutput => {
      const field = definition?.fields.find((candidate) => candidate.id === column);
      return { ...output, type: field?.type ?? 'any', ...(field?.enum === undefined ? {} : { enum: field.enum }) };
    }),
    rules: [],
  };
}

/**
 * Reads rows as rules. Each rule is what somebody would have typed for the row, so both tables mean the same.
 * `isSound` judges the texts of columns that hold conditions.
 */
export function rulesOfRows(config: RowTableConfig, definition: Fields | undefined, rows: readonly JsonObject[], isSound: (input: string, source: string) => boolean = () => true): RowRules {
  const types = new Map<string, FieldType>(definition?.fields.map((field) => [field.id, field.type]));
  const typeOf = (column: string): FieldType => types.get(column) ?? 'any';
  const rules: TableRule[] = [];
  const faults: RowFault[] = [];
  for (const [index, row] of rows.entries()) {
    const read = readRow(config, row, { typeOf, isSound, dated: definition?.dated === true });
    if ('kind' in read) faults.push(fault(read.kind, row, index, read.column));
    else rules.push(read);
  }
  return { rules, faults };
}

interface Reading {
  readonly typeOf: (column: string) => FieldType;
  readonly isSound: (input: string, source: string) => boolean;
  readonly dated: boolean;
}

function readRow(config: RowTableConfig, row: JsonObject, { typeOf, isSound, dated }: Reading): TableRule | { readonly kind: RowFaultKind; readonly column: string } {
  const when: Record<string, string> = {};
  for (const input of config.inputs) {
    const cell = writeCell(input, row, typeOf);
    if ('fault' in cell) return { kind: cell.fault, column: faultyColumn(input, row) };
    if (input.test === 'tests' && cell.text !== '-' && !isSound(input.id, cell.text)) return { kind: 'test', column: faultyColumn(input, row) };
    if (cell.text !== '-') when[input.id] = cell.text;
  }
  const results: Record<string, string> = {};
  for (const output of config.outputs) {
    const value = row[output.column];
    if (isBlank(value)) {
      if (output.optional !== true && output.default === undefined) return { kind: 'blank', column: output.column };
      continue;
    }
    const written = writeLiteral(value, typeOf(output.column));
    if ('fault' in written) return { kind: written.fault, column: output.column };
    results[output.id] = written.text;
  }
  const days = dated ? daysOf(row) : {};
  return days === null ? { kind: 'dates', column: 'valid_from' } : { id: idOf(row), when, then: results, ...days };
}

function faultyColumn(input: RowInput, row: JsonObject): string {
  if (input.test !== 'range') return input.column ?? input.id;
  return [input.low, input.high].find((column) => column !== undefined && !isBlank(row[column])) ?? input.low ?? input.high ?? input.id;
}

/** The days a row counts on; null when one of them does not exist. */
function daysOf(row: JsonObject): { readonly from?: string; readonly to?: string } | null {
  const [from, to] = [row['valid_from'], row['valid_to']].map((day) => (isBlank(day) ? undefined : day));
  for (const day of [from, to]) if (day !== undefined && (typeof day !== 'string' || parseDate(day) === null)) return null;
  const days = { ...(typeof from === 'string' ? { from } : {}), ...(typeof to === 'string' ? { to } : {}) };
  return typeof from === 'string' && typeof to === 'string' && from > to ? null : days;
}

/** What people call a row by: its values of the naming columns, or of the columns that hold its conditions. */
export function rowFacts(config: RowTableConfig, row: JsonObject): JsonObject {
  const columns = config.name ?? columnsRead({ ...config, outputs: [] });
  return Object.fromEntries(columns.filter((column) => !isBlank(row[column])).map((column) => [column, row[column] ?? null]));
}
