import { useState, type FormEvent } from 'react';
import { CircleAlert } from 'lucide-react';
import type { ReceiptView } from '../../../../server/api/public.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Facts } from '../form/facts.tsx';
import { plainText } from '../format/plain-text.ts';
import { Progress, Stages } from '../run/progress.tsx';
import { ReasonBlock } from '../run/reason-block.tsx';
import { Verdict } from '../run/verdict.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { PublicFrame } from './public-frame.tsx';
import { PublicTrouble } from './public-trouble.tsx';
import { publicTexts } from './text.ts';

function Found({ receipt, onOther }: { readonly receipt: ReceiptView; readonly onOther: () => void }) {
  const t = useTexts(publicTexts);
  const { run } = receipt;
  const { result } = run;
  return (
    <div className="wrap narrow prog">
      {result && run.next.kind === 'result' ? (
        <>
          <Verdict result={result} run={run} />
          {result.reasons.length > 0 ? <section className="wy" aria-labelledby="w"><h2 id="w">{t.why}</h2>{result.reasons.map((reason) => <ReasonBlock key={reason.node} reason={reason} />)}</section> : null}
          <Facts facts={result.facts} className="facts res-facts" />
          <Stages run={run} />
          <p className="mut run-id">{t.number} <span className="code">{receipt.number}</span></p>
        </>
      ) : <><PageHeading title={run.app.title}>{run.app.title}</PageHeading><Progress run={run} live={false} /></>}
      <p><button type="button" className="link" onClick={onOther}>{t.other}</button></p>
    </div>
  );
}

function Ask({ onFound }: { readonly onFound: (receipt: ReceiptView) => void }) {
  const t = useTexts(publicTexts);
  const api = useApi();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const find = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [number, code] = [plainText(data.get('number')).trim(), plainText(data.get('code')).trim()];
    if (number === '' || code === '') return setError(t.needBoth);
    setBusy(true);
    try {
      onFound(await api.receipt(number, code));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="login">
      <PageHeading title={`${error === undefined ? '' : t.errorTitle}${t.receiptTitle}`}>{t.receiptTitle}</PageHeading>
      <p className="ink2">{t.receiptIntro}</p>
      {typeof error === 'string' ? <div className="note err" role="alert"><CircleAlert className="i" aria-hidden="true" /><p>{error}</p></div> : error === undefined ? null : <PublicTrouble error={error} />}
      <form noValidate onSubmit={(event) => void find(event)}>
        <label>{t.number}<input name="number" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} /></label>
        <label>{t.code}<input name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} /></label>
        <button type="submit" className="big" aria-disabled={busy}>{busy ? t.finding : t.find}</button>
      </form>
    </div>
  );
}

/** How a matter stands, for whoever has its number and code. */
export function ReceiptPage() {
  const [receipt, setReceipt] = useState<ReceiptView>();
  return <PublicFrame synthetic={receipt?.run.app.synthetic ?? false}>{receipt ? <Found receipt={receipt} onOther={() => setReceipt(undefined)} /> : <Ask onFound={setReceipt} />}</PublicFrame>;
}
