import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { BasisPicker } from '../panel/basis-picker.tsx';
import { columnsOf, withCell } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { emptyRule } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';

/** Basis or dates of one rule: cells for people, not formulas. */
export function CellDialog({ table, row, kind, onClose }: { readonly table: TableDesk; readonly row: number; readonly kind: 'basis' | 'dates'; readonly onClose: () => void }) {
  const text = useTexts(tableTexts);
  const { config } = table;
  const rule = config.rules[row] ?? emptyRule(config.rules);
  const column = columnsOf(config).find((one) => one.kind === kind);
  const locked = table.readOnly || rule.lock === 'prescribed';
  const put = (value: string) => {
    if (column === undefined) return;
    const rules = [...config.rules];
    rules[row] = withCell(rule, column, value);
    table.put({ ...config, rules }, kind === 'basis' ? text.basisChanged : text.datesChanged);
  };
  const dates = (from: string, to: string) => put(from === '' && to === '' ? '' : `${from} – ${to}`);
  return (
    <Dialog size="narrow" title={kind === 'basis' ? text.basisOf(rule.id) : text.datesOf(rule.id)} open onClose={onClose} actions={<Button look="primary" onPress={onClose}>{text.done}</Button>}>
      {kind === 'basis' ? (
        <BasisPicker value={rule.basis ?? []} readOnly={locked} onChange={(keys) => put(keys.join(','))} />
      ) : (
        <div className="column-form">
          <span className="entry-label">{text.from}</span>
          <LineInput type="date" label={text.from} value={rule.from ?? ''} readOnly={locked} onCommit={(from) => dates(from, rule.to ?? '')} />
          <span className="entry-label">{text.to}</span>
          <LineInput type="date" label={text.to} value={rule.to ?? ''} readOnly={locked} onCommit={(to) => dates(rule.from ?? '', to)} />
        </div>
      )}
    </Dialog>
  );
}
