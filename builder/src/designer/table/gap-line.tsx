/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { FlaskConical, ListPlus, Plus, TriangleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { CellView } from './cell-view.tsx';
import { gapWords } from './gap-words.ts';
import type { Gap } from './gaps.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

export interface GapLineProps {
  readonly table: TableDesk;
  readonly gap: Gap;
  readonly withCases: boolean;
  readonly onClose: () => void;
  readonly onTry: () => void;
  readonly onCase: (() => void) | undefined;
}

/** Where a rule is missing: what falls through, and the rule that would take it, ready to be added. */
export function GapLine({ table, gap, withCases, onClose, onTry, onCase }: GapLineProps) {
  const text = useTexts(tableTexts);
  const rule = { id: '', when: { ...gap.when }, then: {} };
  return (
    <>
      <div role="row" className="problem-row" data-gap="">
        <div role="gridcell" className="problem-cell">
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            <b>{text.gapTitle}</b> {text.gapNobody(gapWords(table, gap))}
          </span>
          <Button size="small" icon={<FlaskConical size={13} aria-hidden="true" />} onPress={onTry}>
            {text.gapTry}
          </Button>
          {onCase === undefined ? null : (
            <Button size="small" icon={<ListPlus size={13} aria-hidden="true" />} onPress={onCase}>
              {text.gapCase}
            </Button>
          )}
          {table.readOnly ? null : (
            <Button size="small" look="primary" icon={<Plus size={13} aria-hidden="true" />} onPress={onClose}>
              {text.gapAdd}
            </Button>
          )}
        </div>
      </div>
      <div role="row" className="table-row ghost-row">
        <div role="rowheader" className="cell row-head" aria-label={text.gapTitle}>
          <Plus size={13} aria-hidden="true" />
        </div>
        {table.columns.map((column) => (
          <div role="gridcell" className="cell" key={`${column.kind}.${column.id}`} data-kind={column.kind}>
            {column.kind === 'input' ? <span className="cell-text"><CellView source={cellText(rule, column)} kind="unary" /></span> : column.kind === 'output' ? <span className="ghost-todo">{text.gapFill}</span> : null}
          </div>
        ))}
        {withCases ? <div role="gridcell" className="cell cases-cell" data-none="true"><b>0</b></div> : null}
      </div>
    </>
  );
}
