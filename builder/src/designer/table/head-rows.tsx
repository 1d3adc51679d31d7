/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { EllipsisVertical, Play } from 'lucide-react';
import { memo } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { shortValue } from '../formula/formula-scope.ts';
import { readExpression } from '../../../../runtime/language/reading/reading.ts';
import { cellId, useGrid } from './grid-state.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Coverage } from './row-hits.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

interface HeadProps {
  readonly table: TableDesk;
  readonly frozenLeft: readonly number[];
  readonly coverage: Coverage | undefined;
}

function placed(left: number | undefined) {
  return left === undefined ? {} : { 'data-frozen': true, style: { left } };
}

/** What the last test run put into each column. */
export const TestRow = memo(function TestRow({ table, frozenLeft, coverage }: HeadProps) {
  const text = useTexts(tableTexts);
  const { judgement, desk } = table;
  if (judgement === undefined) return null;
  const outputs = (typeof judgement.outputs === 'object' && judgement.outputs !== null ? judgement.outputs : {}) as Readonly<Record<string, unknown>>;
  return (
    <div role="row" className="table-row test-row">
      <div role="rowheader" className="cell row-head" aria-label={text.lastRun}>
        <Play size={13} aria-hidden="true" />
      </div>
      {table.columns.map((column, index) => {
        const condition = judgement.conditions.find((one) => one.input === column.id);
        const value = column.kind === 'input' ? condition?.value : column.kind === 'output' ? outputs[column.id] : undefined;
        const word = typeof value === 'string' || typeof value === 'number' ? table.wordOf(column, String(value)) : undefined;
        const shown = word ?? (value === undefined ? '' : typeof value === 'string' ? value : value === true ? text.yes : value === false ? text.no : value === null ? text.emptyCell : shortValue(value, desk.locale, 16));
        return (
          <div role="gridcell" className="cell" data-kind={column.kind} key={`${column.kind}.${column.id}`} {...placed(frozenLeft[index])}>
            {column.kind === 'basis' ? <small>{text.lastRun}</small> : shown === '' ? null : <span className="test-value">{shown}</span>}
          </div>
        );
      })}
      {coverage === undefined ? null : <div role="gridcell" className="cell" aria-label={text.cases} />}
    </div>
  );
});

interface HeadCellProps {
  readonly column: TableColumn;
  readonly name: string;
  readonly locale: Locale;
  readonly index: number;
  readonly left: number | undefined;
  /** The active cell is in this column; the header itself is active. */
  readonly current: boolean;
  readonly active: boolean;
}

const HeadCell = memo(function HeadCell({ column, name, locale, index, left, current, active }: HeadCellProps) {
  const text = useTexts(tableTexts);
  const source = column.kind === 'input' ? column.input.expr : column.kind === 'output' ? column.id : column.kind === 'basis' ? text.basisSub : text.datesSub;
  return (
    <div id={cellId(-1, index)} role="columnheader" className="cell" data-row={-1} data-col={index} data-kind={column.kind} data-active={active} data-current={current} aria-colindex={index + 2} title={column.kind === 'input' ? readExpression(source, locale) : undefined} {...placed(left)}>
      <b>{name}</b>
      <code>{source === '' && column.kind === 'input' ? <em className="head-missing">{text.noSource}</em> : source}</code>
      <button type="button" tabIndex={-1} className="head-menu" data-menu="column" data-at={index} aria-haspopup="menu" aria-label={text.columnMenu(name)}>
        <EllipsisVertical size={13} aria-hidden="true" />
      </button>
    </div>
  );
});

/** Column headers: name and where the value comes from. */
export function HeaderRow({ table, titles, frozenLeft, coverage }: HeadProps & { readonly titles: readonly string[] }) {
  const text = useTexts(tableTexts);
  const { active } = useGrid().selection;
  return (
    <div role="row" className="table-row head-row" aria-rowindex={1}>
      <div role="columnheader" className="cell row-head">#</div>
      {table.columns.map((column, index) => (
        <HeadCell key={`${column.kind}.${column.id}`} column={column} name={titles[index] ?? ''} locale={table.desk.locale} index={index} left={frozenLeft[index]} current={active.column === index} active={active.row === -1 && active.column === index} />
      ))}
      {coverage === undefined ? null : (
        <div role="columnheader" className="cell">
          <b>{text.cases}</b>
          <code>{text.casesCount(coverage.total)}</code>
        </div>
      )}
    </div>
  );
}
