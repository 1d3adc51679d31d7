import { Link } from 'wouter';
import { ChevronLeft, Printer } from 'lucide-react';
import type { Result, RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Facts } from '../form/facts.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PaperList } from '../paper/paper-tools.tsx';
import '../paper/tools.css';
import { Timeline } from '../people/timeline.tsx';
import { Stages } from './progress.tsx';
import { ReasonBlock } from './reason-block.tsx';
import { ReadAloud } from './read-aloud.tsx';
import { ResultFeedback } from './feedback.tsx';
import { runTexts } from './text.ts';
import { Verdict } from './verdict.tsx';

/** All that is said of the reasons, in the order of the page. */
function spoken({ title, text, reasons }: Result): string {
  return [title, text, ...reasons.flatMap((reason) => [reason.sentence, ...reason.told, ...reason.nearMisses.map((miss) => miss.sentence)])].filter((part, at, all) => part !== '' && all.indexOf(part) === at).join('\n');
}

/** 结果: verdict, why, basis, feedback; built from what was recorded while running. */
export function ResultView({ run, result }: { readonly run: RunView; readonly result: Result }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const now = useNow();
  const { objections = [] } = run;
  const refill = `/apps/${run.app.id}?from=${encodeURIComponent(run.id)}`;
  const unmet = run.mayRefill === true && (result.tone === 'warn' || result.tone === 'err');
  return (
    <div className="wrap res">
      <div>
        <Link className="back no-print" href="/mine"><ChevronLeft className="i s" aria-hidden="true" />{t.mine}</Link>
        <Verdict result={result} run={run} />
        {result.reasons.length > 0 ? (
          <section className="wy" aria-labelledby="w">
            <div className="why-head"><h2 id="w">{t.why}</h2><ReadAloud text={spoken(result)} /></div>
            {result.reasons.map((reason, index) => <ReasonBlock key={reason.node} reason={reason} {...(index === 0 && result.decidedBy !== undefined ? { lastWord: t.decidedByPerson(result.decidedBy) } : {})} />)}
          </section>
        ) : null}
        <Facts facts={result.facts} className="facts res-facts" />
        <Timeline entries={run.timeline} stages={<Stages run={run} />} />
      </div>
      <aside className="nx">
        <section className="no-print">
          <h2>{t.next}</h2>
          {unmet ? <><p>{t.refillMore}</p><Link className="big" href={refill}>{t.refill}</Link></> : null}
          <p>{t.decision}</p>
          {run.app.canStart ? <Link className="big sec" href={`/apps/${run.app.id}`}>{t.again}</Link> : null}
          {run.mayRefill === true && !unmet ? <p><Link className="link" href={refill}>{t.refillSame}</Link></p> : null}
          <button type="button" className="link" onClick={() => window.print()}><Printer className="i s" aria-hidden="true" />{t.print}</button>
        </section>
        <section className="no-print">
          <h2>{t.object}</h2><p>{t.objectMore}</p>
          {objections.map(({ at, answered }) => <p key={at}><b>{(answered ? t.objectedAnswered : t.objected)(formatMoment(at, locale, now))}</b></p>)}
          <Link className="big sec" href={`/feedback/${run.app.id}?run=${encodeURIComponent(run.id)}`}>{objections.length === 0 ? t.objectGo : t.objectMoreOnce}</Link>
        </section>
        <PaperList run={run.id} documents={run.documents} />
        <ResultFeedback run={run} />
        <section><p className="mut run-id">{t.number} <span className="code">{run.id}</span></p></section>
      </aside>
    </div>
  );
}
