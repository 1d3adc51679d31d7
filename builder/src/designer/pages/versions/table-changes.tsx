import type { ComponentProps } from 'react';
import type { TableConfig } from '../../../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useListed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { GridRow, GridTable, type GridHead } from '../../../ui/grid-table.tsx';
import { changeTexts } from '../../changes/change-text.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { nodeScope } from '../../panel/node-scope.ts';
import { ColumnCellView } from '../../table/cell-view.tsx';
import { columnWords, type ColumnWord } from '../../table/cell-words.ts';
import type { TableColumn } from '../../table/table-columns.ts';
import { diffTables, type CellDiff } from './table-diff.ts';
import { versionTexts } from './version-text.ts';

const MOST = 200;

const isEmpty = (text: string | undefined): boolean => text === undefined || text === '' || text === '-';

interface CellWords {
  readonly wordOf: ColumnWord;
  readonly basisTitle: (id: string) => string;
}

function Value({ text, column, words }: { readonly text: string; readonly column: TableColumn; readonly words: CellWords }) {
  const listed = useListed();
  if (column.kind === 'basis') return <span>{listed(text.split(', ').map(words.basisTitle))}</span>;
  return column.kind === 'dates' ? <span>{text}</span> : <ColumnCellView source={text} column={column} wordOf={words.wordOf} />;
}

function Cell({ cell, column, words, ...rest }: ComponentProps<'td'> & { readonly cell: CellDiff; readonly column: TableColumn; readonly words: CellWords }) {
  if (!cell.changed) return <td {...rest}>{cell.after === undefined ? null : <Value text={cell.after} column={column} words={words} />}</td>;
  return (
    <td {...rest} data-changed="">
      {cell.before === undefined ? null : <del><Value text={cell.before} column={column} words={words} /></del>}
      {cell.after === undefined ? null : <ins><Value text={cell.after} column={column} words={words} /></ins>}
    </td>
  );
}

/** A decision table in two versions: the rules that differ, their changed cells marked. */
export function TableChanges({ before, after, flow, node, scenario }: { readonly before: TableConfig; readonly after: TableConfig; readonly flow: string; readonly node: string; readonly scenario: Scenario }) {
  const text = useTexts(versionTexts);
  const marked = useTexts(changeTexts);
  const { locale } = useLocale();
  const { columns, rows, same } = diffTables(before, after);
  // A column that says nothing in any rule that changed only takes room.
  const shown = columns.flatMap((column, index) => (column.mark === 'same' && rows.every(({ cells }) => isEmpty(cells[index]?.before) && isEmpty(cells[index]?.after)) ? [] : [{ ...column, index }]));
  const marks = { added: marked.markAdded, changed: marked.markChanged, removed: marked.markRemoved };
  const words: CellWords = {
    wordOf: columnWords(scenario, node, nodeScope(scenario, flow, {}, undefined, locale).titles, locale),
    basisTitle: (id) => scenarioText(scenario, Object.hasOwn(scenario.bases, id) ? scenario.bases[id]?.title : undefined, locale) ?? id,
  };
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
      <GridTable heads={[text.ruleColumn, ...shown.map(headOf)]}>
        {rows.slice(0, MOST).map((row) => (
          <GridRow key={`${row.mark}.${row.id}`} data-mark={row.mark}>
            <th scope="row">
              {row.id} <small>{row.moved ? marked.rowMoved : marks[row.mark]}</small>
            </th>
            {shown.map(({ column, index }) => {
              const cell = row.cells[index];
              return cell && <Cell key={`${column.kind}.${column.id}`} cell={cell} column={column} words={words} />;
            })}
          </GridRow>
        ))}
      </GridTable>
      <p className="ui-quiet">{text.rowsSame(same, Math.max(0, rows.length - MOST))}</p>
    </div>
  );
}
