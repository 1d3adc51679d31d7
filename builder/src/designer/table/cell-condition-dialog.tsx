import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { cellToCondition, conditionToCell } from '../condition/cell-condition.ts';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { wordOfValue, type FormulaScope } from '../formula/formula-scope.ts';
import { namesOf } from '../formula/scope-names.ts';
import { CellView } from './cell-view.tsx';
import { cellText, type TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** Whether a cell can be written as lines of field, comparison and value: any condition, and a result that is yes or no. */
export function takesCondition(column: TableColumn | undefined): boolean {
  return column?.kind === 'input' || (column?.kind === 'output' && column.output.type === 'boolean');
}

/** The scope of a column's condition: the tested value is a field like the others, with the column's title. */
function scopeOf(table: TableDesk, column: TableColumn, known: readonly unknown[]): FormulaScope {
  const { input, ...scope } = table.cellScope(column);
  if (column.kind !== 'input') return scope;
  const sample = table.judgement?.conditions.find((one) => one.input === column.id)?.value;
  return { ...scope, input, names: { ...scope.names, '?': input ?? {} }, titles: { ...scope.titles, '?': table.titleOf(column) }, samples: { ...scope.samples, '?': known.length > 0 ? [...(sample === undefined ? [] : [sample]), ...known] : sample } };
}

export interface CellConditionProps {
  readonly table: TableDesk;
  readonly row: number;
  readonly column: TableColumn;
  /** Values the column is known to have. */
  readonly known: readonly unknown[];
  readonly onCommit: (text: string) => void;
  readonly onClose: () => void;
}

/** One cell, line by line, in its own window; what stands in the cell then is shown as it is written. */
export function CellConditionDialog({ table, row, column, known, onCommit, onClose }: CellConditionProps) {
  const text = useTexts(tableTexts);
  const [scope] = useState(() => scopeOf(table, column, known));
  const names = namesOf(scope);
  const rule = table.config.rules[row];
  const [written] = useState(() => (rule === undefined ? '' : cellText(rule, column)));
  const unary = column.kind === 'input';
  // A cell that does not parse is shown as it stands, to be mended as a formula.
  const [condition, setCondition] = useState(() => (unary ? (cellToCondition(written, names) ?? written) : written));
  const cell = unary ? conditionToCell(condition, names) : condition;
  const title = `${rule?.id ?? ''} ${table.titleOf(column)}`.trim();
  const commit = () => {
    if (cell !== undefined && cell !== written) onCommit(cell);
    onClose();
  };
  return (
    <Dialog
      title={text.conditionTitle(title)} size="medium" open onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" isDisabled={cell === undefined} onPress={commit}>{text.use}</Button>
        </>
      }
    >
      <ConditionEditor
        label={title} value={condition} scope={scope} readOnly={false} onChange={setCondition} about={unary ? '?' : undefined}
        labelOf={(path, value) => (path === '?' ? table.wordOf(column, value) : wordOfValue(scope, path, value)) ?? value}
      />
      {cell === undefined ? <p className="note-bar" data-tone="warn" role="alert">{text.conditionOther(table.titleOf(column))}</p> : (
        <p className="entry-help condition-cell">
          {text.conditionCell} {cell === '' ? text.conditionNone : <code className="cell-text"><CellView source={cell} kind={unary ? 'unary' : 'expression'} /></code>}
        </p>
      )}
    </Dialog>
  );
}
