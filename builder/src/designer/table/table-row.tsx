/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { Check, ChevronDown, EllipsisVertical, GripVertical, Scale, X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import type { Condition } from '../../../../runtime/schema/explanation.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { useListed } from '../../text/listed.ts';
import { useTexts } from '../../text/locale.tsx';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { CasesCell } from './cases-cell.tsx';
import { ColumnCellView } from './cell-view.tsx';
import type { ColumnWord } from './cell-words.ts';
import { cellId } from './grid-state.ts';
import { NEVER_HIT } from './never-hit-codes.ts';
import { isAtCell } from './row-problems.ts';
import type { RowHits } from './row-hits.ts';
import { cellText, type TableColumn } from './table-columns.ts';
import { tableTexts } from './table-texts.ts';

/** All that a row shows; every member keeps its identity while it does not change, so that only changed rows are drawn again. */
export interface TableRowProps {
  readonly rule: TableRule;
  readonly row: number;
  readonly columns: readonly TableColumn[];
  readonly locale: Locale;
  readonly readOnly: boolean;
  readonly basisTitle: (key: string) => string;
  readonly wordOf: ColumnWord;
  readonly frozenLeft: readonly number[];
  /** The active column, or -1 when another row is active. */
  readonly active: number;
  /** Chosen columns, from and to; -1 when none of this row is chosen. */
  readonly from: number;
  readonly to: number;
  /** The corner of the selection is in this row. */
  readonly corner: boolean;
  /** A fill being dragged reaches this row. */
  readonly filling: boolean;
  readonly hit: boolean;
  /** Of the hit rule: which conditions hold; of a near miss: the one that failed. */
  readonly conditions: readonly Condition[];
  readonly problems: readonly OutsideProblem[];
  /** Cases and test-run subjects that this rule took; undefined without a column for them. */
  readonly hits: RowHits | undefined;
  readonly editor: ReactNode;
  /** The active cell of this row has values to choose from. */
  readonly pickable: boolean;
}

function BasisCell({ rule, basisTitle }: Pick<TableRowProps, 'rule' | 'basisTitle'>) {
  const listed = useListed();
  const text = useTexts(tableTexts);
  const titles = listed((rule.basis ?? []).map(basisTitle));
  if (titles === '') return <span className="no-law"><i aria-hidden="true" />{text.noBasis}</span>;
  return (
    <span className="law" title={titles}>
      <Scale size={13} aria-hidden="true" />
      <span>{titles}</span>
    </span>
  );
}

function CellText({ source, wordOf, column, condition, problem }: { readonly source: string; readonly wordOf: ColumnWord; readonly column: TableColumn; readonly condition: Condition | undefined; readonly problem: string | undefined }) {
  const asked = condition !== undefined && condition.test !== '-' && condition.test !== '';
  return (
    <ColumnCellView source={source} column={column} wordOf={wordOf} title={problem}>
      {asked && condition.met === true ? <Check className="cell-met" size={12} strokeWidth={3} aria-hidden="true" /> : null}
      {asked && condition.met === false ? <X className="cell-failed" size={12} strokeWidth={3} aria-hidden="true" /> : null}
    </ColumnCellView>
  );
}

function RowHead({ rule, row, readOnly }: Pick<TableRowProps, 'rule' | 'row' | 'readOnly'>) {
  const text = useTexts(tableTexts);
  const free = !readOnly && rule.lock !== 'prescribed';
  return (
    <div role="rowheader" className="cell row-head" data-head={row} draggable={free}>
      {free ? <GripVertical className="row-grip" size={11} aria-hidden="true" /> : null}
      <span>{rule.id}</span>
      {free ? (
        <button type="button" tabIndex={-1} className="head-menu" data-menu="row" data-at={row} aria-haspopup="menu" aria-label={text.ruleMenu(rule.id)}>
          <EllipsisVertical size={13} aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}

/** One rule. Cells are drawn plainly and hold no handlers; only the active one may hold the editor. */
export const TableRow = memo(function TableRow({ rule, row, columns, locale, readOnly, basisTitle, wordOf, frozenLeft, active, from, to, corner, filling, hit, conditions, problems, hits, editor, pickable }: TableRowProps) {
  const text = useTexts(tableTexts);
  return (
    <div role="row" className="table-row" aria-rowindex={row + 2} data-hit={hit} data-covered={problems.some(({ code }) => NEVER_HIT.has(code))} data-locked={rule.lock === 'prescribed'}>
      <RowHead rule={rule} row={row} readOnly={readOnly} />
      {columns.map((column, index) => {
        const problem = problems.length === 0 ? undefined : problems.find((one) => isAtCell(one, row, column));
        const source = cellText(rule, column);
        const left = frozenLeft[index];
        return (
          <div
            key={`${column.kind}.${column.id}`}
            id={cellId(row, index)}
            role="gridcell"
            className="cell"
            data-row={row}
            data-col={index}
            data-kind={column.kind}
            data-active={active === index}
            data-chosen={index >= from && index <= to}
            data-filling={filling && index >= from && index <= to}
            data-frozen={left === undefined ? undefined : true}
            data-severity={problem?.severity}
            style={left === undefined ? undefined : { left }}
            aria-colindex={index + 2}
            aria-selected={index >= from && index <= to}
            aria-invalid={problem?.severity === 'error'}
          >
            {active === index && editor !== undefined ? editor : column.kind === 'basis' ? <BasisCell rule={rule} basisTitle={basisTitle} /> : column.kind === 'dates' ? <span className="cell-dates">{source}</span> : (
              <CellText source={source} wordOf={wordOf} column={column} problem={problem?.message[locale]} condition={column.kind === 'input' ? conditions.find((one) => one.input === column.id) : undefined} />
            )}
            {pickable && active === index && editor === undefined ? <button type="button" tabIndex={-1} className="pick-button" data-pick="" aria-label={text.pickValue} title="Alt ↵"><ChevronDown size={13} aria-hidden="true" /></button> : null}
            {corner && index === to && editor === undefined && !readOnly ? <span className="fill-handle" data-fill="" aria-hidden="true" /> : null}
          </div>
        );
      })}
      {hits === undefined ? null : <CasesCell hits={hits} />}
    </div>
  );
});
