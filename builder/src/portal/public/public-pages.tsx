import { Route, Switch } from 'wouter';
import { VerifyPage } from '../paper/verify-page.tsx';
import { OpenPage } from './open-page.tsx';
import { ReceiptPage } from './receipt-page.tsx';
import '../style/form-page.css';
import '../style/result.css';
import '../style/public.css';

/** What people without an account see. */
export function PublicPages() {
  return (
    <Switch>
      <Route path="/receipt"><ReceiptPage /></Route>
      <Route path="/verify"><VerifyPage /></Route>
      <Route path="/open/:id/:step?"><OpenPage at="open" /></Route>
      <Route path="/embed/:id/:step?"><OpenPage at="embed" /></Route>
      <Route><ReceiptPage /></Route>
    </Switch>
  );
}
