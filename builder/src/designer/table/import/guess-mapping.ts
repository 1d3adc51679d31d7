import type { FieldType } from '../../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { member } from '../../document/pointer.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { asSchema, membersOf, schemaTitle, type FormulaScope, type SchemaView } from '../../formula/formula-scope.ts';
import { isAny, readClerkCell } from '../clerk-cell.ts';
import type { TableColumn } from '../table-columns.ts';

/** What a column of a sheet becomes. */
export type Target =
  | { readonly kind: 'skip' | 'basis' | 'from' | 'to' }
  /** A condition and a result may have one id. */
  | { readonly kind: 'column'; readonly of: 'input' | 'output'; readonly id: string }
  /** A new condition that tests `expr`; empty = to be chosen later. */
  | { readonly kind: 'input'; readonly expr: string }
  | { readonly kind: 'output'; readonly type: FieldType };

const RESULT = /结果|结论|处理|处置|判定|意见|理由|原因|说明|标准|金额|得分|分值|result|outcome|decision|reason|action/i;
const BASIS = /^(依据|法律依据|政策依据|文件依据|legal basis|basis)$/i;
const FROM = /^(起用日|生效日期?|开始日期|有效期起|from)$/i;
const TO = /^(停用日|失效日期?|截止日期|有效期止|to)$/i;
const NUMBER_COLUMN = /^(序号|编号|规则|行号|no\.?|#|id)$/i;
const HEAD_ROWS = 8;

/** Names as people write them: spaces, colons and notes in brackets do not count. */
function plain(title: string): string {
  return title.replace(/[（(].*?[)）]/g, '').replace(/[\s:：*]/g, '').toLowerCase();
}

/** The row of titles: among the first rows, the one that best matches known titles, else the first that looks like titles. */
export function headRow(rows: readonly (readonly string[])[], titles: readonly string[]): number {
  const known = new Set(titles.map(plain));
  const scores = rows.slice(0, HEAD_ROWS).map((row) => row.filter((cell) => cell !== '' && known.has(plain(cell))).length);
  const best = Math.max(0, ...scores);
  if (best > 0) return scores.indexOf(best);
  return rows.slice(0, HEAD_ROWS).findIndex((row, index) => {
    const full = row.filter((cell) => cell !== '');
    const titled = full.length >= Math.max(2, row.length / 2) && new Set(full).size === full.length && full.every((cell) => cell.length <= 30 && !isAny(cell) && !/^[\d<>=≤≥＜＞.\-\s]+/.test(cell));
    return titled && index < rows.length - 1;
  });
}

/** Share of the filled cells that must be of a type; the rest are taken for slips. */
const MOSTLY = 0.8;

/** The type the filled cells of a column share, but for a few slips. */
export function typeOfCells(cells: readonly string[], kind: 'unary' | 'expression'): FieldType {
  const full = cells.filter((cell) => !isAny(cell.trim()));
  if (full.length === 0) return 'string';
  const all = (type: 'boolean' | 'number' | 'date') => {
    const fitting = full.filter((cell) => !['null', 'not(null)', undefined].includes(readClerkCell(cell, { kind, type })));
    return fitting.length / full.length >= MOSTLY;
  };
  if (all('boolean')) return 'boolean';
  if (all('number')) return full.some((cell) => /\d\.\d/.test(cell)) ? 'number' : 'integer';
  return all('date') ? 'date' : 'string';
}

/** A value a condition may test. */
export interface TestableValue {
  readonly path: string;
  readonly title: string;
  readonly schema: SchemaView;
}

/** What forms of a flow call their fields, by the path of the value. */
export function fieldTitles(scenario: Scenario, flow: string, locale: 'zh-CN' | 'en'): Readonly<Record<string, string>> {
  const nodes = Object.entries(scenario.flows[flow]?.nodes ?? {});
  return Object.fromEntries(nodes.flatMap(([node, { config }]) => {
    const fields: unknown = config['fields'];
    if (!Array.isArray(fields)) return [];
    return fields.flatMap((field: unknown) => {
      const id = member(field, 'id');
      const title = member(field, 'title');
      const words = typeof title === 'string' ? scenarioText(scenario, title, locale) : undefined;
      return typeof id === 'string' && words !== undefined ? [[`${node}.${id}`, words] as const] : [];
    });
  }));
}

const DEPTH = 3;
const MOST_VALUES = 300;

/** Every single value in scope, by path: what conditions are mostly about. */
export function testableValues(scope: FormulaScope, locale: 'zh-CN' | 'en', titles: Readonly<Record<string, string>> = {}): readonly TestableValue[] {
  const found: TestableValue[] = [];
  const visit = (path: string, schema: SchemaView, depth: number): void => {
    const members = Object.entries(membersOf(schema));
    if (schema.items !== undefined || found.length >= MOST_VALUES) return;
    if (members.length === 0) found.push({ path, title: titles[path] ?? scope.titles?.[path] ?? schemaTitle(schema, locale) ?? path.split('.').at(-1) ?? path, schema });
    else if (depth < DEPTH) for (const [name, inner] of members) visit(`${path}.${name}`, asSchema(inner), depth + 1);
  };
  for (const [name, schema] of Object.entries(scope.names)) if (name !== 'run') visit(name, asSchema(schema), 0);
  return found;
}

export interface GuessFacts {
  readonly columns: readonly TableColumn[];
  readonly titleOf: (column: TableColumn) => string;
  readonly values: readonly TestableValue[];
}

type OwnColumn = Extract<TableColumn, { kind: 'input' | 'output' }>;

const ownColumns = (columns: readonly TableColumn[]): readonly OwnColumn[] => columns.filter((column): column is OwnColumn => column.kind === 'input' || column.kind === 'output');
const asTarget = ({ kind, id }: OwnColumn): Target => ({ kind: 'column', of: kind, id });

/** @param before how many columns of the sheet further left have this title: the second of two is the second of the table */
function guessOne(title: string, cells: readonly string[], last: boolean, before: number, { columns, titleOf, values }: GuessFacts): Target {
  const name = plain(title);
  const own = ownColumns(columns).filter((column) => plain(titleOf(column)) === name || column.id === title.trim());
  const mine = own[before];
  if (mine) return asTarget(mine);
  if (own.length > 0) return { kind: 'skip' };
  if (BASIS.test(name)) return { kind: 'basis' };
  if (FROM.test(name)) return { kind: 'from' };
  if (TO.test(name)) return { kind: 'to' };
  if (NUMBER_COLUMN.test(name) || cells.every((cell) => cell === '')) return { kind: 'skip' };
  const value = values.find((one) => plain(one.title) === name) ?? values.find((one) => one.path.split('.').at(-1)?.toLowerCase() === name);
  if (value && !RESULT.test(title)) return { kind: 'input', expr: value.path };
  if (RESULT.test(title) || last) return { kind: 'output', type: typeOfCells(cells, 'expression') };
  return { kind: 'input', expr: '' };
}

/** What each column of a sheet most likely is. `head` -1: the sheet has no titles, so columns go by their order. */
export function guessTargets(rows: readonly (readonly string[])[], head: number, facts: GuessFacts): readonly Target[] {
  const width = rows[0]?.length ?? 0;
  const body = rows.slice(head + 1);
  const own = ownColumns(facts.columns);
  const titles = head >= 0 ? (rows[head] ?? []).map(plain) : [];
  const targets = Array.from({ length: width }, (_, column): Target => {
    const before = titles.slice(0, column).filter((title) => title === titles[column]).length;
    if (head >= 0) return guessOne(rows[head]?.[column] ?? '', body.map((row) => row[column] ?? ''), column === width - 1, before, facts);
    const target = own[column];
    return target ? asTarget(target) : { kind: 'skip' };
  });
  const taken = new Set<string>();
  return targets.map((target) => {
    const key = target.kind === 'column' ? `${target.of} ${target.id}` : target.kind;
    if (target.kind === 'skip' || target.kind === 'input' || target.kind === 'output') return target;
    if (taken.has(key)) return { kind: 'skip' };
    taken.add(key);
    return target;
  });
}
