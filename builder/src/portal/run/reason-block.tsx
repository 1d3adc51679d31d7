import { CircleCheck, CircleHelp, CircleX, Lock, Scale } from 'lucide-react';
import type { Reason } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDate } from '../format/dates.ts';
import { runTexts } from './text.ts';
import { usePreferences } from '../shell/preferences.tsx';

type Line = Reason['lines'][number];

function Sign({ met }: { readonly met: Line['met'] }) {
  const t = useTexts(runTexts);
  if (met === undefined) return <span className="no-sign" />;
  const Icon = met === null ? CircleHelp : met ? CircleCheck : CircleX;
  const words = met === null ? t.unknown : met ? t.met : t.unmet;
  return <><Icon className={`i met-${String(met)}`} aria-hidden="true" /><span className="vh">{words}</span></>;
}

function Lines({ reason }: { readonly reason: Reason }) {
  const t = useTexts(runTexts);
  if (reason.lines.length === 0) return null;
  const needs = reason.lines.some((line) => line.need !== undefined);
  return (
    <table className={needs ? 'why-table' : 'why-table plain'}>
      <caption className="vh">{t.caption(reason.lines.length)}</caption>
      <thead><tr><th scope="col">{t.colWhat}</th><th scope="col">{t.colValue}</th><th scope="col">{t.colNeed}</th><th scope="col">{t.colSource}</th></tr></thead>
      <tbody>
        {reason.lines.map((line) => (
          <tr key={line.label}>
            <th scope="row"><span><Sign met={line.met} /><span>{line.label}</span></span></th>
            <td><b>{line.value}</b></td>
            <td>{line.need === undefined ? null : <><span className="on-phone">{t.needLabel}</span>{line.need}</>}</td>
            <td>{line.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NearMisses({ reason }: { readonly reason: Reason }) {
  const t = useTexts(runTexts);
  const { big } = usePreferences();
  if (reason.nearMisses.length === 0) return null;
  // In the large version nothing is folded away.
  return (
    <details className="near" open={big}>
      <summary>{t.near(reason.nearMisses.length)}</summary>
      <ul>{reason.nearMisses.map((miss) => <li key={miss.rule}><span className="rid">{miss.number ?? miss.rule}</span><span>{miss.sentence}</span></li>)}</ul>
    </details>
  );
}

function Bases({ reason }: { readonly reason: Reason }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  return (
    <div className="basis">
      <h3><Scale className="i s" aria-hidden="true" />{t.basis}</h3>
      {reason.bases.length === 0 ? <p className="ink2">{t.noBasis}</p> : null}
      <ul>
        {reason.bases.map((basis) => (
          <li key={`${basis.title}${basis.article ?? ''}`}>
            <b>{basis.title}</b><span className={basis.level === 'invented' ? 'lv d' : 'lv'}>{basis.levelTitle}</span>
            <p>
              {[basis.article, basis.from === undefined || basis.flag !== undefined ? undefined : t.inForce(formatDate(basis.from, locale, '0001-01-01'))].filter(Boolean).join(' · ')}
              {basis.flag === undefined ? null : <mark>{basis.flag}</mark>}
              {basis.url === undefined ? null : <> <a href={basis.url} rel="noreferrer">{t.lawLink}</a></>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A sentence that another one follows ends with its mark. */
function ended(sentence: string, stop: string): string {
  return /[。.！!？?]$/.test(sentence) ? sentence : sentence + stop;
}

/** One decision of the run: the rule that hit, what it looked at, what nearly hit, and its ground. */
export function ReasonBlock({ reason, lastWord }: { readonly reason: Reason; readonly lastWord?: string }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  return (
    <div className="reason">
      <p className="lead">{lastWord === undefined ? reason.sentence : <>{ended(reason.sentence, t.fullStop)}<b>{lastWord}</b></>}</p>
      <p className="told">{(reason.told[0] === reason.sentence ? reason.told.slice(1) : reason.told).join(locale === 'en' ? ' ' : '')}</p>
      <div className="rule">
        {reason.rule === undefined ? null : <span className="rid">{reason.number ?? reason.rule}</span>}
        <div><b>{reason.title}</b>{reason.place === undefined ? null : <span>{reason.place}</span>}</div>
        {reason.prescribed ? <span className="lk"><Lock className="i" aria-hidden="true" />{t.prescribed}</span> : null}
      </div>
      <Lines reason={reason} />
      <NearMisses reason={reason} />
      <Bases reason={reason} />
    </div>
  );
}
