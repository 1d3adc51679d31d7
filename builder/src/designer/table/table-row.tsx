/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { Check, EllipsisVertical, GripVertical, Scale, X } from 'lucide-react';
import { memo, type DragEvent, type MouseEvent } from 'react';
import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import type { Condition } from '../../../../runtime/schema/explanation.ts';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { CellEditor } from './cell-editor.tsx';
import { CellView } from './cell-view.tsx';
import { cellId, useGrid } from './grid-state.ts';
import { contains } from './grid-selection.ts';
import { cellText, type TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import type { CellRange } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';

export interface TableRowProps {
  readonly table: TableDesk;
  readonly rule: TableRule;
  readonly row: number;
  readonly range: CellRange;
  readonly hit: boolean;
  /** Of the hit rule: which conditions hold; of a near miss: the one that failed. */
  readonly conditions: readonly Condition[];
  /** The checker says that it can never count. */
  readonly neverHits: boolean;
  readonly problems: readonly OutsideProblem[];
  readonly onDrop: (from: number, to: number) => void;
}

function BasisCell({ table, rule }: { readonly table: TableDesk; readonly rule: TableRule }) {
  const text = useTexts(tableTexts);
  const { scenario, locale } = table.desk;
  const titles = (rule.basis ?? []).map((key) => scenarioText(scenario, scenario.bases[key]?.title, locale) ?? key);
  if (titles.length === 0) return <span className="no-law"><i aria-hidden="true" />{text.noBasis}</span>;
  return (
    <span className="law" title={titles.join('、')}>
      <Scale size={13} aria-hidden="true" />
      <span>{titles.join('、')}</span>
    </span>
  );
}

function Cell({ table, rule, row, column, index, condition, problem }: { readonly table: TableDesk; readonly rule: TableRule; readonly row: number; readonly column: TableColumn; readonly index: number; readonly condition: Condition | undefined; readonly problem: OutsideProblem | undefined }) {
  const grid = useGrid();
  const active = grid.selection.active.row === row && grid.selection.active.column === index;
  const source = cellText(rule, column);
  if (active && grid.editing && (column.kind === 'input' || column.kind === 'output')) {
    return <CellEditor table={table} column={column} row={row} text={grid.editing.how === 'typed' ? '' : source} />;
  }
  if (column.kind === 'basis') return <BasisCell table={table} rule={rule} />;
  if (column.kind === 'dates') return <span className="cell-dates">{source}</span>;
  const asked = condition !== undefined && condition.test !== '-' && condition.test !== '';
  return (
    <span className="cell-text" title={problem?.message[table.desk.locale]}>
      {asked && condition.met === true ? <Check className="cell-met" size={12} strokeWidth={3} aria-hidden="true" /> : null}
      {asked && condition.met === false ? <X className="cell-failed" size={12} strokeWidth={3} aria-hidden="true" /> : null}
      <CellView source={source} kind={column.kind === 'input' ? 'unary' : 'expression'} />
    </span>
  );
}

function RowHead({ table, rule, row, onDrop }: Pick<TableRowProps, 'table' | 'rule' | 'row' | 'onDrop'>) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const free = !table.readOnly && rule.lock !== 'prescribed';
  const drag = {
    onDragStart: (event: DragEvent) => event.dataTransfer.setData('application/x-rule', String(row)),
    onDragOver: (event: DragEvent) => (event.dataTransfer.types.includes('application/x-rule') ? event.preventDefault() : undefined),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      onDrop(Number(event.dataTransfer.getData('application/x-rule')), row);
    },
  };
  return (
    <div role="rowheader" className="cell row-head" draggable={free} {...drag}>
      {free ? <GripVertical className="row-grip" size={11} aria-hidden="true" /> : null}
      <span>{rule.id}</span>
      {free ? (
        <Menu
          label={text.ruleMenu(rule.id)}
          entries={[
            { id: 'a', label: text.insertAbove, onAction: () => grid.rowAction('insertAbove', row) },
            { id: 'b', label: text.insertBelow, keys: '⌘↵', onAction: () => grid.rowAction('insertBelow', row) },
            { id: 'c', label: text.duplicate, onAction: () => grid.rowAction('duplicate', row) },
            { id: 'u', label: text.moveUp, keys: '⌥↑', isDisabled: row === 0, onAction: () => grid.rowAction('moveUp', row) },
            { id: 'd', label: text.moveDown, keys: '⌥↓', isDisabled: row === table.config.rules.length - 1, onAction: () => grid.rowAction('moveDown', row) },
            { id: 'l', separator: true },
            { id: 'x', label: text.remove, danger: true, keys: '⌘⌫', onAction: () => grid.rowAction('remove', row) },
          ]}
        >
          <IconButton size="small" label={text.ruleMenu(rule.id)} icon={<EllipsisVertical size={13} aria-hidden="true" />} excludeFromTabOrder />
        </Menu>
      ) : null}
    </div>
  );
}

const PART: Readonly<Record<TableColumn['kind'], string>> = { input: 'when', output: 'then', basis: 'basis', dates: 'from' };

function isAt(problem: OutsideProblem, row: number, column: TableColumn): boolean {
  const place = `/rules/${row}/${PART[column.kind]}`;
  return problem.path === (column.kind === 'input' || column.kind === 'output' ? `${place}/${column.id}` : place) || (column.kind === 'basis' && (problem.path ?? '').startsWith(`${place}/`));
}

/** One rule. Cells are drawn plainly; only the active one may hold the editor. */
export const TableRow = memo(function TableRow({ table, rule, row, range, hit, conditions, neverHits, problems, onDrop }: TableRowProps) {
  const grid = useGrid();
  const choose = (index: number) => (event: MouseEvent) => {
    if (event.button !== 0) return;
    if (event.shiftKey) grid.select({ active: { row, column: index }, anchor: grid.selection.anchor });
    else grid.select({ active: { row, column: index }, anchor: { row, column: index } });
  };
  return (
    <div role="row" className="table-row" aria-rowindex={row + 2} data-hit={hit} data-covered={neverHits} data-locked={rule.lock === 'prescribed'}>
      <RowHead table={table} rule={rule} row={row} onDrop={onDrop} />
      {table.columns.map((column, index) => {
        const active = grid.selection.active.row === row && grid.selection.active.column === index;
        const problem = problems.find((one) => isAt(one, row, column));
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid itself has the focus and the keys
          <div
            key={`${column.kind}.${column.id}`}
            id={cellId(row, index)}
            role="gridcell"
            className="cell"
            data-kind={column.kind}
            data-active={active}
            data-chosen={contains(range, row, index)}
            data-severity={problem?.severity}
            aria-colindex={index + 2}
            aria-selected={active}
            aria-invalid={problem?.severity === 'error'}
            onMouseDown={active && grid.editing ? undefined : choose(index)}
            onDoubleClick={() => grid.startEditing('opened')}
          >
            <Cell table={table} rule={rule} row={row} column={column} index={index} condition={conditions.find((one) => one.input === column.id && column.kind === 'input')} problem={problem} />
          </div>
        );
      })}
    </div>
  );
});
