import type { TableConfig, TableRule } from '../../../../../runtime/rules/table-schema.ts';
import { sameJson } from '../../document/equal.ts';
import { isRecord } from '../../document/pointer.ts';
import { cellText, columnsOf, type TableColumn } from '../../table/table-columns.ts';
import { stayed } from '../../changes/stayed.ts';

/** One cell of two versions; `before` or `after` is undefined where the row or column did not exist. */
export interface CellDiff {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly changed: boolean;
}

export interface RowDiff {
  readonly id: string;
  readonly mark: 'added' | 'removed' | 'changed';
  /** The rule stands at another place among those that stayed. */
  readonly moved: boolean;
  readonly cells: readonly CellDiff[];
}

export interface ColumnDiff {
  readonly column: TableColumn;
  readonly mark: 'added' | 'removed' | 'changed' | 'same';
}

export interface TableDiff {
  readonly columns: readonly ColumnDiff[];
  /** Rows that differ, in the order of the newer table; removed ones stand where they stood. */
  readonly rows: readonly RowDiff[];
  readonly same: number;
}

export function isTableConfig(config: unknown): config is TableConfig {
  return isRecord(config) && Array.isArray(config['inputs']) && Array.isArray(config['outputs']) && Array.isArray(config['rules']);
}

function sameColumn(one: TableColumn, other: TableColumn): boolean {
  return one.kind === other.kind && one.id === other.id;
}

function columnDiffs(before: TableConfig, after: TableConfig): readonly ColumnDiff[] {
  const old = columnsOf(before);
  const now = columnsOf(after);
  const kept = now.map((column): ColumnDiff => {
    const was = old.find((one) => sameColumn(one, column));
    return { column, mark: was === undefined ? 'added' : sameJson(was, column) ? 'same' : 'changed' };
  });
  const gone = old.filter((column) => !now.some((one) => sameColumn(one, column))).map((column): ColumnDiff => ({ column, mark: 'removed' }));
  return [...kept.slice(0, -2), ...gone, ...kept.slice(-2)];
}

/** Two versions of a decision table, rule by rule (by their numbers) and cell by cell. */
export function diffTables(before: TableConfig, after: TableConfig): TableDiff {
  const columns = columnDiffs(before, after);
  const old = new Map(before.rules.map((rule, place) => [rule.id, { rule, place }] as const));
  const ids = new Set(after.rules.map(({ id }) => id));
  const common = after.rules.filter(({ id }) => old.has(id));
  const kept = stayed(common.map(({ id }) => old.get(id)?.place ?? 0));
  const moved = new Set(common.filter((_, at) => !kept.has(at)).map(({ id }) => id));
  const cell = (one: TableRule | undefined, other: TableRule | undefined, { column, mark }: ColumnDiff): CellDiff => {
    const was = one && mark !== 'added' ? cellText(one, column) : undefined;
    const now = other && mark !== 'removed' ? cellText(other, column) : undefined;
    return { before: was, after: now, changed: (was ?? '') !== (now ?? '') };
  };
  const rowOf = (id: string, mark: RowDiff['mark'], one: TableRule | undefined, other: TableRule | undefined): RowDiff => ({ id, mark, moved: moved.has(id), cells: columns.map((column) => cell(one, other, column)) });
  const rows: RowDiff[] = [];
  let same = 0;
  let place = 0;
  const takeGone = (until: number) => {
    for (; place < until; place += 1) {
      const rule = before.rules[place];
      if (rule && !ids.has(rule.id)) rows.push(rowOf(rule.id, 'removed', rule, undefined));
    }
  };
  for (const rule of after.rules) {
    const was = old.get(rule.id);
    if (was && !moved.has(rule.id)) takeGone(was.place);
    const row = rowOf(rule.id, was ? 'changed' : 'added', was?.rule, rule);
    if (was && !row.moved && row.cells.every(({ changed }) => !changed)) same += 1;
    else rows.push(row);
  }
  takeGone(before.rules.length);
  return { columns, rows, same };
}
