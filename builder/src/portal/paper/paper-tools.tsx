import { useState } from 'react';
import { FileDown, Printer } from 'lucide-react';
import { Link } from 'wouter';
import { saveFile } from '../../client/download.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Trouble } from '../shell/trouble.tsx';
import { paperTexts } from '../page/paper/text.ts';

type Format = 'pdf' | 'docx';

interface Props {
  readonly run: string;
  readonly item: { readonly id: string; readonly title: string };
  /** What printing does: on the sheet itself it prints, elsewhere it leads to the sheet. */
  readonly onPrint?: () => void;
}

/** 打印 / 下载 PDF / 下载 DOCX of one document. */
export function PaperTools({ run, item, onPrint }: Props) {
  const t = useTexts(paperTexts);
  const { locale } = useLocale();
  const api = useApi();
  const [state, setState] = useState<{ readonly busy?: Format; readonly done?: true; readonly failed?: { readonly error: unknown; readonly format: Format } }>({});
  const take = async (format: Format) => {
    if (state.busy !== undefined) return;
    setState({ busy: format });
    try {
      await saveFile(api.documentFile(run, item.id, format, locale), `${item.title}.${format}`);
      setState({ done: true });
    } catch (error) {
      setState({ failed: { error, format } });
    }
  };
  const word = (what: string) => t.of(what, item.title);
  return (
    <>
      <div className="paper-tools no-print">
        {onPrint
          ? <button type="button" className="big" onClick={onPrint}><Printer className="i s" aria-hidden="true" />{t.print}</button>
          : <Link className="link" aria-label={word(t.print)} href={`/runs/${run}/documents/${item.id}`}><Printer className="i s" aria-hidden="true" />{t.print}</Link>}
        {(['pdf', 'docx'] as const).map((format) => (
          <button key={format} type="button" className={onPrint ? 'big sec' : 'link'} aria-label={word(t[format])} aria-disabled={state.busy !== undefined} onClick={() => void take(format)}>
            <FileDown className="i s" aria-hidden="true" />{state.busy === format ? t.making : t[format]}
          </button>
        ))}
      </div>
      <output className="vh">{state.busy === undefined ? (state.done ? t.made(item.title) : '') : t.making}</output>
      {state.failed ? <Trouble error={state.failed.error} onRetry={() => { const { failed } = state; if (failed) void take(failed.format); }} /> : null}
    </>
  );
}

/** All that a run gives on paper; nothing when it gives none. */
export function PaperList({ run, documents }: { readonly run: string; readonly documents: readonly { readonly id: string; readonly title: string }[] }) {
  const t = useTexts(paperTexts);
  if (documents.length === 0) return null;
  return (
    <section className="paper-items no-print" aria-labelledby="papers">
      <h2 id="papers">{t.documents}</h2>
      <ul>{documents.map((item) => <li key={item.id}><b>{item.title}</b><PaperTools run={run} item={item} /></li>)}</ul>
    </section>
  );
}
