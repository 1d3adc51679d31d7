import { Link } from 'wouter';
import { ChartColumn, MessageSquare } from 'lucide-react';
import type { PortalApp, PortalForm } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { Facts } from '../form/facts.tsx';
import { formTexts } from '../form/text.ts';
import { startTexts } from './text.ts';

/** What happens next, facts the form was sent with, and the way to comment on it. */
export function StartAside({ app, form }: { readonly app: PortalApp; readonly form: PortalForm }) {
  const t = useTexts(startTexts);
  const f = useTexts(formTexts);
  return (
    <aside className="side no-print">
      {form.facts.length > 0 ? <section><h2>{f.factsTitle}</h2><Facts facts={form.facts} /></section> : null}
      <h2>{t.after}</h2>
      <ol className="next-steps">
        <li><b>{t.after1}</b><span>{t.after1More}</span></li>
        <li><b>{t.after2}</b><span>{t.after2More}</span></li>
        <li><b>{t.after3}</b><span>{t.after3More}</span></li>
      </ol>
      {app.pages.map((page) => <p key={page.id}><Link className="link" href={`/apps/${app.id}/pages/${page.id}`}><ChartColumn className="i s" aria-hidden="true" />{page.title}</Link></p>)}
      <p><Link className="link" href={`/feedback/${app.id}?from=start`}><MessageSquare className="i s" aria-hidden="true" />{t.opinion}</Link></p>
    </aside>
  );
}
