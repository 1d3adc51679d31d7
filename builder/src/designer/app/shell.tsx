import { CalendarClock, ChevronsUpDown, Database, ExternalLink, Fingerprint, Handshake, Keyboard, KeyRound, LayoutGrid, LibraryBig, LogOut, Menu as Bars, MessageSquareWarning, Moon, Network, Plug, Puzzle, ScanEye, ShieldCheck, Sun, UserRound, UserRoundX, Users, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Avatar } from '../../ui/chip.tsx';
import { Menu } from '../../ui/menu.tsx';
import { NoticeBell } from '../review/notice-bell.tsx';
import { appTexts } from './app-text.ts';
import { Logo } from './logo.tsx';
import { AuditPage, CataloguePage, ConnectionsPage, DatasetsPage, ErasurePage, GrantsPage, KeysPage, MembersPage, ObjectionsPage, OrganisationPage, PluginsPage, RetentionPage, ShortcutsPage, SignInPage, WhoReadPage } from './pages.ts';
import { useCan, useSignOut, useUser } from './session.tsx';
import './shell.css';
import { useTheme } from './theme.tsx';

interface Entry {
  readonly to: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly shown: boolean;
}

function NavLinks({ entries, onChoose }: { readonly entries: readonly Entry[]; readonly onChoose: () => void }) {
  const [at] = useLocation();
  return (
    <ul>
      {entries
        .filter((entry) => entry.shown)
        .map(({ to, title, icon: Drawing }) => (
          <li key={to}>
            <Link href={to} onClick={onChoose} {...(at === to ? { 'aria-current': 'page' as const } : {})}>
              <Drawing size={16} strokeWidth={1.75} aria-hidden="true" />
              {title}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function AccountBar() {
  const text = useTexts(appTexts);
  const user = useUser();
  const signOut = useSignOut();
  const [, navigate] = useLocation();
  const { theme, setTheme } = useTheme();
  const { locale, setLocale } = useLocale();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <div className="shell-account">
      <Avatar name={user.name} />
      <span className="ui-grow shell-name">{user.name}</span>
      <NoticeBell />
      <IconButton size="small" label={text[other]} icon={theme === 'dark' ? <Sun size={14} aria-hidden="true" /> : <Moon size={14} aria-hidden="true" />} onPress={() => setTheme(other)} />
      <Menu
        label={text.account}
        entries={[
          { id: 'language', label: text.language, onAction: () => setLocale(locale === 'en' ? 'zh-CN' : 'en') },
          { id: 'own', label: text.ownAccount, icon: <UserRound size={14} aria-hidden="true" />, onAction: () => navigate('/account') },
          { id: 'line', separator: true },
          { id: 'out', label: text.signOut, icon: <LogOut size={14} aria-hidden="true" />, onAction: () => void signOut() },
        ]}
      >
        <IconButton size="small" label={text.account} icon={<ChevronsUpDown size={14} aria-hidden="true" />} />
      </Menu>
    </div>
  );
}

/** On a phone the list of pages is folded away behind one button; it folds up when a page is chosen, even the one shown, when another is gone to by any way, and by Escape. */
function useFold() {
  const [at] = useLocation();
  const [open, setOpen] = useState(false);
  const [shownAt, setShownAt] = useState(at);
  const holder = useRef<HTMLSpanElement>(null);
  if (shownAt !== at) {
    setShownAt(at);
    setOpen(false);
  }
  useEffect(() => {
    if (!open) return undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      // Before the link that has the focus is hidden and takes it away.
      holder.current?.querySelector('button')?.focus();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [open]);
  return { open, holder, turn: () => setOpen(!open), shut: () => setOpen(false) };
}

/** Frame of the pages outside a scenario: navigation left, page right. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const text = useTexts(appTexts);
  const can = useCan();
  const { open, holder, turn, shut } = useFold();
  return (
    <div className="shell">
      <a className="ui-skip" href="#main">
        {text.skip}
      </a>
      <nav className="shell-nav" aria-label={text.navigation}>
        <div className="shell-logo">
          <Logo />
        </div>
        <span className="shell-fold" ref={holder}><Button icon={<Bars size={16} aria-hidden="true" />} aria-expanded={open} aria-controls="shell-pages" onPress={turn}>{text.menu}</Button></span>
        <div id="shell-pages" className="shell-pages" data-open={open}>
          <NavLinks
            onChoose={shut}
            entries={[
              { to: '/', title: text.scenarios, icon: LayoutGrid, shown: true },
              { to: '/datasets', title: text.datasets, icon: Database, shown: DatasetsPage !== undefined },
              { to: '/catalogue', title: text.catalogue, icon: LibraryBig, shown: CataloguePage !== undefined },
              { to: '/grants', title: text.grants, icon: Handshake, shown: GrantsPage !== undefined },
              { to: '/objections', title: text.objections, icon: MessageSquareWarning, shown: ObjectionsPage !== undefined },
              { to: '/connections', title: text.connections, icon: Plug, shown: ConnectionsPage !== undefined },
              { to: '/organisation', title: text.organisation, icon: Network, shown: can.people && OrganisationPage !== undefined },
              { to: '/members', title: text.members, icon: Users, shown: can.people && MembersPage !== undefined },
              { to: '/keys', title: text.keys, icon: KeyRound, shown: can.house && KeysPage !== undefined },
            ]}
          />
          <div className="ui-grow" />
          <NavLinks
            onChoose={shut}
            entries={[
              { to: '/plugins', title: text.plugins, icon: Puzzle, shown: PluginsPage !== undefined },
              { to: '/sign-in', title: text.signInSettings, icon: Fingerprint, shown: can.house && SignInPage !== undefined },
              { to: '/who-read', title: text.whoRead, icon: ScanEye, shown: can.audit && WhoReadPage !== undefined },
              { to: '/retention', title: text.retention, icon: CalendarClock, shown: can.privacy && RetentionPage !== undefined },
              { to: '/erasure', title: text.erasure, icon: UserRoundX, shown: can.privacy && ErasurePage !== undefined },
              { to: '/shortcuts', title: text.shortcuts, icon: Keyboard, shown: ShortcutsPage !== undefined },
              { to: '/audit', title: text.audit, icon: ShieldCheck, shown: can.audit && AuditPage !== undefined },
            ]}
          />
          <a href="/" onClick={shut}>
            <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
            {text.portal}
          </a>
        </div>
        <AccountBar />
      </nav>
      <main id="main" className="shell-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
