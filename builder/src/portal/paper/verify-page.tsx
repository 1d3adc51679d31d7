import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type FormEvent } from 'react';
import type { Verified } from '../../../../server/api/paper.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import { useNow } from '../format/use-now.ts';
import { PublicFrame } from '../public/public-frame.tsx';
import { PublicTrouble } from '../public/public-trouble.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { printedDigest } from '../page/paper/paper-sheet.tsx';
import { paperTexts } from '../page/paper/text.ts';
import './tools.css';

/** Nothing when somebody has broken the address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What a QR code leads to: `#number.code`, which no server ever sees in an address. */
function carried(): { readonly number: string; readonly code: string } {
  const [number = '', code = ''] = decoded(window.location.hash.slice(1)).split('.');
  return { number: number.slice(0, 40), code: code.slice(0, 40) };
}

function Genuine({ found, onOther }: { readonly found: Verified; readonly onOther: () => void }) {
  const t = useTexts(paperTexts);
  const { locale } = useLocale();
  const now = useNow();
  const isVoid = found.status === 'void';
  const Sign = isVoid ? CircleAlert : CircleCheck;
  return (
    <div className="wrap narrow verified">
      <PageHeading>{isVoid ? t.voidTitle : t.genuine}</PageHeading>
      <div className={`note ${isVoid ? 'warn' : 'ok'}`}><Sign className="i" aria-hidden="true" /><p>{isVoid ? t.voidNote : t.genuineNote}</p></div>
      <dl>
        <dt>{t.number}</dt><dd className="code">{found.number}</dd>
        <dt>{t.title}</dt><dd>{found.title}</dd>
        <dt>{t.app}</dt><dd>{found.app}</dd>
        <dt>{t.issuedAt}</dt><dd>{formatMoment(found.issuedAt, locale, now)}</dd>
        <dt>{t.status}</dt><dd>{t[found.status]}</dd>
        <dt>{t.digest}</dt><dd><span className="code">{printedDigest(found.digest)}</span><small>{t.digestNote}</small></dd>
      </dl>
      <p><button type="button" className="link" onClick={onOther}>{t.another}</button></p>
    </div>
  );
}

function Ask({ given, onFound }: { readonly given: ReturnType<typeof carried>; readonly onFound: (found: Verified) => void }) {
  const t = useTexts(paperTexts);
  const api = useApi();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const find = async (number: string, code: string) => {
    if (number === '' || code === '') return setError(t.verifyBoth);
    setBusy(true);
    setError(undefined);
    try {
      onFound(await api.verifyDocument(number, code));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const begin = useEffectEvent(() => {
    if (given.number !== '' && given.code !== '') void find(given.number, given.code);
  });
  useEffect(() => {
    const soon = setTimeout(() => begin(), 0);
    return () => clearTimeout(soon);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!busy) void find(plainText(data.get('number')).trim(), plainText(data.get('code')).trim());
  };
  return (
    <div className="login">
      <PageHeading title={`${error === undefined ? '' : t.errorTitle}${t.verifyTitle}`}>{t.verifyTitle}</PageHeading>
      <p className="ink2">{t.verifyIntro}</p>
      {typeof error === 'string' ? <div className="note err" role="alert"><CircleAlert className="i" aria-hidden="true" /><p>{error}</p></div> : error === undefined ? null : <PublicTrouble error={error} />}
      <form noValidate onSubmit={submit}>
        <label>{t.number}<input name="number" defaultValue={given.number} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} /></label>
        <label>{t.code}<input name="code" defaultValue={given.code} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} /></label>
        <button type="submit" className="big" aria-disabled={busy}>{busy ? t.verifyBusy : t.verifyFind}</button>
      </form>
    </div>
  );
}

/** Whether a document is genuine, for whoever holds it. */
export function VerifyPage() {
  const [found, setFound] = useState<Verified>();
  const [given, setGiven] = useState(carried);
  const other = () => {
    setGiven({ number: '', code: '' });
    setFound(undefined);
  };
  return <PublicFrame synthetic={found?.synthetic ?? false}>{found ? <Genuine found={found} onOther={other} /> : <Ask given={given} onFound={setFound} />}</PublicFrame>;
}
