import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { BellRing, Eye, Languages, LogOut, PenTool, ShieldCheck, UserRoundCheck } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import { useTexts } from '../../text/locale.tsx';
import { initial } from '../format/plain-text.ts';
import { useApi, useRead } from '../client/use-api.ts';
import { dropLocalDrafts } from '../form/local-drafts.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { shellTexts } from './text.ts';

function useCloseOutside(open: boolean, close: () => void) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!(event.target instanceof Node) || !ref.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open, close]);
  return ref;
}

/** Log-out also wipes what this device kept: shared computers are common in offices. */
function useLogOut(): () => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  return async () => {
    let next: string | undefined;
    try {
      next = (await api.logout()).next;
    } finally {
      dropLocalDrafts();
      queries.clear();
      window.location.assign(next ?? '/portal/');
    }
  };
}

export function UserMenu({ user }: { readonly user: User }) {
  const t = useTexts(shellTexts);
  const [open, setOpen] = useState(false);
  const ref = useCloseOutside(open, () => setOpen(false));
  const button = useRef<HTMLButtonElement>(null);
  const logOut = useLogOut();
  const mayDesign = useRead(['me'], (api) => api.me()).data?.can?.design === true;
  useEffect(() => {
    if (!open) return undefined;
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, [open]);
  return (
    <div className="menu" ref={ref}>
      <button ref={button} type="button" className="who" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{initial(user.name)}</span>
        <b>{user.name}</b><span className="vh">{t.openMenu}</span>
      </button>
      {open ? (
        <div className="menu-list">
          <p><b>{user.name}</b>{user.unit.name}</p>
          <LanguageSwitch><Languages className="i s" aria-hidden="true" /></LanguageSwitch>
          {user.duties.length === 0 ? null : <Link href="/away" onClick={() => setOpen(false)}><UserRoundCheck className="i s" aria-hidden="true" />{t.away}</Link>}
          <Link href="/my-data" onClick={() => setOpen(false)}><Eye className="i s" aria-hidden="true" />{t.myData}</Link>
          <Link href="/notices/settings" onClick={() => setOpen(false)}><BellRing className="i s" aria-hidden="true" />{t.noticeSettings}</Link>
          {mayDesign ? <a href="/"><PenTool className="i s" aria-hidden="true" />{t.designer}</a> : null}
          <a href="/studio/account"><ShieldCheck className="i s" aria-hidden="true" />{t.account}</a>
          <button type="button" onClick={() => void logOut()}><LogOut className="i s" aria-hidden="true" />{t.logOut}</button>
        </div>
      ) : null}
    </div>
  );
}
