import { Activity, Braces, CalendarClock, Database, Fingerprint, FlaskConical, GitBranch, Handshake, Keyboard, KeyRound, LayoutDashboard, LayoutGrid, LayoutList, LibraryBig, LifeBuoy, MessageSquareWarning, Network, Plug, Puzzle, ScanEye, Settings, ShieldCheck, UserRoundX, Users, Workflow, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { appTexts } from './app-text.ts';
import { AuditPage, CasesPage, CataloguePage, ConnectionsPage, DataPage, DatasetsPage, ErasurePage, FormEditor, GrantsPage, KeysPage, MembersPage, ObjectionsPage, OperatePage, OrganisationPage, PageEditorPage, PluginsPage, RetentionPage, RunsPage, SettingsPage, ShortcutsPage, SignInPage, VersionsPage, WhoReadPage } from './pages.ts';
import { pageTexts } from './scenario-text.ts';
import { useCan } from './session.tsx';

/** A page that can be gone to. */
export interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly shown: boolean;
}

export interface StudioPlaces {
  /** What people work with, and below it what the house keeps. */
  readonly work: readonly Place[];
  readonly house: readonly Place[];
}

type Needs = 'people' | 'house' | 'audit' | 'privacy';

interface StudioPage {
  readonly to: string;
  readonly title: 'datasets' | 'catalogue' | 'grants' | 'objections' | 'connections' | 'organisation' | 'members' | 'keys' | 'plugins' | 'signInSettings' | 'whoRead' | 'retention' | 'erasure' | 'shortcuts' | 'audit';
  readonly icon: LucideIcon;
  readonly Page: ComponentType | undefined;
  readonly among: keyof StudioPlaces;
  /** What somebody must be let do to be led there. */
  readonly needs?: Needs;
}

/** Every page of the whole studio but the first, in the order of the navigation. */
export const STUDIO_PAGES: readonly StudioPage[] = [
  { to: '/datasets', title: 'datasets', icon: Database, Page: DatasetsPage, among: 'work' },
  { to: '/catalogue', title: 'catalogue', icon: LibraryBig, Page: CataloguePage, among: 'work' },
  { to: '/grants', title: 'grants', icon: Handshake, Page: GrantsPage, among: 'work' },
  { to: '/objections', title: 'objections', icon: MessageSquareWarning, Page: ObjectionsPage, among: 'work' },
  { to: '/connections', title: 'connections', icon: Plug, Page: ConnectionsPage, among: 'work' },
  { to: '/organisation', title: 'organisation', icon: Network, Page: OrganisationPage, among: 'work', needs: 'people' },
  { to: '/members', title: 'members', icon: Users, Page: MembersPage, among: 'work', needs: 'people' },
  { to: '/keys', title: 'keys', icon: KeyRound, Page: KeysPage, among: 'work', needs: 'house' },
  { to: '/plugins', title: 'plugins', icon: Puzzle, Page: PluginsPage, among: 'house' },
  { to: '/sign-in', title: 'signInSettings', icon: Fingerprint, Page: SignInPage, among: 'house', needs: 'house' },
  { to: '/who-read', title: 'whoRead', icon: ScanEye, Page: WhoReadPage, among: 'house', needs: 'audit' },
  { to: '/retention', title: 'retention', icon: CalendarClock, Page: RetentionPage, among: 'house', needs: 'privacy' },
  { to: '/erasure', title: 'erasure', icon: UserRoundX, Page: ErasurePage, among: 'house', needs: 'privacy' },
  { to: '/shortcuts', title: 'shortcuts', icon: Keyboard, Page: ShortcutsPage, among: 'house' },
  { to: '/audit', title: 'audit', icon: ShieldCheck, Page: AuditPage, among: 'house', needs: 'audit' },
];

/** Pages of the whole studio, for whoever is signed in. */
export function useStudioPlaces(): StudioPlaces {
  const text = useTexts(appTexts);
  const can = useCan();
  const places = (wanted: keyof StudioPlaces): readonly Place[] =>
    STUDIO_PAGES.filter(({ among }) => among === wanted).map(({ to, title, icon, Page, needs }) => ({ to, title: text[title], icon, shown: Page !== undefined && (needs === undefined || can[needs]) }));
  return { work: [{ to: '/', title: text.scenarios, icon: LayoutGrid, shown: true }, ...places('work')], house: places('house') };
}

/** A page of one scenario. */
export interface ScenarioTab extends Place {
  readonly id: string;
}

/** Pages of one scenario. */
export function useScenarioTabs(scenario: string): readonly ScenarioTab[] {
  const text = useTexts(pageTexts);
  const tabs: readonly Omit<ScenarioTab, 'to'>[] = [
    { id: 'canvas', title: text.canvas, icon: Workflow, shown: true },
    { id: 'data', title: text.data, icon: Database, shown: DataPage !== undefined },
    { id: 'forms', title: text.forms, icon: LayoutList, shown: FormEditor !== undefined },
    { id: 'pages', title: text.pagesTab, icon: LayoutDashboard, shown: PageEditorPage !== undefined },
    { id: 'cases', title: text.cases, icon: FlaskConical, shown: CasesPage !== undefined },
    { id: 'versions', title: text.versions, icon: GitBranch, shown: VersionsPage !== undefined },
    { id: 'runs', title: text.runs, icon: Activity, shown: RunsPage !== undefined },
    { id: 'operate', title: text.operate, icon: LifeBuoy, shown: OperatePage !== undefined },
    { id: 'settings', title: text.settings, icon: Settings, shown: SettingsPage !== undefined },
    { id: 'json', title: text.json, icon: Braces, shown: true },
  ];
  return tabs.map((tab) => ({ ...tab, to: `/s/${scenario}/${tab.id}` }));
}
