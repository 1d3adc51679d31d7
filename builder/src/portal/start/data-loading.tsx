import { DatabaseZap } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { startTexts } from './text.ts';

/** How far the sample data are: a bar, the number, and what happens next. */
export function DataLoading({ percent, after }: { readonly percent: number; readonly after: string }) {
  const t = useTexts(startTexts);
  return (
    <output className="note loading">
      <DatabaseZap className="i" aria-hidden="true" />
      <div className="grow">
        <p><b>{t.dataLoading}</b></p>
        <progress max={100} value={percent} aria-label={t.dataLoading}>{percent}%</progress>
        <p>{t.dataPercent(percent)} {after}</p>
      </div>
    </output>
  );
}
