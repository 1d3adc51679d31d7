/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { useVirtualizer } from '@tanstack/react-virtual';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyHint } from '../../ui/chip.tsx';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { CellEditor } from './cell-editor.tsx';
import { cellId, useGrid } from './grid-state.ts';
import { NEVER_HIT } from './never-hit-codes.ts';
import { rangeOf } from './grid-selection.ts';
import { HeaderRow, TestRow } from './head-rows.tsx';
import { TableRow } from './table-row.tsx';
import type { TableDesk } from './table-desk.ts';
import { moveRule } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';

/** Height of a rule with one line of text, in pixels. */
const ROW_PX = 40;

/** Least width of each kind of column, and its share of what is left. */
const HEAD_PX = 52;
const LEAST_PX = { input: 92, output: 100, basis: 112, dates: 84 } as const;
const SHARE = { input: 1.1, output: 1.2, basis: 1, dates: 0.7 } as const;

/** Widths: each column asks for what its texts need, the rest is shared. */
function template(table: TableDesk): string {
  return `${HEAD_PX}px ${table.columns.map((column) => `minmax(${LEAST_PX[column.kind]}px,${SHARE[column.kind]}fr)`).join(' ')}`;
}

/** A problem of the whole table or one rule, on its own line where it belongs. */
function ProblemRow({ table, problem }: { readonly table: TableDesk; readonly problem: OutsideProblem }) {
  return (
    <div role="row" className="problem-row" data-severity={problem.severity}>
      <div role="gridcell" className="problem-cell">
        <TriangleAlert size={14} aria-hidden="true" />
        <span>{problem.message[table.desk.locale]}</span>
        {problem.repair === undefined || table.readOnly ? null : (
          <Button size="small" look="primary" onPress={problem.repair.run}>
            {problem.repair.title}
          </Button>
        )}
      </div>
    </div>
  );
}

function NewRuleRow({ table }: { readonly table: TableDesk }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const row = table.config.rules.length;
  const { active } = grid.selection;
  return (
    <div role="row" className="table-row new-row" aria-rowindex={row + 2}>
      <div role="rowheader" className="cell row-head">+</div>
      {table.columns.map((column, index) => {
        const on = active.row === row && active.column === index;
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid itself has the focus and the keys
          <div key={`${column.kind}.${column.id}`} id={cellId(row, index)} role="gridcell" className="cell" data-active={on} aria-selected={on} onMouseDown={() => grid.select({ active: { row, column: index }, anchor: { row, column: index } })} onDoubleClick={() => grid.startEditing('opened')}>
            {on && grid.editing && (column.kind === 'input' || column.kind === 'output') ? <CellEditor table={table} column={column} row={row} text="" /> : index === 0 && !table.readOnly ? (
              <span className="new-hint">
                {text.newRule} <KeyHint keys="Tab" /> {text.nextCell} <KeyHint keys="↵" /> {text.nextRule}
              </span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

export interface TableGridProps {
  readonly table: TableDesk;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

/** The sheet itself: one focus, rows drawn only where they are seen. */
export function TableGrid({ table, onKeyDown, onCopy, onCut, onPaste }: TableGridProps) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const scroller = useRef<HTMLDivElement>(null);
  const focus = useRef<HTMLDivElement>(null);
  const { config, desk, judgement } = table;
  const size = { rules: config.rules.length, columns: table.columns.length };
  const range = rangeOf(grid.selection, size);
  // oxlint-disable-next-line react/incompatible-library -- rows are virtual; the virtualizer re-renders by itself
  const virtual = useVirtualizer({ count: size.rules, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 8, getItemKey: (index) => config.rules[index]?.id ?? index });
  const { row } = grid.selection.active;
  useEffect(() => {
    if (row >= 0 && row < size.rules) virtual.scrollToIndex(row, { align: 'auto' });
  }, [row, size.rules, virtual]);
  useEffect(() => {
    if (grid.editing === undefined && focus.current?.contains(document.activeElement) === false && document.activeElement === document.body) focus.current.focus({ preventScroll: true });
  }, [grid.editing]);
  const general = desk.problemsAt(['rules']);
  const misses = new Map((judgement?.nearMisses ?? []).map((miss) => [miss.rule, [miss.failed]] as const));
  return (
    <div className="sheet" ref={scroller}>
      <div
        ref={focus}
        id="table-grid"
        role="grid"
        className="grid"
        tabIndex={0}
        aria-label={text.table}
        aria-rowcount={size.rules + 2}
        aria-colcount={size.columns + 1}
        aria-multiselectable="true"
        aria-readonly={table.readOnly}
        aria-activedescendant={cellId(grid.selection.active.row, grid.selection.active.column)}
        style={{ ['--columns' as string]: template(table), minWidth: HEAD_PX + table.columns.reduce((sum, column) => sum + LEAST_PX[column.kind], 0) }}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onCut={onCut}
        onPaste={onPaste}
      >
        <div role="rowgroup" className="grid-head">
          <TestRow table={table} />
          <HeaderRow table={table} />
        </div>
        {size.rules === 0 ? <p className="grid-empty">{text.noTable}</p> : null}
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const rule = config.rules[item.index];
            if (rule === undefined) return null;
            const hit = judgement?.rules.includes(rule.id) ?? false;
            const problems = desk.problemsAt(['rules', item.index], true);
            return (
              <div key={item.key} role="presentation" ref={virtual.measureElement} data-index={item.index} className="grid-slot" style={{ transform: `translateY(${item.start}px)` }}>
                <TableRow table={table} rule={rule} row={item.index} range={range} hit={hit} conditions={hit ? (judgement?.conditions ?? []) : (misses.get(rule.id) ?? [])} neverHits={problems.some(({ code }) => NEVER_HIT.has(code))} problems={problems} onDrop={(from, to) => table.put(moveRule(config, from, to), text.ruleMoved)} />
                {problems.filter((problem) => problem.path === `/rules/${item.index}` || NEVER_HIT.has(problem.code)).map((problem) => (
                  <ProblemRow key={`${problem.code}.${problem.message.en}`} table={table} problem={problem} />
                ))}
              </div>
            );
          })}
        </div>
        <div role="rowgroup">
          {general.map((problem) => (
            <ProblemRow key={`${problem.code}.${problem.message.en}`} table={table} problem={problem} />
          ))}
          {table.readOnly ? null : <NewRuleRow table={table} />}
        </div>
      </div>
      <div className="table-notes">
        <h2>{text.howToRead}</h2>
        <p>
          {config.hitPolicy === 'FIRST' ? text.orderMatters : text.orderFree} <kbd>–</kbd> {text.anyMark}
        </p>
        <p>
          <i className="no-law-mark" aria-hidden="true" /> {text.noLawHint}
        </p>
      </div>
    </div>
  );
}
