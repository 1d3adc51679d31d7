import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useEffect, useState, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'wouter';
import { countProblems } from '../../../../runtime/schema/count-problems.ts';
import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { CaseRunAnswer, Release } from '../../../../server/api/scenario.ts';
import { freshKey } from '../../client/fresh-key.ts';
import { isUnanswered, request, RequestError } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { ErrorState, ProblemCode } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { canvasTexts } from '../canvas/canvas-text.ts';
import { useCheck } from '../document/check-context.tsx';
import { useDocumentBinding, useDocumentPart, useSaveState } from '../document/document-context.tsx';
import { numberOf } from '../document/number-of.ts';
import { isRecord } from '../document/pointer.ts';
import { useOpenPlace } from '../document/open-place.ts';
import { problemPlace } from '../document/problem-place.ts';
import { problemWords } from '../document/problem-words.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { appPath, askForAddress, isInPortal } from '../live/app-address.ts';
import { liveTexts } from '../live/live-text.ts';
import { isHeld, ReviewBody } from '../review/review-part.tsx';
import { reviewTexts } from '../review/review-text.ts';
import { useReview } from '../review/use-review.ts';
import { pageTexts } from './scenario-text.ts';

/** One line of the gate with what belongs to it. */
function Part({ tone, title, end, children }: { readonly tone: 'ok' | 'err' | 'warn' | 'busy'; readonly title: string; readonly end: string; readonly children?: ReactNode }) {
  const Sign = { ok: CircleCheck, err: CircleAlert, warn: TriangleAlert, busy: CircleDashed }[tone];
  return (
    <section className="publish-part">
      <h3>
        <Sign size={16} data-tone={tone} aria-hidden="true" />
        {title}
        <em>{end}</em>
      </h3>
      {children}
    </section>
  );
}

/** Problems that the gate names; the strip under the canvas has the others. */
const MOST = 20;

/** Problems, each with the name of its place, which leads there. */
function ProblemList({ items, onLeave }: { readonly items: readonly Diagnostic[]; readonly onLeave: () => void }) {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { id } = useDocumentBinding();
  const open = useOpenPlace();
  const scenario = useDocumentPart((state) => state.history.present);
  return (
    <ul>
      {items.slice(0, MOST).map((item, index) => {
        const { path } = item.place;
        const { name = text.scenarioWide, question, to } = problemPlace(scenario, item.place, locale);
        const show = (event: MouseEvent): void => {
          event.preventDefault();
          onLeave();
          open(item.place);
        };
        return (
          <li key={`${path} ${index}`}>
            <Link href={`/s/${id}/${to}`} className="ui-link" onClick={show}>{question === undefined ? name : `${name} › ${question}`}</Link> {problemWords(scenario, item, locale)}
          </li>
        );
      })}
      {items.length > MOST ? <li>{text.moreProblems(countProblems(items.slice(MOST)))}</li> : null}
    </ul>
  );
}

function ProblemsPart({ onLeave }: { readonly onLeave: () => void }) {
  const text = useTexts(pageTexts);
  const check = useCheck();
  const errors = check.diagnostics.filter((item) => item.severity === 'error');
  const end = check.errors > 0 ? text.errors(check.errors) : check.warnings > 0 ? text.warnings(check.warnings) : text.noErrors;
  return (
    <Part tone={check.errors > 0 ? 'err' : check.warnings > 0 ? 'warn' : 'ok'} title={text.checkProblems} end={end}>
      <ProblemList items={errors} onLeave={onLeave} />
    </Part>
  );
}

function CasesPart() {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id } = useDocumentBinding();
  const scenario = useDocumentPart((state) => state.history.present);
  const cases = useQuery({ queryKey: ['case-run', id, numberOf(scenario)], queryFn: ({ signal }) => request<CaseRunAnswer>(`/api/scenarios/${id}/cases/run`, { method: 'POST', body: { scenario }, signal }), gcTime: 0 });
  if (cases.isPending) return <Part tone="busy" title={text.checkCases} end={text.casesRunning} />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const { passed, failed, results } = cases.data;
  if (results.length === 0) return <Part tone="warn" title={text.checkCases} end={text.noCases} />;
  return (
    <Part tone={failed > 0 ? 'err' : 'ok'} title={text.checkCases} end={text.casesPassed(passed, passed + failed)}>
      <ul>
        {results
          .filter((item) => !item.passed)
          .slice(0, 20)
          .map((item) => (
            <li key={item.id}>
              {text.failedCase(scenarioText(scenario, item.title, locale) ?? item.id)} {item.failures[0]?.message[locale] ?? ''}
            </li>
          ))}
      </ul>
    </Part>
  );
}

function ReviewPart() {
  const text = useTexts(reviewTexts);
  const { id } = useDocumentBinding();
  const review = useReview(id).data;
  const needed = review?.rule.approvals ?? 0;
  const end = needed === 0 ? text.noRule : text.needs(review?.verdicts.filter(({ counts }) => counts).length ?? 0, needed);
  return (
    <Part tone={review === undefined ? 'busy' : isHeld(review) ? 'warn' : 'ok'} title={text.review} end={end}>
      <ReviewBody />
    </Part>
  );
}

/** The refusal with what it names: diagnostics of the gate. */
function Refusal({ error, onLeave }: { readonly error: unknown; readonly onLeave: () => void }) {
  const text = useTexts(pageTexts);
  if (!(error instanceof RequestError)) return error === null ? null : <ErrorState error={error} />;
  const { detail, hint, code, details } = error.problem;
  const diagnostics = isRecord(details) && Array.isArray(details['diagnostics']) ? (details['diagnostics'] as readonly Diagnostic[]) : [];
  return (
    <div className="account-refusal" role="alert">
      <p>{detail}</p>
      {hint === undefined ? null : <p>{hint}</p>}
      {diagnostics.length === 0 ? null : (
        <>
          <p>{text.blockers}</p>
          <ProblemList items={diagnostics} onLeave={onLeave} />
        </>
      )}
      <ProblemCode code={code} />
    </div>
  );
}

export interface Publishing {
  readonly note: string;
  readonly setNote: (note: string) => void;
  readonly noteError: string | undefined;
  readonly busy: boolean;
  /** Errors, a review that is not complete or an unsaved draft stand in the way. */
  readonly blocked: boolean;
  readonly unsaved: boolean;
  readonly error: unknown;
  readonly publish: () => void;
}

/** The deed of publishing: note, gate state and the request. */
export function usePublishing(onPublished: (release: Release) => void): Publishing {
  const text = useTexts(pageTexts);
  const live = useTexts(liveTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { id, saver, store } = useDocumentBinding();
  const check = useCheck();
  const save = useSaveState();
  const review = useReview(id).data;
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => void saver.flush(), [saver]);
  const publish = useMutation({
    mutationFn: async (attempt: string) => {
      await saver.flush();
      return request<Release>(`/api/scenarios/${id}/publish`, { method: 'POST', body: { note, baseVersion: saver.base().version, attempt } });
    },
    onSuccess: async (release) => {
      setNote('');
      setTried(false);
      toast({
        text: text.published(release.number),
        ...(isInPortal(store.get().history.present) && {
          action: { label: live.open, onAction: () => void window.open(appPath(id), '_blank', 'noreferrer') },
          more: [{ label: live.forPhone, onAction: () => askForAddress(release.number) }],
        }),
      });
      onPublished(release);
      await client.invalidateQueries();
    },
  });
  const unsaved = save.kind !== 'saved' && save.kind !== 'saving' && save.kind !== 'pending';
  return {
    note,
    setNote,
    noteError: tried && note.trim() === '' ? text.noteEmpty : undefined,
    busy: publish.isPending,
    blocked: check.errors > 0 || unsaved || isHeld(review),
    unsaved,
    error: publish.error,
    publish: () => {
      setTried(true);
      // Without an answer nobody knows whether it was done: it is the same attempt.
      if (note.trim() !== '') publish.mutate(isUnanswered(publish.error) && publish.variables !== undefined ? publish.variables : freshKey());
    },
  };
}

const stay = (): void => undefined;

/** What the gate looks at: errors, cases, the note; and why it refused. `onLeave`: somebody follows a problem to its place. */
export function PublishGate({ publishing, onLeave = stay }: { readonly publishing: Publishing; readonly onLeave?: () => void }) {
  const text = useTexts(pageTexts);
  return (
    <>
      <ProblemsPart onLeave={onLeave} />
      <CasesPart />
      <ReviewPart />
      <div className="publish-note">
        <TextArea label={text.note} hint={text.noteHint} value={publishing.note} onChange={publishing.setNote} error={publishing.noteError} />
      </div>
      {publishing.unsaved ? <p role="alert">{text.saveFirst}</p> : null}
      <Refusal error={publishing.error} onLeave={onLeave} />
    </>
  );
}
