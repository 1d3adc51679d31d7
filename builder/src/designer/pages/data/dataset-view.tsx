import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetItem } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { SampleRow } from './computed/computed-draft.ts';
import { ComputingBar } from './computed/computing-bar.tsx';
import { dataTexts } from './data-text.ts';
import { datasetTitle } from './dataset-title.ts';
import { DatasetTools } from './dataset-tools.tsx';
import { QualityCard } from './quality/quality-card.tsx';
import { RowBrowser } from './row-browser.tsx';
import { UnfinishedNotices } from './sending/unfinished-notice.tsx';
import { SourceCard } from './source/source-card.tsx';
import { structureTexts } from './structure/structure-text.ts';
import { StructureView } from './structure/structure-view.tsx';
import { TotalLines } from './totals/total-lines.tsx';

const NO_ROWS: readonly SampleRow[] = [];

/** Rows are read again once they follow formulas that have changed. */
function useReadWhenComputed({ definition, computing }: DatasetItem): void {
  const client = useQueryClient();
  const wasAtWork = useRef(false);
  const isAtWork = computing !== undefined;
  useEffect(() => {
    if (wasAtWork.current && !isAtWork) void client.invalidateQueries({ queryKey: ['rows', definition.id] });
    wasAtWork.current = isAtWork;
  }, [client, definition.id, isAtWork]);
}

/** One dataset: its rows, and its structure. */
export function DatasetView({ item }: { readonly item: DatasetItem }) {
  const text = useTexts(dataTexts);
  const words = useTexts(structureTexts);
  const { locale } = useLocale();
  const [samples, setSamples] = useState(NO_ROWS);
  const [draft, setDraft] = useState<DatasetDefinition>();
  const { definition, keeper } = item;
  useReadWhenComputed(item);
  return (
    <div className="page data-rows">
      <header className="page-head">
        <h2>{datasetTitle(definition, locale)}</h2>
        {definition.synthetic === true ? <Chip tone="dashed">{text.synthetic}</Chip> : null}
        <code>{definition.id}</code>
        <span className="ui-grow" />
        <div className="page-tools"><DatasetTools definition={definition} isKept={keeper !== undefined} mayChange={item.mayChange} rows={samples} /></div>
      </header>
      {keeper === undefined ? null : <p className="note-bar">{text.kept(keeper)} <Link href={`/s/${keeper}/data`}>{text.keptOpen}</Link></p>}
      <UnfinishedNotices dataset={definition.id} />
      <SourceCard definition={definition} />
      <ComputingBar computing={item.computing} />
      <Tabs
        label={words.tabs}
        items={[
          { id: 'rows', title: words.rowsTab, content: <><TotalLines definition={definition} /><QualityCard definition={definition} /><RowBrowser item={item} rowsOf={setSamples} /></> },
          { id: 'structure', title: words.tab, content: <StructureView definition={definition} mayEdit={item.mayChange && keeper === undefined} rows={samples} draft={draft} onDraft={setDraft} /> },
        ]}
      />
    </div>
  );
}
