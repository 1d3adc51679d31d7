import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, CircleCheck, Clock, CornerUpLeft, Stamp, UserRound } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import type { RunView, TaskItem, TaskView } from '../../../../server/api/portal.ts';
import { RequestError } from '../../client/request.ts';
import { sideBySide } from '../../text/isolate.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { FormView, type Submission } from '../form/form-view.tsx';
import { sourceFromApi } from '../form/form-source-api.ts';
import { OtherWindow } from '../form/other-window.tsx';
import { SaveNote } from '../form/save-note.tsx';
import { formTexts } from '../form/text.ts';
import { keyShelfOf } from '../form/local-drafts.ts';
import { useDraft } from '../form/use-draft.ts';
import { useSubmit } from '../form/use-submit.ts';
import { formatDay, formatMoment } from '../format/dates.ts';
import { leaseOf } from '../inbox/lease.ts';
import { CommentBox } from '../people/comment-box.tsx';
import { TaskActions } from '../people/task-actions.tsx';
import { peopleTexts } from '../people/text.ts';
import { PaperList } from '../paper/paper-tools.tsx';
import '../paper/tools.css';
import { Timeline } from '../people/timeline.tsx';
import { pathAfter } from '../run/path-after.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { Facts } from '../form/facts.tsx';
import { staleFacts } from '../start/stale-facts.ts';
import { SubmitNotice } from '../start/submit-notice.tsx';
import { dueWords } from './due-words.ts';
import { taskTexts } from './text.ts';
import { TimePanel } from './time-panel.tsx';
import '../style/form-page.css';
import { useNow } from '../format/use-now.ts';

/** A task of several people is claimed on opening, so that two do not work on it at once. */
function useLease(task: TaskItem): void {
  const api = useApi();
  const claimable = task.status === 'open' && task.claimedBy === undefined;
  useEffect(() => {
    if (claimable) api.claim(task.id).catch(() => undefined);
  }, [api, task.id, claimable]);
}

function Subject({ task }: { readonly task: TaskItem }) {
  const t = useTexts(taskTexts);
  const { locale } = useLocale();
  const now = useNow();
  return (
    <p className="task-line">
      <span>{sideBySide([task.appTitle, task.subject])}</span>
      {task.dueAt === undefined ? null : <span className="tag warn"><Clock className="i" aria-hidden="true" />{t.due(formatDay(task.dueAt, locale, now))}{task.workingDaysLeft === undefined ? '' : ` · ${dueWords(task, locale, now).short}`}</span>}
      {task.startedBy === undefined ? null : <span className="mut">{task.startedBy}</span>}
      {task.starterName === undefined ? null : <span className="mut">{t.from(task.starterName)}</span>}
    </p>
  );
}

function Work({ view, user }: { readonly view: TaskView; readonly user: User }) {
  const t = useTexts(taskTexts);
  const f = useTexts(formTexts);
  const api = useApi();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [, go] = useLocation();
  const { task, form, app } = view;
  const [flaws, setFlaws] = useState(0);
  const draft = useDraft(user.id, `task:${task.id}`, view.draft, task.title);
  const source = useMemo(() => sourceFromApi(api, { app: app.id, task: task.id }), [api, app.id, task.id]);
  const done = useCallback((run: RunView) => {
    void draft.drop();
    queries.setQueryData(['run', run.id, locale], run);
    // The task itself is over: asking for it again would only be refused.
    void queries.invalidateQueries({ predicate: ({ queryKey: [what, id] }) => !(what === 'task' && id === task.id) });
    void queries.invalidateQueries({ queryKey: ['task', task.id], refetchType: 'none' });
    go(pathAfter(run), { replace: true });
  }, [draft, queries, go, locale, task.id]);
  const sending = useSubmit<{ outcome: string; data: Record<string, unknown> }>(form, (clientKey, body) => api.submit(task.id, { clientKey, ...body }), done, keyShelfOf(user.id, `task:${task.id}`));
  const lease = leaseOf(task, user.id, Date.parse(useNow()));
  const refusal = sending.state.kind === 'refused' && sending.state.error.problem.status === 422 ? sending.state.flaws : undefined;
  const last = sending.state.kind === 'lost';
  const [held, setHeld] = useState<Submission>();
  const [taken, setTaken] = useState<{ readonly values: Readonly<Record<string, unknown>>; readonly times: number }>();
  const send = (submission: Submission) => {
    setHeld(submission);
    void sending.submit({ outcome: submission.outcome ?? '', data: { ...submission.answer } });
  };
  useLease(task);
  return (
    <div className="wrap task">
      <div className="task-head">
        <Link className="back" href="/tasks"><ChevronLeft className="i s" aria-hidden="true" />{t.tasks}</Link>
        <PageHeading title={`${flaws > 0 ? t.errorTitle : ''}${form.title}`}>{form.title}</PageHeading>
        <Subject task={task} />
        {form.intro === undefined ? null : <p className="ink2">{form.intro}</p>}
      </div>
      {form.facts.length > 0 || view.time ? (
        <div className="task-aside">
          {form.facts.length > 0 ? <section className="task-facts" aria-labelledby="facts"><h2 id="facts">{f.factsTitle}</h2><Facts facts={form.facts} /></section> : null}
          {view.time ? <TimePanel task={task} time={view.time} /> : null}
        </div>
      ) : null}
      <div className="task-form">
        <TaskNotes view={view} />
        {lease ? <div className="note warn"><UserRound className="i" aria-hidden="true" /><p>{t.claimedBy(lease.name, lease.minutes)}</p></div> : null}
        <SubmitNotice state={sending.state} {...(last && held ? { onRetry: () => send(held) } : {})} />
        <OtherWindow draft={draft} onTake={(values) => setTaken({ values, times: (taken?.times ?? 0) + 1 })} />
        <FormView
          key={taken?.times ?? 0} form={form} source={source} {...(taken ?? draft.kept ? { draft: (taken ?? draft.kept)?.values ?? {} } : {})} onChange={draft.keep} onSubmit={send} onFlaws={setFlaws} {...(refusal ? { refusal } : {})}
          busy={sending.state.kind === 'busy'} onLater={() => void draft.flush().then(() => go('/tasks'))} status={<SaveNote state={draft.state} />}
        />
        <PaperList run={task.runId} documents={view.documents} />
        <TaskActions view={view} />
        <Timeline entries={view.timeline} />
        {view.actions.comment ? <CommentBox run={task.runId} /> : null}
      </div>
    </div>
  );
}

/** What is special about this task: for whom one acts, who signs first, why it came back. */
function TaskNotes({ view }: { readonly view: TaskView }) {
  const p = useTexts(peopleTexts);
  const { task, timeline, signing } = view;
  const back = timeline.findLast((entry) => entry.kind === 'task.returned' || entry.kind === 'node.answered');
  return (
    <>
      {task.forName === undefined ? null : <div className="note"><UserRound className="i" aria-hidden="true" /><p>{p.forName(task.forName)}</p></div>}
      {task.kind === 'sign' ? <div className="note"><Stamp className="i" aria-hidden="true" /><p>{p.sign}</p></div> : null}
      {signing.length > 0 ? <div className="note warn"><Clock className="i" aria-hidden="true" /><p>{p.resting(signing.join('、'))}</p></div> : null}
      {back?.kind === 'task.returned' ? <div className="note warn"><CornerUpLeft className="i" aria-hidden="true" /><div className="grow"><p><b>{p.returned}</b> {back.text}</p>{back.note === undefined ? null : <p>{back.note}</p>}</div></div> : null}
    </>
  );
}

/** A task that somebody (perhaps this person) has finished, or that fell away. */
function Over({ view }: { readonly view: TaskView }) {
  const t = useTexts(taskTexts);
  const { locale } = useLocale();
  const now = useNow();
  const { task } = view;
  return (
    <div className="wrap narrow">
      <Link className="back" href="/tasks"><ChevronLeft className="i s" aria-hidden="true" />{t.tasks}</Link>
      <PageHeading>{task.title}</PageHeading>
      <div className="note ok"><CircleCheck className="i" aria-hidden="true" /><div><p><b>{task.status === 'done' ? t.done : t.withdrawn}</b></p>{task.doneAt === undefined ? null : <p>{t.doneBy(formatMoment(task.doneAt, locale, now))}</p>}</div></div>
      <Link className="big sec" href={`/runs/${task.runId}`}>{t.seeRun}</Link>
    </div>
  );
}

/** The server refuses to show a task that is done: who, when, and the way on. */
function Refused({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTexts(taskTexts);
  const s = useTexts(shellTexts);
  const { locale } = useLocale();
  const now = useNow();
  const stale = error instanceof RequestError ? staleFacts(error.problem) : undefined;
  return (
    <div className="wrap narrow">
      <Link className="back" href="/tasks"><ChevronLeft className="i s" aria-hidden="true" />{t.tasks}</Link>
      <PageHeading>{stale ? t.done : s.troubleTitle}</PageHeading>
      {stale ? <div className="note ok"><CircleCheck className="i" aria-hidden="true" /><p>{t.doneByWhom(stale.by, formatMoment(stale.at, locale, now))}</p></div> : <Trouble error={error} onRetry={onRetry} />}
    </div>
  );
}

/** A task: facts left, form right (below on phones), buttons named by outcome. */
export function TaskPage({ user }: { readonly user: User }) {
  const { id } = useParams<{ id: string }>();
  const view = useRead(['task', id], (api) => api.task(id));
  if (view.isPending) return <div className="wrap"><Loading /></div>;
  if (!view.data) return <Refused error={view.error} onRetry={() => void view.refetch()} />;
  if (view.data.task.status !== 'open') return <Over view={view.data} />;
  return <Work key={id} view={view.data} user={user} />;
}
