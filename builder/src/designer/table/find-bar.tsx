import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { findCells, replaced, type FoundCell } from './find-cells.ts';
import { useGrid } from './grid-state.ts';
import { at } from './grid-selection.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { setCell } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';
import { useReadIn } from './use-read-in.ts';

/** Finds what cells and heads hold and show, and replaces what is written in cells; replacing all is one step of undo. */
export function FindBar({ table, onClose }: { readonly table: TableDesk; readonly onClose: () => void }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const [wanted, setWanted] = useState('');
  const [by, setBy] = useState('');
  const [whole, setWhole] = useState(false);
  const { config, columns } = table;
  const readIn = useReadIn(table);
  const found = useMemo(() => findCells(config.rules, columns, { text: wanted, whole }, readIn), [config.rules, columns, wanted, whole, readIn]);
  const { row, column } = grid.selection.active;
  const here = found.findIndex((cell) => cell.row === row && cell.column === column);
  const open = found.filter((cell) => cell.written && config.rules[cell.row]?.lock !== 'prescribed');
  const openHere = open.filter((cell) => cell === found[here]);
  const go = (back: boolean) => {
    const after = found.findIndex((cell) => cell.row > row || (cell.row === row && cell.column > column));
    const before = found.findLastIndex((cell) => cell.row < row || (cell.row === row && cell.column < column));
    const next = back ? found[before === -1 ? found.length - 1 : before] : found[after === -1 ? 0 : after];
    if (next) grid.select(at(next.row, next.column));
  };
  const replace = (cells: readonly FoundCell[]) => {
    let next = config;
    for (const cell of cells) {
      const rule = config.rules[cell.row];
      const target = columns[cell.column];
      if (rule && target) next = setCell(next, cell.row, cell.column, replaced(cellText(rule, target), { text: wanted, whole }, by));
    }
    if (next !== config) table.put(next, text.replacedCells(cells.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter') {
      event.preventDefault();
      go(event.shiftKey);
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Enter and Escape of the fields inside
    <search className="find-bar" ref={box} onKeyDown={onKeyDown}>
      <TextField label={text.find} hideLabel placeholder={text.find} value={wanted} onChange={setWanted} />
      <span className="find-count" aria-live="polite">{wanted === '' ? '' : found.length === 0 ? text.findNone : text.findCount(here + 1, found.length)}</span>
      <IconButton size="small" label={text.findPrevious} keys="⇧↵" icon={<ArrowUp size={14} aria-hidden="true" />} isDisabled={found.length === 0} onPress={() => go(true)} />
      <IconButton size="small" label={text.findNext} keys="↵" icon={<ArrowDown size={14} aria-hidden="true" />} isDisabled={found.length === 0} onPress={() => go(false)} />
      <Checkbox value={whole} onChange={setWhole}>{text.findWhole}</Checkbox>
      {table.readOnly ? null : (
        <>
          <TextField label={text.replaceBy} hideLabel placeholder={text.replaceBy} value={by} onChange={setBy} />
          <Button size="small" isDisabled={openHere.length === 0} onPress={() => { replace(openHere); go(false); }}>{text.replaceOne}</Button>
          <Button size="small" isDisabled={open.length === 0} onPress={() => replace(open)}>{text.replaceAll(open.length)}</Button>
        </>
      )}
      <span className="ui-grow" />
      <IconButton size="small" label={text.close} icon={<X size={14} aria-hidden="true" />} onPress={onClose} />
    </search>
  );
}
