import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { totalsTexts } from './totals-text.ts';
import { useTotalSentence } from './use-total-sentence.ts';

/** The totals of a dataset on its page; nothing where there are none. */
export function TotalLines({ definition }: { readonly definition: DatasetDefinition }) {
  const text = useTexts(totalsTexts);
  const sentenceOf = useTotalSentence(definition);
  if ((definition.totals ?? []).length === 0) return null;
  return (
    <ul className="total-lines" aria-label={text.button}>
      {(definition.totals ?? []).map((total) => <li key={total.id}><b>{total.title ?? total.id}</b> {sentenceOf(total)}</li>)}
    </ul>
  );
}
