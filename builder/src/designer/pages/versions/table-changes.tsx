import type { ComponentProps } from 'react';
import type { TableConfig } from '../../../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { GridRow, GridTable, type GridHead } from '../../../ui/grid-table.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { nodeScope } from '../../panel/node-scope.ts';
import { ColumnCellView } from '../../table/cell-view.tsx';
import { columnWords, type ColumnWord } from '../../table/cell-words.ts';
import type { TableColumn } from '../../table/table-columns.ts';
import { diffTables, type CellDiff } from './table-diff.ts';
import { versionTexts } from './version-text.ts';

const MOST = 200;

function Value({ text, column, wordOf }: { readonly text: string; readonly column: TableColumn; readonly wordOf: ColumnWord }) {
  return column.kind === 'basis' || column.kind === 'dates' ? <span>{text}</span> : <ColumnCellView source={text} column={column} wordOf={wordOf} />;
}

function Cell({ cell, column, wordOf, ...rest }: ComponentProps<'td'> & { readonly cell: CellDiff; readonly column: TableColumn; readonly wordOf: ColumnWord }) {
  if (!cell.changed) return <td {...rest}>{cell.after === undefined ? null : <Value text={cell.after} column={column} wordOf={wordOf} />}</td>;
  return (
    <td {...rest} data-changed="">
      {cell.before === undefined ? null : <del><Value text={cell.before} column={column} wordOf={wordOf} /></del>}
      {cell.after === undefined ? null : <ins><Value text={cell.after} column={column} wordOf={wordOf} /></ins>}
    </td>
  );
}

/** A decision table in two versions: the rules that differ, their changed cells marked. */
export function TableChanges({ before, after, flow, node, scenario }: { readonly before: TableConfig; readonly after: TableConfig; readonly flow: string; readonly node: string; readonly scenario: Scenario }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  const { columns, rows, same } = diffTables(before, after);
  const marks = { added: text.markAdded, changed: text.markChanged, removed: text.markRemoved };
  const wordOf = columnWords(scenario, node, nodeScope(scenario, flow, {}, undefined, locale).titles, locale);
  const titleOf = (column: TableColumn): string => {
    if (column.kind === 'basis') return text.columnBasis;
    if (column.kind === 'dates') return text.columnDates;
    return scenarioText(scenario, (column.kind === 'input' ? column.input : column.output).title ?? `@${node}.${column.id}`, locale) ?? column.id;
  };
  const headOf = ({ column, mark }: (typeof columns)[number]): GridHead => {
    const label = titleOf(column);
    return { label, 'data-mark': mark, ...(mark === 'same' ? {} : { shown: <>{label}<small>{marks[mark]}</small></> }) };
  };
  return (
    <div className="table-changes">
      <GridTable heads={[text.ruleColumn, ...columns.map(headOf)]}>
        {rows.slice(0, MOST).map((row) => (
          <GridRow key={`${row.mark}.${row.id}`} data-mark={row.mark}>
            <th scope="row">
              {row.id} <small>{row.moved ? text.rowMoved : marks[row.mark]}</small>
            </th>
            {row.cells.map((cell, index) => {
              const column = columns[index]?.column;
              return column && <Cell key={`${column.kind}.${column.id}`} cell={cell} column={column} wordOf={wordOf} />;
            })}
          </GridRow>
        ))}
      </GridTable>
      <p className="ui-quiet">{text.rowsSame(same, Math.max(0, rows.length - MOST))}</p>
    </div>
  );
}
