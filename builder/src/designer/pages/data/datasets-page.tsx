import { CircleCheck, CircleDashed, Database, Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearch } from 'wouter';
import type { DatasetItem } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import '../shared/page.css';
import { dataTexts } from './data-text.ts';
import './data.css';
import { datasetTitle } from './dataset-title.ts';
import { NewDatasetDialog } from './new-dataset/new-dataset-dialog.tsx';
import { newDatasetTexts } from './new-dataset/new-dataset-text.ts';
import { RowBrowser } from './row-browser.tsx';

function DatasetRow({ item, current, onOpen }: { readonly item: DatasetItem; readonly current: boolean; readonly onOpen: () => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const { definition, rows, state } = item;
  const Sign = state === 'ready' ? CircleCheck : CircleDashed;
  const word = { ready: text.ready, loading: text.loading, 'not-loaded': text.notLoaded }[state];
  const facts = [definition.owner, definition.sharing === undefined ? undefined : text[`sharing_${definition.sharing}`], definition.synthetic === true ? text.synthetic : undefined].filter((part) => part !== undefined);
  return (
    <li>
      <button type="button" className="list-row" {...(current ? { 'aria-current': true as const } : {})} onClick={onOpen}>
        <Sign size={16} strokeWidth={1.75} data-tone={state === 'ready' ? 'ok' : 'neutral'} aria-hidden="true" />
        <span className="list-row-words">
          <b>{datasetTitle(definition, locale)}</b>
          <em>{definition.id}</em>
          {facts.length === 0 ? null : <em>{facts.join(' · ')}</em>}
        </span>
        <span className="list-row-end">
          {text.rowsOf(new Intl.NumberFormat(locale).format(rows))}
          <em>{word}</em>
        </span>
      </button>
    </li>
  );
}

/** Every dataset of this server, and the rows of one. `?dataset=health/report` opens it. */
export function DatasetsPage() {
  const text = useTexts(dataTexts);
  const words = useTexts(newDatasetTexts);
  const [making, setMaking] = useState(false);
  const { list, query } = useDatasets();
  const asked = new URLSearchParams(useSearch()).get('dataset');
  const [chosen, setChosen] = useState<string>();
  const current = list.find((item) => item.definition.id === (chosen ?? asked)) ?? list[0];
  return (
    <div className="page-columns datasets-page">
      <section className="page-side" aria-label={text.datasets}>
        <div className="side-head">
          <h1>{text.datasets}</h1>
          {query.isSuccess ? <span className="ui-quiet">{text.datasetsNote(list.length)}</span> : null}
          <span className="ui-grow" />
          <Button size="small" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setMaking(true)}>
            {words.newDataset}
          </Button>
        </div>
        {query.isPending ? <Skeleton rows={6} height={44} /> : null}
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        <ul>
          {list.map((item) => (
            <DatasetRow key={item.definition.id} item={item} current={item === current} onOpen={() => setChosen(item.definition.id)} />
          ))}
        </ul>
      </section>
      <div className="page-main">
        {current === undefined ? (
          query.isSuccess ? (
            <EmptyState icon={<Database size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.none}>
              {text.noneText}
            </EmptyState>
          ) : null
        ) : (
          <RowBrowser key={current.definition.id} item={current} />
        )}
      </div>
      {making ? <NewDatasetDialog taken={list.map(({ definition }) => definition.id)} onClose={() => setMaking(false)} onDone={(id) => { setMaking(false); setChosen(id); }} /> : null}
    </div>
  );
}
