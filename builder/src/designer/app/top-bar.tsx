import { skipToken, useQuery } from '@tanstack/react-query';
import { Check, Play, Redo2, Search, Undo2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Draft, Release } from '../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Badge, Chip, KeyHint } from '../../ui/chip.tsx';
import { useHoldSize } from '../../ui/use-hold-size.ts';
import { COMMAND_KEY } from '../canvas/keys.ts';
import { useDocumentBinding, useDocumentPart, useHistory } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { ScenarioHelpButton } from '../help/help-button.tsx';
import { AskDialog } from '../review/ask-dialog.tsx';
import { NoticeBell } from '../review/notice-bell.tsx';
import { askForSearch } from '../search/asked.ts';
import { searchTexts } from '../search/search-text.ts';
import { useSavedCases } from '../test-run/case-run-provider.tsx';
import { useTestRunDialog } from '../test-run/test-run-provider.tsx';
import { Arrivals } from '../together/arrivals.tsx';
import { Avatars } from '../together/avatars.tsx';
import { appTexts } from './app-text.ts';
import { useDraftRights } from './draft-rights.tsx';
import { Logo } from './logo.tsx';
import { useFeedbackCount } from '../pages/feedback/use-feedback.ts';
import { useScenarioTabs, type ScenarioTab } from './places.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { SaveMark } from './save-mark.tsx';
import { pageTexts } from './scenario-text.ts';
import './top-bar.css';
import { usePageTitle } from './use-page-title.ts';

interface Tab extends ScenarioTab {
  readonly count?: number;
  readonly tone?: 'ok' | 'err' | 'neutral';
  /** What the count says, in words. */
  readonly said?: string;
}

function TabLinks({ tabs, at }: { readonly tabs: readonly Tab[]; readonly at: string }) {
  const text = useTexts(pageTexts);
  const line = useRef<HTMLElement>(null);
  // Where the line of pages scrolls, the one shown is in sight.
  useEffect(() => {
    const [nav, tab] = [line.current, line.current?.querySelector<HTMLElement>('[aria-current]')];
    if (nav && tab) nav.scrollLeft = Math.max(0, tab.offsetLeft - nav.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2);
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- `at` is when, not what
  }, [at]);
  return (
    <nav ref={line} className="ui-segments" aria-label={text.workspace}>
      {tabs
        .filter((tab) => tab.shown)
        .map(({ id: tab, to, title, icon: Drawing, count, tone, said }) => (
          <Link key={tab} href={to} className="ui-segment" title={said} {...(tab === at ? { 'aria-current': 'page' as const } : {})}>
            <Drawing size={14} strokeWidth={1.75} aria-hidden="true" />
            {title}
            {count === undefined || count === 0 ? null : (
              <>
                <Badge tone={tone ?? 'neutral'}>
                  {tone === 'ok' ? <Check size={10} strokeWidth={3} aria-hidden="true" /> : tone === 'err' ? <X size={10} strokeWidth={3} aria-hidden="true" /> : null}
                  {count}
                </Badge>
                {said === undefined ? null : <span className="ui-hidden">{said}</span>}
              </>
            )}
          </Link>
        ))}
    </nav>
  );
}

/** Top of every scenario page: where, how saved, which tab, and the three deeds. */
export function TopBar({ tab, draft }: { readonly tab: string; readonly draft: Draft }) {
  const words = useTexts(appTexts);
  const text = useTexts(pageTexts);
  const finding = useTexts(searchTexts);
  const { locale } = useLocale();
  const { id, store, readOnly } = useDocumentBinding();
  const title = useDocumentPart((state) => scenarioText(state.history.present, state.history.present.title, locale) ?? id);
  const synthetic = useDocumentPart((state) => state.history.present.synthetic === true);
  const history = useHistory();
  const testRun = useTestRunDialog();
  const may = useDraftRights();
  const [asking, setAsking] = useState<'publish' | 'review'>();
  const [release, setRelease] = useState(draft.release);
  // What the page of versions has read is newer than what came with the draft.
  const read = useQuery<{ readonly items: readonly Release[] }>({ queryKey: ['releases', id], queryFn: skipToken }).data?.items[0]?.number;
  const next = Math.max(release ?? 0, read ?? 0) + 1;
  const cases = useSavedCases();
  const opinions = useFeedbackCount(id, may.runs);
  const failed = cases.failed ?? 0;
  const casesTab = { count: failed > 0 ? failed : draft.cases.cases.length, tone: cases.failed === undefined ? 'neutral' : failed > 0 ? 'err' : 'ok', said: cases.failed === undefined ? text.tabCases(draft.cases.cases.length) : failed > 0 ? text.tabCasesFailed(failed, cases.total) : text.tabCasesPass(cases.total) } as const;
  const counts: Readonly<Record<string, Partial<Tab>>> = {
    cases: casesTab,
    operate: opinions === undefined || opinions === 0 ? {} : { count: opinions, said: text.tabOpinions(opinions) },
  };
  const tabs: readonly Tab[] = useScenarioTabs(id).map((one) => ({ ...one, ...counts[one.id] }));
  usePageTitle(title, tabs.find(({ id: one }) => one === tab)?.title ?? '');
  // On a small window its parts stand on several lines, which what is saved and who is here may shift.
  const bar = useRef<HTMLElement>(null);
  useHoldSize(bar);
  return (
    <header className="top-bar" data-region="" ref={bar}>
      <Link href="/" className="top-home" aria-label={`${words.product} · ${text.back}`}>
        <Logo />
      </Link>
      <span className="top-line" />
      <nav className="top-crumb" aria-label={text.crumb}>
        <Link href="/">{text.back}</Link>
        <span aria-hidden="true">/</span>
        <h1>{title}</h1>
      </nav>
      {synthetic ? <Chip tone="dashed">{text.synthetic}</Chip> : null}
      <SaveMark />
      <span className="ui-grow" />
      <TabLinks tabs={tabs} at={tab} />
      <span className="ui-grow" />
      <IconButton label={history.undo === undefined ? text.undo : text.undoNamed(history.undo)} keys={`${COMMAND_KEY}Z`} icon={<Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={readOnly || history.undo === undefined} onPress={() => void store.undo()} />
      <IconButton label={history.redo === undefined ? text.redo : text.redoNamed(history.redo)} keys={`${COMMAND_KEY}⇧Z`} icon={<Redo2 size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={readOnly || history.redo === undefined} onPress={() => void store.redo()} />
      <Avatars />
      <Arrivals />
      <IconButton label={finding.open} keys={`${COMMAND_KEY}K`} icon={<Search size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={askForSearch} />
      <ScenarioHelpButton tab={tab} />
      <NoticeBell />
      {may.try ? (
        <Button icon={<Play size={14} strokeWidth={1.75} aria-hidden="true" />} onPress={testRun.open}>
          {text.testRun}
          <KeyHint keys={`${COMMAND_KEY}↵`} />
        </Button>
      ) : null}
      {may.publish ? (
        <Button look="primary" onPress={() => setAsking('publish')}>
          {text.publishNext(next)}
        </Button>
      ) : may.edit ? (
        <Button look="primary" onPress={() => setAsking('review')}>
          {text.sendToReview}
        </Button>
      ) : null}
      {asking === 'publish' ? <PublishDialog number={next} onClose={() => setAsking(undefined)} onPublished={setRelease} /> : null}
      {asking === 'review' ? <AskDialog id={id} onClose={() => setAsking(undefined)} /> : null}
    </header>
  );
}
