import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { CircleAlert, WifiOff } from 'lucide-react';
import type { Problem } from '../../../../server/api/common.ts';
import { partsWaiting } from '../../client/load-part.ts';
import { RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import type { SameShape } from '../../text/catalogue.ts';
import { shellTexts } from './text.ts';

type Words = SameShape<(typeof shellTexts)['zh-CN']>;

function sentenceOf(error: unknown, t: Words): string {
  if (!(error instanceof RequestError)) return error instanceof Error ? error.message : String(error);
  const { status, detail } = error.problem;
  if (status === 0) return t.troubleOffline;
  if (status === 404) return t.troubleGone;
  return detail;
}

/** What to quote when one asks for help with a fault of the server; of one's own mistakes there is nothing to quote. */
export function HelpNumber({ problem }: { readonly problem: Problem | undefined }) {
  const t = useTexts(shellTexts);
  return problem === undefined || problem.status < 500 ? null : <p className="mut">{t.helpNumber} <span className="code">{problem.requestId ?? problem.code}</span></p>;
}

/** What went wrong, what to do, the number to quote last and small. Nothing typed is touched. */
export function Trouble({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTexts(shellTexts);
  const problem = error instanceof RequestError ? error.problem : undefined;
  const Icon = problem?.status === 0 ? WifiOff : CircleAlert;
  return (
    <div className="note err" role="alert">
      <Icon className="i" aria-hidden="true" />
      <div className="grow">
        <p><b>{sentenceOf(error, t)}</b></p>
        {problem?.hint && problem.status !== 0 ? <p>{problem.hint}</p> : null}
        {onRetry && problem?.status === 404 ? <Link className="link" href="/">{t.backToApps}</Link> : null}
        {onRetry && problem?.status !== 404 ? <button type="button" className="link" onClick={onRetry}>{t.retry}</button> : null}
        <HelpNumber problem={problem} />
      </div>
    </div>
  );
}

/** A skeleton, shown only when waiting takes longer than 300 ms. */
export function Loading() {
  const t = useTexts(shellTexts);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  const waits = useSyncExternalStore(partsWaiting.subscribe, partsWaiting.get, partsWaiting.get);
  if (!late) return null;
  if (waits) return <output className="note warn"><WifiOff className="i" aria-hidden="true" /><span>{t.partWaits}</span></output>;
  return <div className="skel" aria-live="polite"><span className="vh">{t.loading}</span><i /><i /><i /><i /></div>;
}
