import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import type { PortalApp, PortalForm } from '../../../../server/api/portal.ts';
import type { ReceiptView } from '../../../../server/api/public.ts';
import { RequestError } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { firstEntries } from '../form/entry.ts';
import type { FormSource } from '../form/form-source.ts';
import { FormView, type Submission } from '../form/form-view.tsx';
import { createEvaluate } from '../form/formula.ts';
import { keyShelfOf } from '../form/local-drafts.ts';
import { SaveNote } from '../form/save-note.tsx';
import { stepsOf, stepWith } from '../form/steps.ts';
import { useSubmit } from '../form/use-submit.ts';
import { readForm } from '../form/validate.ts';
import { useShownLook } from '../shell/look.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading } from '../shell/trouble.tsx';
import { CheckAnswers } from '../start/check-answers.tsx';
import { DataLoading } from '../start/data-loading.tsx';
import { focusField } from '../start/focus-field.ts';
import { SubmitNotice } from '../start/submit-notice.tsx';
import { startTexts } from '../start/text.ts';
import { Challenge } from './challenge.tsx';
import { EmbedFrame } from './embed-frame.tsx';
import { PublicFrame } from './public-frame.tsx';
import { PublicTrouble } from './public-trouble.tsx';
import { Submitted } from './submitted.tsx';
import { publicTexts } from './text.ts';
import { PUBLIC, useLocalDraft } from './use-local-draft.ts';
import { usePass, type Pass } from './use-pass.ts';

const LOADING_MS = 1_500;
const NOBODY: readonly string[] = [];
/** Looks whose answers are files: sent as they are chosen, so the challenge comes before them. */
const SENT_AT_ONCE = new Set(['file', 'photo', 'signature']);

/** The address it is shown at: a page of its own, or a frame of another site. */
type Place = 'open' | 'embed';

interface Ready {
  readonly at: Place;
  readonly app: PortalApp;
  readonly form: PortalForm;
}

const isPassEnd = (error: unknown): boolean => error instanceof RequestError && error.problem.code === 'SCN_PUBLIC_PASS';

/** One visit to the form: what is typed, the step, the challenge and the submit. */
function useOpenForm({ at, app, form }: Ready, onSent: (receipt: ReceiptView) => void) {
  const api = useApi();
  const [path, go] = useLocation();
  const key = `app:${app.id}`;
  const base = `/${at}/${app.id}`;
  const draft = useLocalDraft(key, app.title);
  const pass = usePass(app.id);
  const [fresh, setFresh] = useState(0);
  const [held, setHeld] = useState<Submission>();
  const [flaws, setFlaws] = useState(0);
  const [mending, setMending] = useState(false);
  const send = (clientKey: string, input: Record<string, unknown>) => api.submitPublic(app.id, { visit: pass.visit ?? '', clientKey, release: app.release, input }).catch((error: unknown) => {
    if (isPassEnd(error)) pass.end();
    throw error;
  });
  const sending = useSubmit<Record<string, unknown>, ReceiptView>(form, send, (receipt) => {
    draft.drop();
    pass.drop();
    onSent(receipt);
    go(base, { replace: true });
  }, keyShelfOf(PUBLIC, key));
  const step = Number(/\/([1-9][0-9]?)$/.exec(path)?.[1] ?? 1);
  const invalid = sending.state.kind === 'refused' && sending.state.error.problem.status === 422;
  const checking = path === `${base}/check` && held !== undefined && !invalid;
  const typed = held?.entries ?? (fresh > 0 ? {} : draft.kept?.values);
  return { draft, pass, fresh, setFresh, held, setHeld, flaws, setFlaws, mending, setMending, sending, checking, typed, base, step, go, turn: (to: number) => go(to === 1 ? base : `${base}/${to}`) };
}

type OpenForm = ReturnType<typeof useOpenForm>;

function usePublicSource(app: string, pass: Pass): FormSource {
  const api = useApi();
  return useMemo(() => ({
    options: (field, q, signal) => api.publicOptions(app, { field, q }, signal),
    record: () => Promise.reject(new Error('no records without an account')),
    sendFile: (file, watch) => api.sendPublicFile(app, pass.visit ?? '', file, watch),
  }), [api, app, pass.visit]);
}

function Fill({ ready: { app, form }, open }: { readonly ready: Ready; readonly open: OpenForm }) {
  const t = useTexts(startTexts);
  const p = useTexts(publicTexts);
  const source = usePublicSource(app.id, open.pass);
  const paged = form.pages === 'section' || form.pages === 'question';
  const errorTitle = open.flaws > 0 ? t.errorTitle : '';
  const { state } = open.sending;
  const clear = () => {
    open.setHeld(undefined);
    open.draft.drop();
    open.setFresh(open.fresh + 1);
  };
  const next = (submission: Submission) => {
    open.setHeld(submission);
    open.setMending(false);
    open.sending.reset();
    open.go(`${open.base}/check`);
  };
  return (
    <>
      {paged && open.step > 1 ? <button type="button" className="back" onClick={() => open.turn(open.step - 1)}><ChevronLeft className="i s" aria-hidden="true" />{t.stepBack}</button> : null}
      {paged ? null : <div className="h"><PageHeading key="fill" title={`${errorTitle}${form.title}`}>{form.title}</PageHeading></div>}
      {open.step === 1 ? <div className="open-intro"><p className="ink2">{form.intro ?? app.purpose}</p><p className="mut">{p.noAccount}{p.onDevice}</p></div> : null}
      {open.fresh === 0 && !open.held && open.draft.kept ? <p><button type="button" className="link" onClick={clear}>{t.startOver}</button></p> : null}
      <SubmitNotice state={state} />
      <FormView
        key={open.fresh} form={form} source={source} {...(open.typed ? { draft: open.typed } : {})} onChange={open.draft.save} onSubmit={next} onFlaws={open.setFlaws}
        step={open.step} mending={open.mending} onStep={open.turn} renderHeading={(words) => <PageHeading key={open.step} title={`${errorTitle}${form.title}`}>{words}</PageHeading>}
        {...(state.kind === 'refused' && state.error.problem.status === 422 ? { refusal: state.flaws } : {})} status={<SaveNote state={open.draft.state} />}
      />
    </>
  );
}

function Check({ ready: { app, form }, open, held }: { readonly ready: Ready; readonly open: OpenForm; readonly held: Submission }) {
  const t = useTexts(startTexts);
  const p = useTexts(publicTexts);
  const entries = { ...firstEntries(form.fields), ...held.entries };
  const { shown, answers } = readForm(form, entries, createEvaluate(form));
  const { state } = open.sending;
  const back = (field: string) => {
    open.sending.reset();
    open.setMending(true);
    open.turn(stepWith(stepsOf(shown, form.pages), field));
    focusField(field);
  };
  const send = () => {
    if (open.pass.isGood) void open.sending.submit({ ...held.answer });
  };
  return (
    <>
      <div className="h"><PageHeading key="check">{t.check}</PageHeading><p>{t.checkIntro}</p></div>
      <CheckAnswers fields={shown} entries={entries} answers={answers} onChange={back} />
      {open.pass.isGood ? <output>{p.passed}</output> : <Challenge app={app.id} visit={open.pass.visit} onPassed={open.pass.take} />}
      {state.kind === 'refused' && state.error.problem.code === 'SCN_PUBLIC_RATE' ? <PublicTrouble error={state.error} /> : <SubmitNotice state={state} onRetry={send} />}
      <div className="act">
        <button type="button" className="big" aria-disabled={!open.pass.isGood || state.kind === 'busy'} {...(open.pass.isGood ? {} : { 'aria-describedby': 'pass-first' })} onClick={send}>{state.kind === 'busy' ? t.submitting : t.submit}</button>
        {open.pass.isGood ? null : <span id="pass-first" className="mut">{p.passFirst}</span>}
        <button type="button" className="link" onClick={() => open.turn(stepsOf(shown, form.pages).length)}>{t.backToForm}</button>
      </div>
    </>
  );
}

function OpenForm({ ready, onSent }: { readonly ready: Ready; readonly onSent: (receipt: ReceiptView) => void }) {
  const p = useTexts(publicTexts);
  const open = useOpenForm(ready, onSent);
  const first = ready.form.fields.some(({ widget }) => SENT_AT_ONCE.has(widget ?? ''));
  if (first && !open.pass.isGood && !open.checking) {
    return <div className="wrap narrow"><PageHeading>{ready.form.title}</PageHeading><div className="open-intro"><p className="ink2">{ready.form.intro ?? ready.app.purpose}</p><p className="mut">{p.noAccount}</p></div><Challenge app={ready.app.id} visit={open.pass.visit} intro={p.challengeFirst} onPassed={open.pass.take} /></div>;
  }
  return <div className="wrap narrow">{open.checking && open.held ? <Check ready={ready} open={open} held={open.held} /> : <Fill ready={ready} open={open} />}</div>;
}

function Refused({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const p = useTexts(publicTexts);
  if (error instanceof RequestError && error.problem.status === 404) return <div className="wrap narrow"><PageHeading>{p.closed}</PageHeading><p>{p.closedMore}</p></div>;
  return <div className="wrap narrow"><PageHeading>{p.errorTitle}</PageHeading><PublicTrouble error={error} onRetry={onRetry} /></div>;
}

/** A form open to the public: 填写, 核对 with the challenge, and the receipt. */
export function OpenPage({ at }: { readonly at: Place }) {
  const { id } = useParams<{ id: string }>();
  const api = useApi();
  const { locale } = useLocale();
  const t = useTexts(startTexts);
  const [receipt, setReceipt] = useState<ReceiptView>();
  const detail = useQuery({ queryKey: ['public', id, locale], queryFn: () => api.publicApp(id), refetchOnWindowFocus: false, staleTime: Infinity, refetchInterval: (query) => (query.state.data?.loading === undefined ? false : LOADING_MS) });
  const { app, start, loading, embed } = detail.data ?? {};
  useShownLook(detail.data !== undefined, detail.data?.theme);
  const Frame = at === 'embed' ? EmbedFrame : PublicFrame;
  return (
    <Frame synthetic={app?.synthetic ?? false} app={id} tell={embed ?? NOBODY}>
      {receipt ? <Submitted receipt={receipt} framed={at === 'embed'} onAnother={() => setReceipt(undefined)} />
        : detail.isPending ? <div className="wrap"><Loading /></div>
        : detail.isError ? <Refused error={detail.error} onRetry={() => void detail.refetch()} />
        : app && start ? <OpenForm key={app.release} ready={{ at, app, form: start }} onSent={setReceipt} />
        : <div className="wrap narrow"><PageHeading>{app?.title}</PageHeading><DataLoading percent={loading ?? 0} after={t.dataThenForm} /></div>}
    </Frame>
  );
}
