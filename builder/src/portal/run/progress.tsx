import { Link } from 'wouter';
import { Ban, Check, CircleAlert, Clock, Hourglass, WifiOff, X } from 'lucide-react';
import type { RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDay, formatMoment, formatTime } from '../format/dates.ts';
import { dueWords } from '../task/due-words.ts';
import { runTexts } from './text.ts';
import { useNow } from '../format/use-now.ts';

/** The stages a matter passes, with what is done, what is on, and when. */
export function Stages({ run }: { readonly run: RunView }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const now = useNow();
  const words = { done: t.stageDone, now: t.stageNow, next: t.stageNext, stopped: t.stageStopped };
  return (
    <ol className="stages">
      {run.stages.map((stage) => (
        <li key={stage.title} className={`stage-${stage.state}`} {...(stage.state === 'now' ? { 'aria-current': 'step' as const } : {})}>
          <span className="stage-dot" aria-hidden="true">{stage.state === 'done' ? <Check className="i" /> : stage.state === 'now' ? <Clock className="i" /> : stage.state === 'stopped' ? <X className="i" /> : null}</span>
          <b>{stage.title}</b><span className={stage.state === 'stopped' ? 'mut' : 'vh'}>{words[stage.state]}</span>
          {stage.at === undefined ? null : <span className="mut">{formatMoment(stage.at, locale, now)}</span>}
        </li>
      ))}
    </ol>
  );
}

function Holder({ next, stopped, live }: { readonly next: Extract<RunView['next'], { kind: 'progress' }>; /** At an error that an operator sees to. */ readonly stopped: boolean; readonly live: boolean }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const now = useNow();
  const late = next.dueAt !== undefined && Date.parse(next.dueAt) < Date.parse(now);
  return (
    <div className={stopped ? 'note err' : late ? 'note warn' : 'note'} aria-live="polite">
      {stopped ? <CircleAlert className="i" aria-hidden="true" /> : <Hourglass className="i" aria-hidden="true" />}
      <div className="grow">
        {stopped ? <p><b>{t.failed}</b></p> : null}
        <p>{stopped ? t.waitingFor(next.waitingFor) : <b>{t.waitingFor(next.waitingFor)}</b>}</p>
        {next.dueAt === undefined ? null : <p>{late ? t.lateBy(formatDay(next.dueAt, locale, now)) : t.until(formatDay(next.dueAt, locale, now))}{next.workingDaysLeft === undefined ? '' : ` · ${dueWords(next, locale, now).short}`}</p>}
        {live ? <p className="mut">{t.live}</p> : null}
      </div>
    </div>
  );
}

function Failed({ next, id }: { readonly next: Extract<RunView['next'], { kind: 'failed' }>; readonly id: string }) {
  const t = useTexts(runTexts);
  return (
    <div className="note err" role="alert">
      <CircleAlert className="i" aria-hidden="true" />
      <div className="grow"><p><b>{t.failed}</b></p><p>{next.message}</p><p>{t.failedMore}</p><p className="code">{id}</p></div>
    </div>
  );
}

/** Ended without a result, and nothing went wrong: it was taken back, or its time was over. */
function Closed({ status, message }: { readonly status: 'cancelled' | 'expired'; readonly message: string }) {
  const t = useTexts(runTexts);
  const Sign = status === 'cancelled' ? Ban : Hourglass;
  return <div className="note"><Sign className="i" aria-hidden="true" /><div className="grow"><p><b>{t[status]}</b></p>{message === status ? null : <p>{message}</p>}</div></div>;
}

/** Where a matter stands: the last known state stays on the screen when the server cannot be reached. */
export function Progress({ run, lostSince, live = true }: { readonly run: RunView; readonly lostSince?: string | undefined; /** Whether the page looks again by itself. @default true */ readonly live?: boolean }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const now = useNow();
  return (
    <>
      {lostSince === undefined ? null : <div className="note warn" aria-live="polite"><WifiOff className="i" aria-hidden="true" /><p>{t.liveStopped(formatTime(lostSince))}</p></div>}
      {run.next.kind === 'progress' ? <Holder next={run.next} stopped={run.status === 'incident'} live={live} /> : null}
      {run.next.kind !== 'failed' ? null : run.status === 'cancelled' || run.status === 'expired' ? <Closed status={run.status} message={run.next.message} /> : <Failed next={run.next} id={run.id} />}
      {run.next.kind === 'task' ? <div className="note warn"><Clock className="i" aria-hidden="true" /><div className="grow"><p><b>{t.yourTurn}</b></p><Link className="link" href={`/tasks/${run.next.taskId}`}>{t.doNow}</Link></div></div> : null}
      <Stages run={run} />
      <p className="mut run-id">{t.submitted(formatMoment(run.startedAt, locale, now))} · {t.number} <span className="code">{run.id}</span></p>
    </>
  );
}
