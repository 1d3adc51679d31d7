import { RequestError } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { Trouble } from '../shell/trouble.tsx';
import { publicTexts } from './text.ts';

/** What went wrong; of too many requests, also the moment from which it goes on. */
export function PublicTrouble({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTexts(publicTexts);
  const { locale } = useLocale();
  const now = useNow();
  const until = error instanceof RequestError && error.problem.code === 'SCN_PUBLIC_RATE' ? error.problem.details?.['until'] : undefined;
  return <><Trouble error={error} {...(onRetry ? { onRetry } : {})} />{typeof until === 'string' ? <output><b>{t.again(formatMoment(until, locale, now))}</b></output> : null}</>;
}
