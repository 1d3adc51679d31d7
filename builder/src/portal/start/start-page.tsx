import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useParams, useSearch } from 'wouter';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, RotateCcw } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import type { PortalApp, PortalAppDetail, PortalForm, RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { firstEntries } from '../form/entry.ts';
import { FormView, type Submission } from '../form/form-view.tsx';
import { sourceFromApi } from '../form/form-source-api.ts';
import { OtherWindow } from '../form/other-window.tsx';
import { SaveNote } from '../form/save-note.tsx';
import { createEvaluate } from '../form/formula.ts';
import { keyShelfOf } from '../form/local-drafts.ts';
import { useDraft, type Draft } from '../form/use-draft.ts';
import { useSubmit } from '../form/use-submit.ts';
import { stepsOf, stepWith } from '../form/steps.ts';
import { readForm } from '../form/validate.ts';
import { formatMoment } from '../format/dates.ts';
import { pathAfter } from '../run/path-after.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { CheckAnswers } from './check-answers.tsx';
import { DataLoading } from './data-loading.tsx';
import { focusField } from './focus-field.ts';
import { Refilled } from './refilled.tsx';
import { StartAside } from './start-aside.tsx';
import { SubmitNotice } from './submit-notice.tsx';
import { startTexts } from './text.ts';
import '../style/form-page.css';
import { useNow } from '../format/use-now.ts';

const LOADING_MS = 1_500;

interface Ready {
  readonly app: PortalApp;
  readonly form: PortalForm;
  readonly user: User;
  readonly onServer: PortalAppDetail['draft'];
  /** With the answers of an earlier run. */
  readonly refilled: boolean;
}

function Restored({ draft, onClear }: { readonly draft: Draft; readonly onClear: () => void }) {
  const t = useTexts(startTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (!draft.kept) return null;
  return <div className="note"><RotateCcw className="i s" aria-hidden="true" /><p className="grow">{t.restored(formatMoment(draft.kept.savedAt, locale, now))}</p><button type="button" className="link" onClick={onClear}>{t.startOver}</button></div>;
}

/** One visit to the form: what is typed, the step, and the submit. */
function useVisit({ app, form, user, onServer, refilled }: Ready) {
  const api = useApi();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [path, go] = useLocation();
  const draft = useDraft(user.id, `app:${app.id}`, onServer, app.title);
  const [fresh, setFresh] = useState(0);
  const [held, setHeld] = useState<Submission>();
  const [taken, setTaken] = useState<Readonly<Record<string, unknown>>>();
  const [flaws, setFlaws] = useState(0);
  const [mending, setMending] = useState(false);
  const done = useCallback((view: RunView) => {
    void draft.drop();
    void queries.invalidateQueries();
    queries.setQueryData(['run', view.id, locale], view);
    go(pathAfter(view), { replace: true });
  }, [draft, queries, go, locale]);
  const sending = useSubmit<Record<string, unknown>>(form, (clientKey, input) => api.start(app.id, { clientKey, release: app.release, input }), done, keyShelfOf(user.id, `app:${app.id}`));
  const base = `/apps/${app.id}`;
  const step = Number(new RegExp(`^${base}/([1-9][0-9]?)$`).exec(path)?.[1] ?? 1);
  const checking = path === `${base}/check` && held !== undefined && sending.state.kind !== 'refused';
  const typed = held?.entries ?? taken ?? (fresh > 0 || refilled ? {} : draft.kept?.values);
  return { draft, fresh, held, flaws, setFlaws, mending, setMending, sending, checking, typed, base, step, turn: (to: number) => go(to === 1 ? base : `${base}/${to}`), go, setHeld, setTaken, setFresh };
}

type Visit = ReturnType<typeof useVisit>;

const isPaged = (form: PortalForm): boolean => form.pages === 'section' || form.pages === 'question';

function FillStep({ ready, visit }: { readonly ready: Ready; readonly visit: Visit }) {
  const t = useTexts(startTexts);
  const api = useApi();
  const { app, form } = ready;
  const source = useMemo(() => sourceFromApi(api, { app: app.id }), [api, app.id]);
  const paged = isPaged(form);
  const errorTitle = visit.flaws > 0 ? t.errorTitle : '';
  const { state } = visit.sending;
  const refusal = state.kind === 'refused' && state.error.problem.status === 422 ? state.flaws : undefined;
  const clear = () => {
    visit.setHeld(undefined);
    visit.setTaken(undefined);
    void visit.draft.drop();
    visit.setFresh(visit.fresh + 1);
  };
  const takeOther = (values: Readonly<Record<string, unknown>>) => {
    visit.setHeld(undefined);
    visit.setTaken(values);
    visit.setFresh(visit.fresh + 1);
  };
  const next = (submission: Submission) => {
    visit.setHeld(submission);
    visit.setMending(false);
    visit.sending.reset();
    visit.go(`${visit.base}/check`);
  };
  return (
    <>
      {paged ? null : (
        <div className="h">
          <PageHeading key="fill" title={`${errorTitle}${form.title}`}>{form.title}</PageHeading>
          <p>{form.intro ?? t.count(form.fields.length)}</p>
        </div>
      )}
      {paged && visit.step === 1 && form.intro !== undefined ? <p className="ink2">{form.intro}</p> : null}
      {visit.fresh > 0 || visit.held ? null : ready.refilled ? <Refilled form={form} draft={visit.draft} onTakeDraft={takeOther} /> : <Restored draft={visit.draft} onClear={clear} />}
      <OtherWindow draft={visit.draft} onTake={takeOther} />
      <SubmitNotice state={visit.sending.state} />
      <FormView
        key={visit.fresh} form={form} source={source} {...(visit.typed ? { draft: visit.typed } : {})} onChange={visit.draft.keep} onSubmit={next} onFlaws={visit.setFlaws}
        step={visit.step} mending={visit.mending} onStep={visit.turn} renderHeading={(words) => <PageHeading key={visit.step} title={`${errorTitle}${form.title}`}>{words}</PageHeading>}
        {...(refusal ? { refusal } : {})} onLater={() => void visit.draft.flush().then(() => visit.go('/'))} status={<SaveNote state={visit.draft.state} />}
      />
    </>
  );
}

function CheckStep({ ready, visit, held }: { readonly ready: Ready; readonly visit: Visit; readonly held: Submission }) {
  const t = useTexts(startTexts);
  const { form } = ready;
  const entries = { ...firstEntries(form.fields), ...held.entries };
  const { shown, answers } = readForm(form, entries, createEvaluate(form));
  const busy = visit.sending.state.kind === 'busy';
  const back = (field: string) => {
    visit.sending.reset();
    visit.setMending(true);
    visit.turn(stepWith(stepsOf(shown, form.pages), field));
    focusField(field);
  };
  const send = () => void visit.sending.submit({ ...held.answer });
  return (
    <>
      <div className="h"><PageHeading key="check">{t.check}</PageHeading><p>{t.checkIntro}</p></div>
      <CheckAnswers fields={shown} entries={entries} answers={answers} onChange={back} />
      <SubmitNotice state={visit.sending.state} onRetry={send} />
      <div className="act">
        <button type="button" className="big" aria-disabled={busy} onClick={send}>{busy ? t.submitting : t.submit}</button>
        <button type="button" className="link" onClick={() => visit.turn(stepsOf(shown, form.pages).length)}>{t.backToForm}</button>
      </div>
    </>
  );
}

function Visit({ ready }: { readonly ready: Ready }) {
  const s = useTexts(shellTexts);
  const t = useTexts(startTexts);
  const visit = useVisit(ready);
  return (
    <div className="wrap fm">
      <div>
        {!visit.checking && isPaged(ready.form) && visit.step > 1
          ? <button type="button" className="back" onClick={() => visit.turn(visit.step - 1)}><ChevronLeft className="i s" aria-hidden="true" />{t.stepBack}</button>
          : <Link className="back" href="/"><ChevronLeft className="i s" aria-hidden="true" />{s.backToApps} · {ready.app.title}</Link>}
        {visit.checking && visit.held ? <CheckStep ready={ready} visit={visit} held={visit.held} /> : <FillStep ready={ready} visit={visit} />}
      </div>
      <StartAside app={ready.app} form={ready.form} />
    </div>
  );
}

function Closed({ app }: { readonly app: PortalApp }) {
  const s = useTexts(shellTexts);
  const t = useTexts(startTexts);
  return (
    <div className="wrap narrow">
      <Link className="back" href="/"><ChevronLeft className="i s" aria-hidden="true" />{s.backToApps}</Link>
      <PageHeading>{app.title}</PageHeading>
      <p className="ink2">{app.purpose}</p>
      <div className="note"><div><p><b>{t.closed}</b></p><p>{t.closedWhy}</p></div></div>
      {app.pages.length > 0 ? <><h2>{t.pages}</h2><ul>{app.pages.map((page) => <li key={page.id}><Link className="link" href={`/apps/${app.id}/pages/${page.id}`}>{page.title}</Link></li>)}</ul></> : null}
    </div>
  );
}

/** The app, asked for again while its sample data are being loaded; with the answers of an earlier run only once. */
function useLoadedApp(id: string, from: string | null) {
  const api = useApi();
  const { locale } = useLocale();
  return useQuery({ queryKey: ['app', id, locale, from], queryFn: () => (from === null ? api.app(id) : api.appAgain(id, from)), ...(from === null ? {} : { staleTime: 'static' as const }), refetchInterval: (query) => (query.state.data?.loading === undefined ? false : LOADING_MS) });
}

/** An application: its start form (填写, then 核对), or why it cannot be started. */
export function StartPage({ user }: { readonly user: User }) {
  const { id } = useParams<{ id: string }>();
  const search = useSearch();
  const [from] = useState(() => new URLSearchParams(search).get('from'));
  const detail = useLoadedApp(id, from);
  const s = useTexts(shellTexts);
  const t = useTexts(startTexts);
  if (detail.isPending) return <div className="wrap"><Loading /></div>;
  if (detail.isError) return <div className="wrap narrow"><PageHeading>{s.troubleTitle}</PageHeading><Trouble error={detail.error} onRetry={() => void detail.refetch()} /></div>;
  const { app, start, draft, loading } = detail.data;
  if (loading !== undefined) return <div className="wrap narrow"><PageHeading>{app.title}</PageHeading><p className="ink2">{app.purpose}</p><DataLoading percent={loading} after={t.dataThenForm} /></div>;
  if (!start) return <Closed app={app} />;
  return <Visit key={app.release} ready={{ app, form: start, user, onServer: draft, refilled: from !== null }} />;
}
