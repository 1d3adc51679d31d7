import { ChevronsUpDown, ExternalLink, LogOut, Menu as Bars, Moon, Sun, UserRound } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Avatar } from '../../ui/chip.tsx';
import { Menu } from '../../ui/menu.tsx';
import { HelpButton } from '../help/help-button.tsx';
import { topicOfPage } from '../help/help-topics.ts';
import { NoticeBell } from '../review/notice-bell.tsx';
import { SearchButton } from '../search/search-button.tsx';
import { SearchHost } from '../search/search-host.tsx';
import { StudioSearch } from '../search/studio-search.tsx';
import { appTexts } from './app-text.ts';
import { Logo } from './logo.tsx';
import { useStudioPlaces, type Place } from './places.ts';
import { useSignOut, useUser } from './session.tsx';
import './shell.css';
import { useTheme } from './theme.tsx';
import { usePageTitle } from './use-page-title.ts';

function NavLinks({ entries, onChoose }: { readonly entries: readonly Place[]; readonly onChoose: () => void }) {
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
  const { work, house } = useStudioPlaces();
  const { open, holder, turn, shut } = useFold();
  const [at] = useLocation();
  usePageTitle([...work, ...house].find(({ to }) => to === at)?.title ?? '');
  return (
    <div className="shell">
      <a className="ui-skip" href="#main">
        {text.skip}
      </a>
      <nav className="shell-nav" aria-label={text.navigation}>
        <div className="shell-logo">
          <Logo />
        </div>
        <div className="shell-search">
          <SearchButton />
          <HelpButton topic={topicOfPage(at)} />
        </div>
        <span className="shell-fold" ref={holder}><Button icon={<Bars size={16} aria-hidden="true" />} aria-expanded={open} aria-controls="shell-pages" onPress={turn}>{text.menu}</Button></span>
        <div id="shell-pages" className="shell-pages" data-open={open}>
          <NavLinks
            onChoose={shut}
            entries={work}
          />
          <div className="ui-grow" />
          <NavLinks
            onChoose={shut}
            entries={house}
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
      <SearchHost>{(deeds) => <StudioSearch {...deeds} />}</SearchHost>
    </div>
  );
}
