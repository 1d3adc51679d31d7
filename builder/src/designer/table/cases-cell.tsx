/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a cell of the virtual ARIA grid */
import { useListed } from '../../text/listed.ts';
import { useTexts } from '../../text/locale.tsx';
import type { RowHits } from './row-hits.ts';
import { tableTexts } from './table-texts.ts';

/** How many cases take this rule; none is worth seeing. */
export function CasesCell({ hits }: { readonly hits: RowHits }) {
  const listed = useListed();
  const text = useTexts(tableTexts);
  const count = hits.cases.length;
  return (
    <div role="gridcell" className="cell cases-cell" data-none={count === 0} title={count === 0 ? text.noCase : text.takenBy(listed(hits.cases))}>
      <span className="cases-bar" aria-hidden="true"><i style={{ width: `${Math.round(hits.share * 100)}%` }} /></span>
      {hits.run > 1 ? <small title={text.runHits(hits.run)}>×{hits.run}</small> : null}
      <b>{count}</b>
    </div>
  );
}
