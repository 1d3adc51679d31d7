import { CircleCheck, CirclePause, Clock, Scale } from 'lucide-react';
import type { TaskItem } from '../../../../server/api/portal.ts';
import type { TaskTime } from '../../../../server/api/task-time.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { dueWords } from './due-words.ts';
import { TimeMoves } from './time-moves.tsx';
import { timeTexts } from './time-text.ts';
import '../style/task-time.css';

function Stopped({ stopped }: { readonly stopped: NonNullable<TaskTime['stopped']> }) {
  const t = useTexts(timeTexts);
  const { locale } = useLocale();
  const now = useNow();
  const { since, reason, by = '', until, byHand, workingDaysLeft } = stopped;
  return (
    <div className="tm-stopped">
      <p><b><CirclePause className="i" aria-hidden="true" />{t.stopped}</b>{workingDaysLeft === undefined ? null : <span>{t.stoppedLeft(workingDaysLeft)}</span>}</p>
      <p>{byHand ? t.stoppedSince(by, formatMoment(since, locale, now)) : t.waits}{reason === undefined ? '' : t.colon + reason}</p>
      {until === undefined ? null : <p className="mut">{t.goesOn(formatMoment(until, locale, now))}</p>}
    </div>
  );
}

function Requests({ requests }: { readonly requests: TaskTime['requests'] }) {
  const t = useTexts(timeTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (requests.length === 0) return null;
  return (
    <div className="tm-part">
      <h3>{t.requests}</h3>
      <ul>
        {requests.map(({ at, by, days, working, reason, decided }) => (
          <li key={at}>
            {t.asked(by, formatMoment(at, locale, now), t.amount(days, working))}
            <span className="mut">{reason}</span>
            <span className={decided?.granted ? 'tm-yes' : 'mut'}>{decided === undefined ? t.waiting : [decided.granted ? t.granted(decided.by, t.amount(decided.days, working)) : t.refused(decided.by), decided.comment].filter(Boolean).join(t.colon)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Steps({ steps }: { readonly steps: TaskTime['steps'] }) {
  const t = useTexts(timeTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (steps.length < 2) return null;
  return (
    <div className="tm-part">
      <h3>{t.steps}</h3>
      <ol>{steps.map(({ at, what, done }, index) => <li key={`${at}-${index.toString()}`} className={done ? 'done' : ''}><span>{formatMoment(at, locale, now)}</span>{what}{done ? <CircleCheck className="i" aria-label={t.came} /> : null}</li>)}</ol>
    </div>
  );
}

function Basis({ basis }: { readonly basis: TaskTime['basis'] }) {
  const t = useTexts(timeTexts);
  if (basis.length === 0) return null;
  return (
    <div className="tm-part">
      <h3>{t.basis}</h3>
      <ul>{basis.map(({ title, article, url }) => <li key={title + (article ?? '')} className="tm-basis"><Scale className="i" aria-hidden="true" /><span>{url === undefined ? title : <a href={url} target="_blank" rel="noreferrer">{title}</a>}{article === undefined ? '' : ` ${article}`}</span></li>)}</ul>
    </div>
  );
}

/** 时限: when the task is due and why, what comes by itself, and what may be done about it. */
export function TimePanel({ task, time }: { readonly task: TaskItem; readonly time: TaskTime }) {
  const t = useTexts(timeTexts);
  const { locale } = useLocale();
  const now = useNow();
  const due = dueWords(task, locale, now);
  return (
    <section className="task-time" aria-labelledby="time">
      <h2 id="time"><Clock className="i" aria-hidden="true" />{t.title}{time.extended > 0 ? <span className="tag">{t.extended(time.extended)}</span> : null}</h2>
      {time.stopped ? <Stopped stopped={time.stopped} /> : <p className={due.late ? 'tm-due late' : 'tm-due'}><b>{due.short}</b><span>{due.when}</span></p>}
      {time.stopped ? null : <Steps steps={time.steps} />}
      <Basis basis={time.basis} />
      <Requests requests={time.requests} />
      {time.mayStop || time.mayResume || time.mayExtend ? <TimeMoves task={task.id} time={time} /> : null}
    </section>
  );
}
