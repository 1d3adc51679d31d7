import { useState, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { useRead } from '../client/use-api.ts';
import { VerifyPage } from '../paper/verify-page.tsx';
import { useLook, useShownLook } from '../shell/look.tsx';
import { OpenPage } from './open-page.tsx';
import { ReceiptPage } from './receipt-page.tsx';
import '../style/form-page.css';
import '../style/result.css';
import '../style/public.css';

/** The space that everything belongs to which names none. */
const HOUSE = 'home';

/** A page of no app in particular looks as the space the address names, else that of the last visit, else the house. */
function InLook({ children }: { readonly children: ReactNode }) {
  const [space] = useState(() => new URLSearchParams(location.search).get('space'));
  const last = useLook()?.space;
  const wanted = space ?? last ?? HOUSE;
  const found = useRead(['look', wanted], (api) => api.spaceTheme(wanted));
  useShownLook(found.data !== undefined, found.data?.theme);
  return children;
}

/** What people without an account see. */
export function PublicPages() {
  return (
    <Switch>
      <Route path="/receipt"><InLook><ReceiptPage /></InLook></Route>
      <Route path="/verify"><InLook><VerifyPage /></InLook></Route>
      <Route path="/open/:id/:step?"><OpenPage at="open" /></Route>
      <Route path="/embed/:id/:step?"><OpenPage at="embed" /></Route>
      <Route><ReceiptPage /></Route>
    </Switch>
  );
}
