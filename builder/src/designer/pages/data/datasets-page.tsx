import { CircleCheck, CircleDashed, Database, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { DatasetItem } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { preparePinyin, useSpell } from '../../formula/pinyin.ts';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import '../shared/page.css';
import { dataTexts } from './data-text.ts';
import './data.css';
import { datasetTitle } from './dataset-title.ts';
import { NewDatasetDialog } from './new-dataset/new-dataset-dialog.tsx';
import { newDatasetTexts } from './new-dataset/new-dataset-text.ts';
import { DatasetView } from './dataset-view.tsx';
import { ANY, findDatasets, type DatasetWish } from './find-datasets.ts';

function DatasetRow({ item, current, onOpen }: { readonly item: DatasetItem; readonly current: boolean; readonly onOpen: () => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const { definition, rows, state } = item;
  const Sign = state === 'ready' ? CircleCheck : CircleDashed;
  const word = { ready: text.ready, loading: text.loading, 'not-loaded': text.notLoaded }[state];
  const facts = [item.unit?.name ?? definition.owner, definition.sharing === undefined ? undefined : text[`sharing_${definition.sharing}`], definition.synthetic === true ? text.synthetic : undefined].filter((part) => part !== undefined);
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

const ALL: DatasetWish = { typed: '', sharing: ANY, state: ANY };

function Filters({ wish, onWish }: { readonly wish: DatasetWish; readonly onWish: (wish: DatasetWish) => void }) {
  const text = useTexts(dataTexts);
  return (
    <div className="dataset-filters" onFocus={() => void preparePinyin()}>
      <TextField label={text.findDataset} hideLabel placeholder={text.findDatasetBy} value={wish.typed} onChange={(typed) => onWish({ ...wish, typed })} />
      <Select label={text.sharing} hideLabel value={wish.sharing} options={[{ id: ANY, label: text.anySharing }, ...(['unconditional', 'restricted', 'none'] as const).map((id) => ({ id, label: text[`sharing_${id}`] }))]} onChange={(sharing) => onWish({ ...wish, sharing })} />
      <Select label={text.whichDatasets} hideLabel value={wish.state} options={[{ id: ANY, label: text.anyDataset }, { id: 'mine', label: text.onlyMine }, { id: 'kept', label: text.onlyKept }, { id: 'empty', label: text.onlyEmpty }]} onChange={(state) => onWish({ ...wish, state })} />
    </div>
  );
}

/** Every dataset of this server, and the rows of one. `?dataset=health/report` opens it. */
export function DatasetsPage() {
  const text = useTexts(dataTexts);
  const words = useTexts(newDatasetTexts);
  const [making, setMaking] = useState(false);
  const { list, query } = useDatasets();
  const asked = new URLSearchParams(useSearch()).get('dataset');
  const spell = useSpell();
  const [wish, setWish] = useState(ALL);
  const shown = findDatasets(list, wish, spell);
  const [path, navigate] = useLocation();
  // In the address, so that a reload stays and a link leads here.
  const choose = (id: string): void => navigate(`${path}?dataset=${encodeURIComponent(id)}`);
  const current = asked === null ? list[0] : list.find((item) => item.definition.id === asked);
  const first = asked === null ? list[0]?.definition.id : undefined;
  useEffect(() => {
    if (first !== undefined) navigate(`${path}?dataset=${encodeURIComponent(first)}`, { replace: true });
  }, [first, path, navigate]);
  return (
    <div className="page-columns datasets-page">
      <section className="page-side" aria-label={text.datasets}>
        <div className="side-head">
          <h1>{text.datasets}</h1>
          {query.isSuccess ? <span className="ui-quiet">{shown.length === list.length ? text.datasetsNote(list.length) : text.datasetsFound(shown.length, list.length)}</span> : null}
          <span className="ui-grow" />
          <Button size="small" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setMaking(true)}>
            {words.newDataset}
          </Button>
        </div>
        {query.isPending ? <Skeleton rows={6} height={44} /> : null}
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {list.length === 0 ? null : <Filters wish={wish} onWish={setWish} />}
        {list.length > 0 && shown.length === 0 ? <EmptyState title={text.noneFound} actions={<Button onPress={() => setWish(ALL)}>{text.clear}</Button>}>{text.noneFoundText}</EmptyState> : null}
        <ul>
          {shown.map((item) => (
            <DatasetRow key={item.definition.id} item={item} current={item === current} onOpen={() => choose(item.definition.id)} />
          ))}
        </ul>
      </section>
      <div className="page-main">
        {current === undefined ? (
          query.isSuccess && !query.isFetching ? (
            <EmptyState icon={<Database size={24} strokeWidth={1.75} aria-hidden="true" />} title={asked === null || list.length === 0 ? text.none : text.gone(asked)}>
              {asked === null || list.length === 0 ? text.noneText : text.goneText}
            </EmptyState>
          ) : null
        ) : (
          <DatasetView key={current.definition.id} item={current} />
        )}
      </div>
      {making ? <NewDatasetDialog taken={list.map(({ definition }) => definition.id)} onClose={() => setMaking(false)} onDone={(id) => { setMaking(false); choose(id); }} /> : null}
    </div>
  );
}
