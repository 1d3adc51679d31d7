import { Link } from 'wouter';
import type { RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDate } from '../format/dates.ts';
import { RunStateTag } from '../mine/run-state-tag.tsx';
import { homeTexts } from './text.ts';
import { useNow } from '../format/use-now.ts';

const STEP_CLASS = { done: 'd', now: 'n', next: '', stopped: '' } as const;

/** Bars of the stages, with the words for those who do not see them. */
export function StageBars({ run }: { readonly run: RunView }) {
  const t = useTexts(homeTexts);
  const now = run.stages.findIndex((stage) => stage.state === 'now');
  if (now < 0 || run.stages.length < 2) return null;
  return <><span className="vh">{t.step(now + 1, run.stages.length)}</span><i className="stp" aria-hidden="true">{run.stages.map((stage) => <i key={stage.title} className={STEP_CLASS[stage.state]} />)}</i></>;
}

export function MatterRow({ run }: { readonly run: RunView }) {
  const t = useTexts(homeTexts);
  const { locale } = useLocale();
  const now = useNow();
  const figure = run.result?.figures[0];
  const parts = [run.subject, t.submittedOn(formatDate(run.startedAt, locale, now)), figure ? `${figure.label} ${figure.value}${figure.unit ? ` ${figure.unit}` : ''}` : undefined];
  return (
    <Link href={`/runs/${run.id}`}>
      <b>{run.result?.title ?? run.app.title}</b><RunStateTag run={run} />
      <StageBars run={run} />
      <em>{[run.result ? run.app.title : undefined, ...parts].filter(Boolean).join(' · ')}</em>
    </Link>
  );
}

/** `canStart`: whether an app above is there to begin with; undefined while nobody knows. */
export function MyMatters({ runs, canStart }: { readonly runs: readonly RunView[]; readonly canStart: boolean | undefined }) {
  const t = useTexts(homeTexts);
  return (
    <section className="my" aria-labelledby="my">
      <h2 id="my">{t.mine}</h2>
      {runs.length === 0 ? <p className="ink2 my-none">{canStart === undefined ? t.mineNone : canStart ? t.mineEmpty : t.mineNothing}</p> : <><ol>{runs.slice(0, 3).map((run) => <li key={run.id}><MatterRow run={run} /></li>)}</ol><Link className="link" href="/mine">{t.allMine}</Link></>}
    </section>
  );
}
