import { DatabaseZap, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { Refreshed } from '../../../../../../server/api/sources.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ErrorState, ProblemCode } from '../../../../ui/states.tsx';
import { stampText } from '../../shared/format.ts';
import { ReportTable } from '../report-table.tsx';
import './source.css';
import { SourceDialog } from './source-dialog.tsx';
import { sourceTexts } from './source-text.ts';
import { useFeeds } from './use-sample.ts';
import { useRefresh, useSource } from './use-source.ts';

function LastLine({ last, dataset }: { readonly last: Refreshed | undefined; readonly dataset: string }) {
  const text = useTexts(sourceTexts);
  const { locale } = useLocale();
  const [open, setOpen] = useState(false);
  if (last === undefined) return <p>{text.never}</p>;
  const when = stampText(last.at, locale);
  const number = new Intl.NumberFormat(locale);
  if (last.problem !== undefined) return <p className="ui-error" role="alert">{text.lastFailed(when)} {last.problem.detail}{last.problem.hint ?? ''} <ProblemCode code={last.problem.code} /></p>;
  return (
    <p>
      <output>{text.lastGood(when, number.format(last.made), number.format(last.changed), number.format(last.same))}</output>
      {last.bad === 0 ? null : <><span className="ui-error">{text.lastBad(number.format(last.bad))}</span><Button size="small" onPress={() => setOpen(true)}>{text.showBad}</Button></>}
      {open ? (
        <Dialog title={text.badTitle} size="wide" open onClose={() => setOpen(false)} actions={<Button onPress={() => setOpen(false)}>{text.close}</Button>}>
          <div className="form-stack">
            <p className="ui-quiet">{text.badNote}</p>
            <ReportTable problems={last.problems} dataset={dataset} />
          </div>
        </Dialog>
      ) : null}
    </p>
  );
}

/** Where rows come from and how the last refresh went; nothing for a dataset without such a source, or for whoever may not change it. */
export function SourceCard({ definition }: { readonly definition: DatasetDefinition }) {
  const text = useTexts(sourceTexts);
  const { locale } = useLocale();
  const read = useSource(definition.id);
  const refresh = useRefresh(definition.id);
  const [changing, setChanging] = useState(false);
  const { feeds } = useFeeds();
  const view = read.data;
  if (view?.source === undefined) return null;
  const { source, by, next, last, running } = view;
  const isBusy = running || refresh.isPending;
  const facts = [text[`every_${source.every}`] + (source.every === 'day' && source.at !== undefined ? ` ${source.at}` : ''), ...(next === undefined ? [] : [text.next(stampText(next, locale))]), ...(by === undefined ? [] : [text.savedBy(by)])];
  return (
    <section className="source-card" aria-label={text.source}>
      <header>
        <DatabaseZap size={16} strokeWidth={1.75} aria-hidden="true" />
        <h3>{text.from(feeds.find(({ id }) => id === source.connection)?.title ?? source.connection)}</h3>
        <span className="ui-quiet">{facts.join(' · ')}</span>
        <span className="ui-grow" />
        <Button size="small" busy={isBusy} icon={<RefreshCw size={12} aria-hidden="true" />} onPress={() => refresh.mutate()}>{text.refresh}</Button>
        <Button size="small" onPress={() => setChanging(true)}>{text.change}</Button>
      </header>
      {isBusy ? <p><output>{text.running}</output></p> : <LastLine last={last} dataset={definition.id} />}
      {refresh.isError ? <ErrorState error={refresh.error} onRetry={() => refresh.mutate()} /> : null}
      {changing ? <SourceDialog definition={definition} onClose={() => setChanging(false)} /> : null}
    </section>
  );
}
