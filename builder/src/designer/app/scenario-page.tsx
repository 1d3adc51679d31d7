import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Draft } from '../../../../server/api/scenario.ts';
import { loadPart } from '../../client/load-part.ts';
import { request, RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { holdKeys } from '../canvas/held-keys.ts';
import { CheckProvider } from '../document/check-context.tsx';
import { DocumentProvider, useContent } from '../document/document-context.tsx';
import { isDrawable } from '../document/drawable.ts';
import { downloadText } from '../home/download.ts';
import { AddressHost } from '../live/address-host.tsx';
import { RenameCaseProvider } from '../pages/shared/rename-case.tsx';
import { OpenCommentsProvider } from '../review/open-comments.tsx';
import { ScenarioSearch } from '../search/scenario-search.tsx';
import { SearchHost } from '../search/search-host.tsx';
import { CaseRunProvider } from '../test-run/case-run-provider.tsx';
import { TestRunProvider } from '../test-run/test-run-provider.tsx';
import { ClashBar } from '../together/clash-bar.tsx';
import { TogetherProvider } from '../together/together-context.tsx';
import { useAttendance } from '../together/use-attendance.ts';
import { TourPanel } from '../tour/tour-panel.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { ALL_RIGHTS, DraftRightsProvider, LookOnlyBar } from './draft-rights.tsx';
import { FormsPage } from './forms-page.tsx';
import { CasesPage, DataPage, FeedbackPage, fetchAhead, FormEditor, OperatePage, PageEditorPage, RunsPage, SettingsPage, TableEditor, VersionsPage, type NodePlace } from './pages.ts';
import { NotFound } from './not-found.tsx';
import { RenameProvider } from '../rename/rename-context.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { pageTexts } from './scenario-text.ts';
import { Shell } from './shell.tsx';
import { TopBar } from './top-bar.tsx';
import { useDraftDocument } from './use-draft-document.ts';
import { whenIdle } from './when-idle.ts';

const CanvasPage = lazy(async () => ({ default: (await loadPart(() => import('../canvas/canvas-page.tsx'))).CanvasPage }));
const JsonPage = lazy(async () => ({ default: (await loadPart(() => import('../json/json-page.tsx'))).JsonPage }));

interface Place {
  readonly tab: string;
  /** What of the tab is shown, where it is one thing. */
  readonly part?: string;
  readonly node?: NodePlace;
}

/** A part of an address as it was named; one that nobody encoded stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `table/main/judged` → tab and node; an empty rest is the canvas. */
function placeOf(rest: string): Place {
  const [tab = '', flow, node] = rest.split('/').map(decoded);
  return { tab: tab === '' ? 'canvas' : tab, ...(flow === undefined || flow === '' ? {} : { part: flow }), ...(flow === undefined || node === undefined ? {} : { node: { flow, node } }) };
}

function Missing({ id }: { readonly id: string }) {
  const text = useTexts(pageTexts);
  return <EmptyState title={text.noPage} actions={<Link href={`/s/${id}/canvas`}>{text.backToCanvas}</Link>} />;
}

/** What shows one node, as long as it is there. */
function OfNode({ id, place: { flow, node }, children }: { readonly id: string; readonly place: NodePlace; readonly children: ReactNode }) {
  const text = useTexts(pageTexts);
  const { flows } = useContent();
  if (Object.hasOwn(flows, flow) && Object.hasOwn(flows[flow]?.nodes ?? {}, node)) return children;
  return <EmptyState title={text.noNode(node)} actions={<Link href={`/s/${id}/canvas`}>{text.backToCanvas}</Link>}>{text.noNodeWhy}</EmptyState>;
}

function tabBody(id: string, { tab, part, node }: Place): ReactNode {
  const pages: Readonly<Record<string, () => ReactNode>> = {
    canvas: () => <CanvasPage />,
    json: () => <JsonPage />,
    forms: () => <FormsPage />,
    data: () => (DataPage === undefined ? undefined : <DataPage id={id} />),
    pages: () => (PageEditorPage === undefined ? undefined : <PageEditorPage named={part} />),
    cases: () => (CasesPage === undefined ? undefined : <CasesPage id={id} named={part} />),
    versions: () => (VersionsPage === undefined ? undefined : <VersionsPage id={id} />),
    runs: () => (RunsPage === undefined ? undefined : <RunsPage id={id} named={part} />),
    feedback: () => (FeedbackPage === undefined ? undefined : <FeedbackPage id={id} />),
    operate: () => (OperatePage === undefined ? undefined : <OperatePage id={id} />),
    settings: () => (SettingsPage === undefined ? undefined : <SettingsPage />),
    table: () => (TableEditor === undefined || node === undefined ? undefined : <OfNode id={id} place={node}><TableEditor key={`${node.flow}/${node.node}`} {...node} /></OfNode>),
    form: () => (FormEditor === undefined || node === undefined ? undefined : <OfNode id={id} place={node}><FormEditor key={`${node.flow}/${node.node}`} {...node} /></OfNode>),
  };
  return (Object.hasOwn(pages, tab) ? pages[tab]?.() : undefined) ?? <Missing id={id} />;
}

/** Which tab of the bar a page belongs to. */
const HOME_TAB: Readonly<Record<string, string>> = { table: 'canvas', form: 'forms', feedback: 'operate' };

function OpenScenario({ id, draft, scenario, rest }: { readonly id: string; readonly draft: Draft; readonly scenario: Scenario; readonly rest: string }) {
  const { store, saver, binding } = useDraftDocument(id, draft, scenario);
  useAttendance(id, binding, store, saver);
  useEffect(() => {
    let cancel: (() => void) | undefined;
    // Not while a big flow is still being drawn.
    const ahead = setTimeout(() => (cancel = whenIdle(() => void fetchAhead())), 1000);
    return () => {
      clearTimeout(ahead);
      cancel?.();
    };
  }, []);
  const [, navigate] = useLocation();
  const goTo = useCallback((node: string) => {
    store.select({ nodes: [node] });
    navigate(`/s/${id}/canvas`);
  }, [store, navigate, id]);
  const place = placeOf(rest);
  const may = draft.may ?? ALL_RIGHTS;
  return (
    <DocumentProvider id={id} store={store} saver={saver} readOnly={!may.edit}>
      <DraftRightsProvider value={may}>
        <TogetherProvider binding={binding}>
          <CheckProvider>
            <TestRunProvider cases={draft.cases}>
              <CaseRunProvider total={draft.cases.cases.length} casesVersion={draft.casesVersion}>
                <RenameCaseProvider scenario={id}>
                  <RenameProvider>
                    <OpenCommentsProvider id={id}>
                      <div className="scenario-page">
                        <TopBar tab={HOME_TAB[place.tab] ?? place.tab} draft={draft} />
                        <LookOnlyBar />
                        <ClashBar />
                        <main id="main" className="scenario-body" tabIndex={-1} data-scroll={['canvas', 'json', 'pages'].includes(place.tab) ? undefined : ''}>
                          <CrashGuard at={rest}>
                            <Suspense fallback={<PartLoading rows={8} />}>{tabBody(id, place)}</Suspense>
                          </CrashGuard>
                        </main>
                        {place.tab === 'canvas' ? null : <SearchHost>{(deeds) => <ScenarioSearch {...deeds} tab={HOME_TAB[place.tab] ?? place.tab} goTo={goTo} />}</SearchHost>}
                        <AddressHost />
                        {may.edit ? <TourPanel tab={place.tab} published={draft.release !== undefined} /> : null}
                      </div>
                    </OpenCommentsProvider>
                  </RenameProvider>
                </RenameCaseProvider>
              </CaseRunProvider>
              <ConflictDialog />
              <RestoreDialog />
            </TestRunProvider>
          </CheckProvider>
        </TogetherProvider>
      </DraftRightsProvider>
    </DocumentProvider>
  );
}

function BrokenDraft({ id, scenario }: { readonly id: string; readonly scenario: unknown }) {
  const text = useTexts(pageTexts);
  const source = `${JSON.stringify(scenario, null, 2)}\n`;
  return (
    <main>
      <EmptyState
        title={text.broken}
        actions={
          <>
            <Button onPress={() => downloadText(`${id}.scenario.json`, source)}>{text.download}</Button>
            <Link href="/">{text.back}</Link>
          </>
        }
      >
        {text.brokenText}
      </EmptyState>
      <pre className="broken-text">{source}</pre>
    </main>
  );
}

const isGone = (error: unknown): boolean => error instanceof RequestError && error.problem.status === 404;

/** Loads one draft and shows the tab the address names. */
export function ScenarioPage({ id, rest }: { readonly id: string; readonly rest: string }) {
  const isCanvas = placeOf(rest).tab === 'canvas';
  useLayoutEffect(() => (isCanvas ? holdKeys() : undefined), [isCanvas]);
  // Read once per visit: while it is open the document store, not the cache, is the truth.
  const draft = useQuery({ queryKey: ['draft', id], queryFn: ({ signal }) => request<Draft>(`/api/scenarios/${id}`, { signal }), staleTime: Infinity, gcTime: 0 });
  if (draft.isPending) return <Skeleton rows={8} />;
  if (draft.isError) return <Shell>{isGone(draft.error) ? <NotFound /> : <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />}</Shell>;
  const { scenario } = draft.data;
  return isDrawable(scenario) ? <OpenScenario id={id} draft={draft.data} scenario={scenario} rest={rest} /> : <BrokenDraft id={id} scenario={scenario} />;
}
