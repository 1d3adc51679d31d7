import { CircleCheck, CircleDashed, ListChecks, Play, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { QualityItem, QualityReport } from '../../../../../../server/api/quality.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { ErrorState } from '../../../../ui/states.tsx';
import { stampText } from '../../shared/format.ts';
import './quality.css';
import { qualityTexts } from './quality-text.ts';
import { useCheckNow, useQualityReport } from './use-quality.ts';
import { useCheckSentence } from './use-check-sentence.ts';
import { WrongRowsDialog } from './wrong-rows-dialog.tsx';

/** Rounds drawn; the latest. */
const DRAWN = 30;

function useOutcome(): (item: QualityItem) => string {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return ({ check, result }) => {
    if (result === undefined) return text.waiting;
    if (result.broken !== undefined) return text[result.broken];
    if ('kind' in check && check.kind === 'rows') return text.counted(number.format(Number(result.found ?? 0)));
    if ('kind' in check && check.kind === 'fresh') return result.found === undefined ? text.noDay : text.newest(result.found);
    if (result.wrong === 0) return text.fine(number.format(result.checked));
    const facts = [number.format(result.wrong), number.format(result.checked), percent.format(result.wrong / Math.max(1, result.checked))] as const;
    return result.ok ? text.within(...facts, String(check.allow ?? 0)) : text.wrong(...facts);
  };
}

function CheckLine({ definition, item, own }: { readonly definition: DatasetDefinition; readonly item: QualityItem; readonly own: boolean }) {
  const text = useTexts(qualityTexts);
  const sentenceOf = useCheckSentence(definition);
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const { check, result } = item;
  const sentence = sentenceOf(check);
  const Sign = result === undefined ? CircleDashed : result.ok ? CircleCheck : TriangleAlert;
  const isOfRows = !('kind' in check) || (check.kind !== 'rows' && check.kind !== 'fresh');
  return (
    <li data-tone={result === undefined ? 'neutral' : result.ok ? 'ok' : 'warn'}>
      <Sign size={15} strokeWidth={1.75} aria-hidden="true" />
      <span className="ui-hidden">{result === undefined ? text.waiting : result.ok ? text.good : text.bad}</span>
      <span className="quality-words">
        <b>{check.title ?? sentence}</b>
        <em>{check.title === undefined ? null : `${sentence} · `}{outcomeOf(item)}</em>
      </span>
      {own && isOfRows && (result?.wrong ?? 0) > 0 ? <Button size="small" onPress={() => setOpen(true)}>{text.show}</Button> : null}
      {open ? <WrongRowsDialog definition={definition} check={item.key} title={check.title ?? sentence} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}

/** One bar a round: how many of its checks held. */
function Trend({ rounds }: Pick<QualityReport, 'rounds'>) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const shown = rounds.slice(-DRAWN);
  if (shown.length < 2) return null;
  return (
    <figure className="quality-trend">
      <figcaption>{text.trend}</figcaption>
      <ol>
        {shown.map(({ at, checks, failed }) => {
          const words = text.trendPoint(stampText(at, locale), failed, checks);
          return <li key={at} title={words} data-tone={failed === 0 ? 'ok' : 'warn'}><span className="ui-hidden">{words}</span><i style={{ height: `${Math.max(12, Math.round((100 * (checks - failed)) / Math.max(1, checks)))}%` }} /></li>;
        })}
      </ol>
    </figure>
  );
}

function useHeadline(): (report: QualityReport) => string {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  return ({ items, rows = 0, at }) => {
    if (at === undefined) return text.never;
    const failed = items.filter(({ result }) => result?.ok === false).length;
    const count = new Intl.NumberFormat(locale).format(rows);
    return failed === 0 ? text.all(items.length, count) : text.some(failed, items.length, count);
  };
}

/** What is expected of a dataset and whether it holds; nothing where nothing is expected. */
export function QualityCard({ definition }: { readonly definition: DatasetDefinition }) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const isWanted = (definition.entry?.checks?.length ?? 0) > 0;
  const read = useQualityReport(definition.id, isWanted);
  const run = useCheckNow(definition.id);
  const headlineOf = useHeadline();
  if (!isWanted) return null;
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  const report = read.data;
  if (report === undefined) return null;
  const isBusy = run.isPending || report.running;
  return (
    <section className="quality-card" aria-label={text.section}>
      <header>
        <ListChecks size={16} strokeWidth={1.75} aria-hidden="true" />
        <h3>{text.section}</h3>
        <output>{isBusy ? text.running : headlineOf(report)}</output>
        {report.at === undefined || isBusy ? null : <em>{text.when(stampText(report.at, locale), report.by ?? '')}</em>}
        <span className="ui-grow" />
        {report.own ? <Button size="small" busy={isBusy} icon={<Play size={12} aria-hidden="true" />} onPress={() => run.mutate()}>{text.run}</Button> : null}
      </header>
      <ul>{report.items.map((item) => <CheckLine key={item.key} definition={definition} item={item} own={report.own} />)}</ul>
      <Trend rounds={report.rounds} />
      {run.isError ? <ErrorState error={run.error} onRetry={() => run.mutate()} /> : null}
    </section>
  );
}
