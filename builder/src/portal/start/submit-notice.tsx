import { CircleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { HelpNumber } from '../shell/trouble.tsx';
import { shellTexts } from '../shell/text.ts';
import type { SubmitState } from '../form/use-submit.ts';
import { formatMoment } from '../format/dates.ts';
import { DataLoading } from './data-loading.tsx';
import { startTexts } from './text.ts';
import { staleFacts } from './stale-facts.ts';
import { taskTexts } from '../task/text.ts';
import { useNow } from '../format/use-now.ts';

/** What became of a submit that did not get through: lost on the way, or refused as stale by whom and when. */
export function SubmitNotice({ state, onRetry }: { readonly state: SubmitState; readonly onRetry?: () => void }) {
  const t = useTexts(startTexts);
  const s = useTexts(shellTexts);
  const k = useTexts(taskTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (state.kind === 'loading') return <DataLoading percent={state.percent} after={t.dataThenSubmit} />;
  if (state.kind === 'lost') {
    return <Said tone="warn"><WifiOff className="i" aria-hidden="true" /><div className="grow"><p>{t.lost}</p>{onRetry ? <button type="button" className="link" onClick={onRetry}>{s.retry}</button> : null}</div></Said>;
  }
  if (state.kind !== 'refused' || state.error.problem.status === 422) return null;
  const stale = staleFacts(state.error.problem);
  const words = stale ? k.stale(stale.by, formatMoment(stale.at, locale, now)) : state.error.problem.detail;
  return (
    <Said tone="err">
      <CircleAlert className="i" aria-hidden="true" />
      <div className="grow">
        <p><b>{words}</b></p>
        {state.error.problem.hint ? <p>{state.error.problem.hint}</p> : null}
        {state.error.problem.status >= 500 ? <p>{t.kept}</p> : null}
        <HelpNumber problem={state.error.problem} />
      </div>
    </Said>
  );
}

const bringIntoView = (note: HTMLElement | null): void => note?.scrollIntoView({ block: 'nearest' });

/** Whoever pressed the button sees it, wherever on a long page that was. */
function Said({ tone, children }: { readonly tone: 'warn' | 'err'; readonly children: ReactNode }) {
  return <div ref={bringIntoView} className={`note ${tone}`} role="alert">{children}</div>;
}
