import { Activity, Braces, CalendarClock, Database, Fingerprint, FlaskConical, GitBranch, Handshake, Keyboard, KeyRound, LayoutDashboard, LayoutGrid, LayoutList, LibraryBig, LifeBuoy, MessageSquareWarning, Network, Plug, Puzzle, ScanEye, Settings, ShieldCheck, UserRoundX, Users, Workflow, type LucideIcon } from 'lucide-react';
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

/** Pages of the whole studio, for whoever is signed in. */
export function useStudioPlaces(): StudioPlaces {
  const text = useTexts(appTexts);
  const can = useCan();
  return {
    work: [
      { to: '/', title: text.scenarios, icon: LayoutGrid, shown: true },
      { to: '/datasets', title: text.datasets, icon: Database, shown: DatasetsPage !== undefined },
      { to: '/catalogue', title: text.catalogue, icon: LibraryBig, shown: CataloguePage !== undefined },
      { to: '/grants', title: text.grants, icon: Handshake, shown: GrantsPage !== undefined },
      { to: '/objections', title: text.objections, icon: MessageSquareWarning, shown: ObjectionsPage !== undefined },
      { to: '/connections', title: text.connections, icon: Plug, shown: ConnectionsPage !== undefined },
      { to: '/organisation', title: text.organisation, icon: Network, shown: can.people && OrganisationPage !== undefined },
      { to: '/members', title: text.members, icon: Users, shown: can.people && MembersPage !== undefined },
      { to: '/keys', title: text.keys, icon: KeyRound, shown: can.house && KeysPage !== undefined },
    ],
    house: [
      { to: '/plugins', title: text.plugins, icon: Puzzle, shown: PluginsPage !== undefined },
      { to: '/sign-in', title: text.signInSettings, icon: Fingerprint, shown: can.house && SignInPage !== undefined },
      { to: '/who-read', title: text.whoRead, icon: ScanEye, shown: can.audit && WhoReadPage !== undefined },
      { to: '/retention', title: text.retention, icon: CalendarClock, shown: can.privacy && RetentionPage !== undefined },
      { to: '/erasure', title: text.erasure, icon: UserRoundX, shown: can.privacy && ErasurePage !== undefined },
      { to: '/shortcuts', title: text.shortcuts, icon: Keyboard, shown: ShortcutsPage !== undefined },
      { to: '/audit', title: text.audit, icon: ShieldCheck, shown: can.audit && AuditPage !== undefined },
    ],
  };
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
