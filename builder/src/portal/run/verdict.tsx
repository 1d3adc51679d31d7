import { Check, Info, TriangleAlert, X } from 'lucide-react';
import type { Result, RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { civil, formatTime } from '../format/dates.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { runTexts } from './text.ts';

const SIGN: Readonly<Record<Result['tone'], typeof Check>> = { ok: Check, warn: TriangleAlert, neutral: Info, err: X };

/** `2022年1月20日 09:42`: on a result the year is always said. */
function fullMoment(iso: string, locale: 'zh-CN' | 'en'): string {
  const at = civil(iso);
  if (!at) return iso;
  const day = locale === 'en' ? new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(at.year, at.month - 1, at.day)) : `${at.year}年${at.month}月${at.day}日`;
  return `${day} ${formatTime(iso)}`;
}

/** The band on top: what came out, what it is worth, who decided and when. */
export function Verdict({ result, run }: { readonly result: Result; readonly run: RunView }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const Sign = SIGN[result.tone];
  const at = run.endedAt ?? run.startedAt;
  return (
    <section className={`out tone-${result.tone}`} aria-labelledby="h">
      <span className="sign"><Sign className="i" aria-hidden="true" /></span>
      <div className="ot"><PageHeading id="h">{result.title}</PageHeading>{result.text === '' ? null : <p>{result.text}</p>}</div>
      <dl className="save">
        {result.figures.map((figure) => <div key={figure.label} className="m"><dt>{figure.label}</dt><dd>{figure.value}{figure.unit === undefined ? null : <> <small>{figure.unit}</small></>}</dd></div>)}
        <div><dt>{t.who}</dt><dd>{result.decidedBy ?? t.system}</dd></div>
        <div><dt>{t.when}</dt><dd>{fullMoment(at, locale)}</dd></div>
      </dl>
    </section>
  );
}
