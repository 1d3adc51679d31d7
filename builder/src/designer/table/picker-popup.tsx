import { Dialog, Popover } from 'react-aria-components';
import type { Point } from '../../../../runtime/rules/simple-cell.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { takesCondition } from './cell-condition-dialog.tsx';
import { cellId } from './grid-state.ts';
import { cellText, type TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';
import { chosenIn, dayCell, daysIn, literal, toggled, type Pick } from './value-picker.ts';

export interface PickerProps {
  readonly table: TableDesk;
  readonly column: TableColumn;
  readonly place: { readonly row: number; readonly column: number };
  readonly pick: Pick;
  readonly onCommit: (text: string) => void;
  /** Write it line by line instead. */
  readonly onCondition: () => void;
  /** Write a formula instead. */
  readonly onType: () => void;
  readonly onClose: () => void;
}

function Choices({ pick, cell, many, wordOf, onCommit, onClose, label }: { readonly pick: Pick; readonly cell: string; readonly many: boolean; readonly wordOf: (value: Point) => string; readonly onCommit: (text: string) => void; readonly onClose: () => void; readonly label: string }) {
  const text = useTexts(tableTexts);
  const chosen = chosenIn(cell);
  if (pick.kind === 'boolean') {
    return (
      <RadioGroup
        label={label} hideLabel value={cell === 'true' || cell === 'false' ? cell : cell === '' ? 'any' : null}
        onChange={(id) => {
          onCommit(id === 'any' ? '' : id);
          onClose();
        }}
        options={[{ id: 'true', label: text.yes }, { id: 'false', label: text.no }, ...(many ? [{ id: 'any', label: text.any }] : [])]}
      />
    );
  }
  if (!many) {
    return (
      <RadioGroup
        label={label} hideLabel value={pick.values.map(literal).find((one) => one === cell) ?? null}
        onChange={(id) => {
          onCommit(id);
          onClose();
        }}
        options={pick.values.map((value) => ({ id: literal(value), label: wordOf(value) }))}
      />
    );
  }
  return (
    <fieldset className="picker-choices" aria-label={label}>
      {pick.values.map((value) => (
        <Checkbox key={literal(value)} value={chosen?.has(value) ?? false} onChange={() => onCommit(toggled(chosen === undefined ? '' : cell, value))}>{wordOf(value)}</Checkbox>
      ))}
    </fieldset>
  );
}

function Days({ cell, many, onCommit }: { readonly cell: string; readonly many: boolean; readonly onCommit: (text: string) => void }) {
  const text = useTexts(tableTexts);
  const { from, to } = daysIn(cell);
  if (!many) return <LineInput type="date" label={text.day} value={from} readOnly={false} onCommit={(day) => onCommit(day === '' ? '' : `date("${day}")`)} />;
  return (
    <div className="picker-days">
      <span className="entry-label">{text.dayFrom}</span>
      <LineInput type="date" label={text.dayFrom} value={from} readOnly={false} onCommit={(day) => onCommit(dayCell(day, to))} />
      <span className="entry-label">{text.dayTo}</span>
      <LineInput type="date" label={text.dayTo} value={to} readOnly={false} onCommit={(day) => onCommit(dayCell(from, day))} />
    </div>
  );
}

/** What a cell can be, to be chosen instead of typed. Its button in the active cell and Alt Enter open it. */
export function PickerPopup({ table, column, place, pick, onCommit, onCondition, onType, onClose }: PickerProps) {
  const text = useTexts(tableTexts);
  const rule = table.config.rules[place.row];
  const cell = rule ? cellText(rule, column).trim() : '';
  const many = column.kind === 'input';
  const label = `${table.titleOf(column)} ${rule?.id ?? ''}`;
  const anchor = document.getElementById(cellId(place.row, place.column));
  return (
    <Popover className="ui-popover" placement="bottom start" triggerRef={{ current: anchor }} isOpen onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog aria-label={label} className="ui-popover-body picker">
        {pick.kind === 'date' ? <Days cell={cell} many={many} onCommit={onCommit} /> : <Choices pick={pick} cell={cell} many={many} wordOf={(value) => table.wordOf(column, String(value)) ?? String(value)} onCommit={onCommit} onClose={onClose} label={label} />}
        <div className="picker-foot">
          {takesCondition(column) ? <Button look="link" size="small" onPress={onCondition}>{text.asCondition}</Button> : null}
          <Button look="link" size="small" onPress={onType}>{text.typeInstead}</Button>
          <span className="ui-grow" />
          {cell === '' ? null : <Button size="small" onPress={() => { onCommit(''); onClose(); }}>{many ? text.any : text.cleared}</Button>}
          <Button size="small" look="primary" onPress={onClose}>{text.done}</Button>
        </div>
      </Dialog>
    </Popover>
  );
}
