/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { FlaskConical, ListPlus, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { CellEditor } from './cell-editor.tsx';
import { answersOf } from './case-from-values.ts';
import { GapLine } from './gap-line.tsx';
import { valueWords } from './gap-words.ts';
import { closeGap, gapExample, type Gap } from './gaps.ts';
import { layoutOf, ROW_PX, type GridLayout } from './grid-layout.ts';
import { cellId, useGrid } from './grid-state.ts';
import { HeaderRow, TestRow } from './head-rows.tsx';
import { NEVER_HIT } from './never-hit-codes.ts';
import { NewRuleRow } from './new-rule-row.tsx';
import type { Coverage } from './row-hits.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { moveRules, type CellRange } from './table-edits.ts';
import { TableRow } from './table-row.tsx';
import type { Pick as CellPick } from './value-picker.ts';
import { tableTexts } from './table-texts.ts';
import { gapCase, useTableCase } from './use-table-case.ts';
import type { GridHandlers } from './use-grid-controls.ts';

const DRAGGED = 'application/x-rule';

/** A problem of the whole table or one rule, on its own line where it belongs. */
function ProblemRow({ table, problem, onTry, onCase }: { readonly table: TableDesk; readonly problem: OutsideProblem; readonly onTry?: TableGridProps['onTry']; readonly onCase?: ((example: Readonly<Record<string, string>>) => void) | undefined }) {
  const text = useTexts(tableTexts);
  const { example } = problem;
  return (
    <div role="row" className="problem-row" data-severity={problem.severity}>
      <div role="gridcell" className="problem-cell">
        <TriangleAlert size={14} aria-hidden="true" />
        <span>{problem.message[table.desk.locale]}</span>
        {example === undefined || onTry === undefined ? null : (
          <Button size="small" icon={<FlaskConical size={13} aria-hidden="true" />} onPress={() => onTry(example)}>
            {text.gapTry}
          </Button>
        )}
        {example === undefined || onCase === undefined ? null : (
          <Button size="small" icon={<ListPlus size={13} aria-hidden="true" />} onPress={() => onCase(example)}>
            {text.gapCase}
          </Button>
        )}
        {problem.repair === undefined || table.readOnly ? null : (
          <Button size="small" look="primary" onPress={problem.repair.run}>
            {problem.repair.title}
          </Button>
        )}
      </div>
    </div>
  );
}

export interface TableGridProps {
  readonly table: TableDesk;
  readonly range: CellRange;
  readonly filling: number | undefined;
  readonly coverage: Coverage | undefined;
  readonly handlers: GridHandlers;
  /** What the active cell can be chosen from. */
  readonly pick: CellPick | undefined;
  /** Puts values, formulas by input, into the try-it strip. */
  readonly onTry: (values: Readonly<Record<string, string>>) => void;
}

/** Rules are dragged by their heads; one listener for all of them. */
function useRowDrag(table: TableDesk) {
  const text = useTexts(tableTexts);
  const rowOf = (event: DragEvent): number | undefined => {
    const line = event.target instanceof Element ? event.target.closest('.table-row')?.querySelector<HTMLElement>('[data-head]') : null;
    return line?.dataset['head'] === undefined ? undefined : Number(line.dataset['head']);
  };
  return {
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAGGED, String(rowOf(event) ?? '')),
    onDragOver: (event: DragEvent) => (event.dataTransfer.types.includes(DRAGGED) ? event.preventDefault() : undefined),
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      const from = Number(event.dataTransfer.getData(DRAGGED));
      const to = rowOf(event);
      if (to !== undefined && to !== from) table.put(moveRules(table.config, from, from, to > from ? to + 1 : to), text.ruleMoved);
    },
  };
}

function useTitles(table: TableDesk): readonly string[] {
  const text = useTexts(tableTexts);
  const words = table.columns.map((column) => (column.kind === 'basis' || column.kind === 'dates' ? text[column.kind] : table.titleOf(column))).join('\n');
  return useMemo(() => words.split('\n'), [words]);
}

const rowPx = (): number => ROW_PX;

interface BodyProps extends Pick<TableGridProps, 'table' | 'range' | 'filling' | 'coverage' | 'pick' | 'onTry'> {
  readonly layout: GridLayout;
  /** Where the rows scroll; null until it stands. */
  readonly scroller: HTMLDivElement | null;
}

/** Titles of bases; an edit of a cell leaves what they depend on as it is, and so the function. */
function useBasisTitle({ scenario, locale }: TableDesk['desk']): (key: string) => string {
  const { bases, texts } = scenario;
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  return useCallback((key: string) => scenarioText(scenario, bases[key]?.title, locale) ?? key, [bases, texts, locale]);
}

/** Keeps the active cell in sight. */
function useInSight(virtual: Virtualizer<HTMLDivElement, Element>, row: number, column: number, rules: number): void {
  useEffect(() => {
    const show = (): boolean => {
      const cell = document.getElementById(cellId(row, column));
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return cell !== null;
    };
    if (show() || row < 0 || row >= rules) return undefined;
    virtual.scrollToIndex(row, { align: 'auto' });
    // The row is drawn after the scrolling, and only then has a cell to go to.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(show);
    });
    return () => cancelAnimationFrame(frame);
  }, [row, column, rules, virtual]);
}

/** The rules, drawn only where they are seen; scrolling draws nothing but this. */
function GridBody({ table, range, filling, coverage, layout, scroller, pick, onTry }: BodyProps) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const { config, desk, judgement, columns } = table;
  const { selection, editing } = grid;
  const { row, column } = selection.active;
  const rules = config.rules.length;
  const withCases = coverage !== undefined;
  const basisTitle = useBasisTitle(desk);
  // A new function would have all rows measured anew with every key.
  const list = config.rules;
  const getItemKey = useCallback((index: number) => list[index]?.id ?? index, [list]);
  // oxlint-disable-next-line react/incompatible-library -- rows are virtual; the virtualizer re-renders by itself
  const virtual = useVirtualizer({ count: rules, getScrollElement: () => scroller, estimateSize: rowPx, overscan: 6, getItemKey });
  useInSight(virtual, row, column, rules);
  const misses = useMemo(() => new Map((judgement?.nearMisses ?? []).map((miss) => [miss.rule, [miss.failed]] as const)), [judgement]);
  const close = (gap: Gap) => {
    table.put(closeGap(config, gap), text.ruleAdded);
    grid.goTo(gap.place, config.inputs.length);
  };
  const keep = useTableCase(table);
  const gapsAt = (place: number) => table.gaps.filter((gap) => gap.place === place).map((gap) => <GapLine key={JSON.stringify(gap.when)} table={table} gap={gap} withCases={withCases} onClose={() => close(gap)} onTry={() => onTry(gapExample(gap))} onCase={keep === undefined ? undefined : () => keep(gapCase(table, gap, text.gapCaseTitle))} />);
  const editorOf = (index: number) => {
    const target = columns[column];
    const rule = config.rules[index];
    if (editing === undefined || index !== row || rule === undefined || (target?.kind !== 'input' && target?.kind !== 'output')) return undefined;
    return <CellEditor table={table} column={target} row={row} text={editing.how === 'typed' ? '' : cellText(rule, target)} known={pick?.values} />;
  };
  return (
    <>
      {gapsAt(0)}
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const rule = config.rules[item.index];
          if (rule === undefined) return null;
          const { index } = item;
          const hit = judgement?.rules.includes(rule.id) ?? false;
          const problems = table.problemsOf(index);
          const chosen = index >= range.top && index <= range.bottom;
          const filled = filling !== undefined && index > range.bottom && index <= filling;
          return (
            <div key={item.key} role="presentation" ref={virtual.measureElement} data-index={index} className="grid-slot" style={{ transform: `translateY(${item.start}px)` }}>
              <TableRow
                rule={rule} row={index} columns={columns} locale={desk.locale} readOnly={table.readOnly} basisTitle={basisTitle} wordOf={table.wordOf} frozenLeft={layout.frozenLeft}
                active={row === index ? column : -1} from={chosen || filled ? range.left : -1} to={chosen || filled ? range.right : -1} corner={index === range.bottom} filling={filled}
                hit={hit} conditions={hit ? (judgement?.conditions ?? NO_CONDITIONS) : (misses.get(rule.id) ?? NO_CONDITIONS)} problems={problems} hits={coverage?.of(rule.id)} editor={editorOf(index)} pickable={pick !== undefined && row === index}
              />
              {problems.filter((problem) => problem.path === `/rules/${index}` || NEVER_HIT.has(problem.code)).map((problem) => (
                <ProblemRow key={`${problem.code}.${problem.message.en}`} table={table} problem={problem} onTry={onTry} onCase={keep === undefined ? undefined : (example) => keep({ origin: 'clash', values: answersOf(example), rule: rule.id, title: text.clashCaseTitle(rule.id, valueWords(table, example)) })} />
              ))}
              {gapsAt(index + 1)}
            </div>
          );
        })}
      </div>
    </>
  );
}

/** The sheet itself: one focus, one set of listeners. */
export function TableGrid({ table, range, filling, coverage, handlers, pick, onTry }: TableGridProps) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  // Kept as state: a ref is filled after the rows have asked for it, and they would wait for another reason to be drawn.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const focus = useRef<HTMLDivElement>(null);
  const { config, desk, columns } = table;
  const titles = useTitles(table);
  const { frozen, selection, editing } = grid;
  const withCases = coverage !== undefined;
  const layout = useMemo(() => layoutOf(columns, titles, frozen, withCases), [columns, titles, frozen, withCases]);
  const { row, column } = selection.active;
  useEffect(() => {
    if (editing === undefined && focus.current?.contains(document.activeElement) === false && document.activeElement === document.body) focus.current.focus({ preventScroll: true });
  }, [editing]);
  const general = desk.problemsAt(['rules']).filter(({ code }) => code !== 'SCN_RULE_GAP' || table.gaps.length === 0);
  const drag = useRowDrag(table);
  const rules = config.rules.length;
  return (
    <div className="sheet" ref={setScroller}>
      <div
        ref={focus}
        id="table-grid"
        role="grid"
        className="grid"
        tabIndex={0}
        aria-label={text.table}
        aria-rowcount={rules + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-readonly={table.readOnly}
        aria-activedescendant={cellId(row, column)}
        style={layout.style}
        data-filling={filling !== undefined}
        {...handlers}
        {...drag}
      >
        <div role="rowgroup" className="grid-head">
          <TestRow table={table} frozenLeft={layout.frozenLeft} coverage={coverage} />
          <HeaderRow table={table} titles={titles} frozenLeft={layout.frozenLeft} coverage={coverage} />
        </div>
        {rules === 0 ? <p className="grid-empty">{text.noTable}</p> : null}
        <GridBody table={table} range={range} filling={filling} coverage={coverage} layout={layout} scroller={scroller} pick={pick} onTry={onTry} />
        <div role="rowgroup">
          {general.map((problem) => (
            <ProblemRow key={`${problem.code}.${problem.message.en}`} table={table} problem={problem} />
          ))}
          {table.readOnly ? null : <NewRuleRow table={table} withCases={withCases} frozenLeft={layout.frozenLeft} />}
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

const NO_CONDITIONS: [] = [];
