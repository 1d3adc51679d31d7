import { useRef, useState } from 'react';
import { CircleAlert, Copy, Plus, Trash2 } from 'lucide-react';
import type { PortalColumn } from '../../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { plainText } from '../../format/plain-text.ts';
import { tableSums } from '../computed.ts';
import { isRowsEntry, type RowEntry } from '../entry-kinds.ts';
import { FieldFrame } from '../field-frame.tsx';
import { cellWords } from '../flaw-words.ts';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

const MOST_ROWS = 100;

interface CellProps {
  readonly column: PortalColumn;
  readonly cell: string | boolean | undefined;
  readonly id: string;
  readonly error: string | undefined;
  readonly onChange: (cell: string | boolean) => void;
}

/** One cell: a small question with its own label and error. */
function Cell({ column, cell, id, error, onChange }: CellProps) {
  const t = useTexts(formTexts);
  const told = error === undefined ? {} : { 'aria-invalid': true as const, 'aria-describedby': `${id}-error` };
  const words = typeof cell === 'string' ? cell : '';
  const mode = column.type === 'integer' ? 'numeric' : ['number', 'decimal'].includes(column.type) ? 'decimal' : 'text';
  return (
    <div className={error === undefined ? 'pf-cell' : 'pf-cell pf-bad'}>
      {column.type === 'boolean' ? (
        <label className="pf-card"><input id={id} type="checkbox" checked={cell === true} onChange={(event) => onChange(event.target.checked)} {...told} /><span><b>{column.title}</b></span></label>
      ) : (
        <>
          <label htmlFor={id}>{column.title}{column.optional ? <span>{t.optional}</span> : null}</label>
          {column.choices ? (
            <select id={id} className="pf-input" value={words} onChange={(event) => onChange(event.target.value)} {...told}>
              <option value="">{t.chooseOne}</option>
              {column.choices.map((choice) => <option key={JSON.stringify(choice.value)} value={JSON.stringify(choice.value)}>{choice.label}</option>)}
            </select>
          ) : (
            <input id={id} className="pf-input" type={column.type === 'date' ? 'date' : 'text'} inputMode={mode} autoComplete="off" value={words} onChange={(event) => onChange(event.target.value)} {...told} />
          )}
        </>
      )}
      {error === undefined ? null : <p className="pf-error" id={`${id}-error`}><CircleAlert className="i s" aria-hidden="true" /><span>{error}</span></p>}
    </div>
  );
}

interface RowProps {
  readonly props: WidgetProps;
  readonly row: RowEntry;
  readonly index: number;
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly full: boolean;
  readonly onCells: (cells: RowEntry['cells']) => void;
  readonly onCopy: () => void;
  readonly onDrop: () => void;
}

function Row({ props, row, index, values, full, onCells, onCopy, onDrop }: RowProps) {
  const t = useTexts(formTexts);
  const { locale } = useLocale();
  const { field, ids, flaw } = props;
  const flaws = flaw?.kind === 'cells' ? flaw.cells.filter((cell) => cell.row === index) : [];
  const [firstBad] = flaw?.kind === 'cells' ? flaw.cells : [];
  return (
    <fieldset className="pf-row">
      <legend>{t.rowNumber(index + 1)}</legend>
      <div className="pf-row-tools">
        <button type="button" className="pf-square" aria-label={t.copyRow(index + 1)} title={t.copyRow(index + 1)} disabled={full} onClick={onCopy}><Copy className="i s" aria-hidden="true" /></button>
        <button type="button" className="pf-square" aria-label={t.dropRow(index + 1)} title={t.dropRow(index + 1)} onClick={onDrop}><Trash2 className="i s" aria-hidden="true" /></button>
      </div>
      <div className="pf-row-cells">
        {(field.columns ?? []).map((column, place) => {
          const bad = flaws.find((cell) => cell.column === column.id);
          // The summary's link leads to the first cell that is wrong, else to the first of all.
          const isControl = firstBad === undefined ? index === 0 && place === 0 : firstBad.row === index && firstBad.column === column.id;
          const id = isControl ? ids.control : `${ids.control}-${row.key}-${column.id}`;
          if (column.compute !== undefined) return <div key={column.id} className="pf-cell"><span>{column.title}</span><output className="pf-output">{plainText(values?.[column.id]) || '—'}</output></div>;
          return <Cell key={column.id} column={column} cell={row.cells[column.id]} id={id} error={bad && cellWords(field, bad, locale)} onChange={(cell) => onCells({ ...row.cells, [column.id]: cell })} />;
        })}
      </div>
    </fieldset>
  );
}

/** A list of rows with their own columns: added, copied and taken away by buttons, summed below. */
export function RowsWidget(props: WidgetProps) {
  const t = useTexts(formTexts);
  const { field, entry, onChange, ids, error, answer } = props;
  const rows = isRowsEntry(entry) ? entry.rows : [];
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const most = typeof field.max === 'number' ? field.max : MOST_ROWS;
  const put = (next: readonly RowEntry[]) => onChange({ rows: next });
  // The row is drawn on the next frame; then it takes focus.
  const focus = (at: number) => requestAnimationFrame(() => {
    const row = box.current?.querySelectorAll('.pf-row')[at];
    (row?.querySelector<HTMLElement>('input,select') ?? box.current?.querySelector<HTMLElement>('.pf-add'))?.focus();
  });
  const insert = (at: number, cells: RowEntry['cells']) => {
    put(rows.toSpliced(at, 0, { key: 1 + Math.max(0, ...rows.map(({ key }) => key)), cells }));
    setSaid(t.rowAdded(at + 1, rows.length + 1));
    focus(at);
  };
  const drop = (at: number) => {
    put(rows.toSpliced(at, 1));
    setSaid(t.rowDropped(at + 1, rows.length - 1));
    focus(Math.max(0, at - 1));
  };
  // Blank rows have no values: the values stand in the order of the rows that have any.
  const values = Array.isArray(answer) ? (answer as readonly Readonly<Record<string, unknown>>[]) : [];
  const filled = rows.map((row) => Object.values(row.cells).some((cell) => cell === true || (typeof cell === 'string' && cell.trim() !== '')));
  const sums = tableSums(field, answer);
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <div ref={box} className="pf-rows">
        {rows.map((row, index) => (
          <Row
            key={row.key} props={props} row={row} index={index} full={rows.length >= most}
            values={filled[index] ? values[filled.slice(0, index).filter(Boolean).length] : undefined}
            onCells={(cells) => put(rows.with(index, { ...row, cells }))} onCopy={() => insert(index + 1, row.cells)} onDrop={() => drop(index)}
          />
        ))}
        {sums.length === 0 ? null : <dl className="pf-sums" aria-live="polite">{sums.map(([title, sum]) => <div key={title}><dt>{t.sumOf(title)}</dt><dd>{sum}</dd></div>)}</dl>}
        <button type="button" id={rows.length === 0 ? ids.control : `${ids.control}-add`} className="pf-secondary pf-add" disabled={rows.length >= most} onClick={() => insert(rows.length, {})}><Plus className="i s" aria-hidden="true" />{t.addRow}</button>
        <p className="pf-hint">{rows.length >= most ? t.rowsFull(most) : t.rowsLimit(rows.length, most)}</p>
        <p className="pf-vh" aria-live="polite">{said}</p>
      </div>
    </FieldFrame>
  );
}
