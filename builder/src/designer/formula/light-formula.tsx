import { useMemo, type DragEvent, type MouseEvent } from 'react';
import { colouredPieces } from './colours.ts';
import { shortened } from './shortened.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';

/** Where the editor that takes over puts its caret: a place on the screen, or the end. */
export type CaretPlace = { readonly x: number; readonly y: number } | 'end';

/** Characters drawn; the editor shows all. */
const DRAWN = 4000;

interface LightProps {
  readonly value: string;
  readonly kind: FormulaKind;
  readonly label: string;
  readonly hint: string | undefined;
  readonly readOnly: boolean;
  readonly multiline: boolean;
  readonly describedBy: string;
  readonly onOpen: (at: CaretPlace) => void;
  readonly onDrop: (text: string) => void;
}

/**
 * A formula as it looks in its editor, without one: thirty of them cost a page next to nothing. Focus, a click or a drop
 * makes the editor.
 */
export function LightFormula({ value, kind, label, hint, readOnly, multiline, describedBy, onOpen, onDrop }: LightProps) {
  const pieces = useMemo(() => colouredPieces(shortened(value, DRAWN), kind), [value, kind]);
  const down = (event: MouseEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    onOpen({ x: event.clientX, y: event.clientY });
  };
  const drop = (event: DragEvent) => {
    const text = event.dataTransfer.getData('text/plain');
    if (readOnly || text === '') return;
    event.preventDefault();
    onDrop(text);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot show colours
    <div className="formula-light" role="textbox" tabIndex={0} aria-label={label} aria-multiline={multiline} aria-readonly={readOnly} aria-describedby={describedBy} onFocus={() => onOpen('end')} onMouseDown={down} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {value === '' ? <span className="formula-placeholder">{hint ?? ''}</span> : null}
      {pieces.map((piece, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text never move
        <span key={index} className={piece.colour}>
          {piece.text}
        </span>
      ))}
    </div>
  );
}
