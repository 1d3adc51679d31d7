import { useTexts } from '../../text/locale.tsx';
import { cellTokens } from './cell-tokens.ts';
import { tableTexts } from './table-texts.ts';

/** A cell's text in its hues. */
export function CellView({ source, kind }: { readonly source: string; readonly kind: 'unary' | 'expression' }) {
  const text = useTexts(tableTexts);
  return cellTokens(source, kind).map((token, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- tokens of one text never move
    <span key={index} data-token={token.kind}>
      {token.kind === 'yes' ? text.yes : token.kind === 'no' ? text.no : token.text}
    </span>
  ));
}
