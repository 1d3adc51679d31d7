import type { Computing } from '../../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { computedTexts } from './computed-text.ts';

/** How far the rows of a dataset follow its formulas; nothing once they do. */
export function ComputingBar({ computing }: { readonly computing: Computing | undefined }) {
  const text = useTexts(computedTexts);
  const { locale } = useLocale();
  if (computing === undefined) return null;
  const { rows, total, failed } = computing;
  if (failed !== undefined) return <p className="note-bar" data-tone="warn" role="alert">{failed.code === 'SCN_DATA_TOTAL' ? text.failedTotal(failed.what) : text.failedUnique(failed.what)}</p>;
  const number = new Intl.NumberFormat(locale);
  const words = text.rebuilding(number.format(rows), number.format(total));
  return (
    <div className="computing-bar">
      <output>{words}</output>
      <progress value={rows} max={Math.max(total, 1)} aria-label={words} />
    </div>
  );
}
