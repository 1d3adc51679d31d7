import { Link } from 'wouter';
import { Printer } from 'lucide-react';
import type { ReceiptView } from '../../../../server/api/public.ts';
import { useTexts } from '../../text/locale.tsx';
import { Progress } from '../run/progress.tsx';
import { Verdict } from '../run/verdict.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { publicTexts } from './text.ts';

/** The receipt, right after the submit: number, code, and what came of it so far. */
export function Submitted({ receipt, framed, onAnother }: { readonly receipt: ReceiptView; readonly framed: boolean; readonly onAnother: () => void }) {
  const t = useTexts(publicTexts);
  const { run } = receipt;
  return (
    <div className="wrap narrow prog">
      <PageHeading title={`${t.done} · ${run.app.title}`}>{t.done}</PageHeading>
      <p>{t.doneMore}</p>
      <dl className="receipt">
        <div><dt>{t.number}</dt><dd className="code">{receipt.number}</dd></div>
        <div><dt>{t.code}</dt><dd className="code">{receipt.code}</dd></div>
      </dl>
      <p className="no-print"><button type="button" className="link" onClick={() => window.print()}><Printer className="i s" aria-hidden="true" />{t.print}</button></p>
      {run.result && run.next.kind === 'result' ? <Verdict result={run.result} run={run} /> : <Progress run={run} live={false} />}
      <p className="no-print chal-ways">{framed ? <a className="link" href="/portal/receipt" target="_blank" rel="noopener">{t.see}</a> : <Link className="link" href="/receipt">{t.see}</Link>}<button type="button" className="link" onClick={onAnother}>{t.another1}</button></p>
    </div>
  );
}
