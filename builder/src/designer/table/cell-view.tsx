import type { ReactNode } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { cellTokens, type CellToken } from './cell-tokens.ts';
import { columnTokens, type ColumnWord } from './cell-words.ts';
import type { TableColumn } from './table-columns.ts';
import { tableTexts } from './table-texts.ts';

function Tokens({ tokens }: { readonly tokens: readonly CellToken[] }) {
  const text = useTexts(tableTexts);
  return tokens.map((token, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- tokens of one text never move
    <span key={index} data-token={token.kind}>
      {token.kind === 'yes' ? text.yes : token.kind === 'no' ? text.no : token.text}
    </span>
  ));
}

/** A formula's text in its hues. */
export function CellView({ source, kind }: { readonly source: string; readonly kind: 'unary' | 'expression' }) {
  return <Tokens tokens={cellTokens(source, kind)} />;
}

/** A cell's text in its hues, its choices by their words; then the formula is told where the pointer rests. */
export function ColumnCellView({ source, column, wordOf, title, children }: { readonly source: string; readonly column: TableColumn; readonly wordOf: ColumnWord; readonly title?: string | undefined; readonly children?: ReactNode }) {
  const tokens = columnTokens(column, source, wordOf);
  return (
    <span className="cell-text" title={title ?? (tokens.some(({ kind }) => kind === 'word') ? source : undefined)}>
      {children}
      <Tokens tokens={tokens} />
    </span>
  );
}
