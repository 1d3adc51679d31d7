import { useEffect, useState } from 'react';
import { FileText, WifiOff } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { listLocalDrafts } from '../form/local-drafts.ts';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PageHeading } from './page-heading.tsx';
import { shellTexts } from './text.ts';

const AGAIN_MS = 20_000;

/** The portal without its server: says so, shows what this device keeps, and goes on by itself. */
export function OfflinePage({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTexts(shellTexts);
  const { locale } = useLocale();
  const now = useNow();
  const [drafts] = useState(listLocalDrafts);
  useEffect(() => {
    const timer = setInterval(onRetry, AGAIN_MS);
    window.addEventListener('online', onRetry);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', onRetry);
    };
  }, [onRetry]);
  return (
    <div className="list-page">
      <PageHeading>{t.offlineTitle}</PageHeading>
      <div className="note warn" role="alert"><WifiOff className="i" aria-hidden="true" /><div className="grow"><p>{t.offlineMore}</p><button type="button" className="link" onClick={onRetry}>{t.retry}</button></div></div>
      <section aria-labelledby="kept">
        <h2 id="kept">{t.offlineDrafts}</h2>
        {drafts.length === 0 ? <p className="ink2">{t.offlineNoDrafts}</p> : (
          <>
            <p className="ink2">{t.offlineDraftsMore}</p>
            <ul>{drafts.map((draft) => <li key={`${draft.title ?? ''}${draft.savedAt}`} className="note"><FileText className="i" aria-hidden="true" /><p><b>{draft.title ?? t.offlineForm}</b> <span className="mut">{t.offlineSaved(formatMoment(draft.savedAt, locale, now))}</span></p></li>)}</ul>
          </>
        )}
      </section>
    </div>
  );
}
