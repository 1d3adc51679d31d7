import { useQuery } from '@tanstack/react-query';
import { FileInput, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { ScenarioItem, TemplateItem } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { homeTexts } from './home-text.ts';
import './home.css';
import { HomeSide } from './home-side.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewDialog } from './new-dialog.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import { SketchDrawing } from './sketch.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { fitsSearch, tagsOf } from './find-scenarios.ts';
import { FirstSteps, GoOnBar } from './first-steps.tsx';
import { fitsHome, troubleFirst, type HomeFilter } from './troubles.ts';

const FILTERS = ['all', 'trouble', 'live'] as const;

interface Items<Item> {
  readonly items: readonly Item[];
}

/** Figures of what is live grow old. */
const LOOK_AGAIN_MS = 60_000;
/** Tags offered above the list; others are typed. */
const MOST_TAGS = 20;

type Asking = { readonly kind: 'new'; readonly template?: TemplateItem } | { readonly kind: 'look'; readonly template: TemplateItem } | { readonly kind: 'import' } | undefined;

function TemplateCard({ item, onChoose }: { readonly item: TemplateItem; readonly onChoose: () => void }) {
  const text = useTexts(homeTexts);
  const local = useLocalText();
  return (
    <li>
      <button type="button" className="home-template" onClick={onChoose}>
        <SketchDrawing sketch={item.sketch} />
        <span className="home-template-title">
          <b>{local(item.title)}</b>
          <em>{text.nodes(item.nodes)}</em>
        </span>
        <span className="home-template-purpose">{local(item.purpose)}</span>
      </button>
    </li>
  );
}

export function HomePage() {
  const text = useTexts(homeTexts);
  const { locale } = useLocale();
  const scenarios = useQuery({ queryKey: ['scenarios'], queryFn: ({ signal }) => request<Items<ScenarioItem>>('/api/scenarios', { signal }), refetchInterval: LOOK_AGAIN_MS });
  const templates = useQuery({ queryKey: ['templates'], queryFn: ({ signal }) => request<Items<TemplateItem>>('/api/templates', { signal }) });
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<HomeFilter>('all');
  const [asking, setAsking] = useState<Asking>();
  const wanted = search.trim();
  const fits = (item: ScenarioItem | TemplateItem): boolean => fitsSearch(item, search);
  const tags = tagsOf(scenarios.data?.items ?? [], locale);
  const found = (scenarios.data?.items ?? []).filter(fits);
  const mine = troubleFirst(found.filter((item) => fitsHome(item, filter)));
  const offered = (templates.data?.items ?? []).filter(fits);
  const nothing = wanted !== '' && found.length === 0 && offered.length === 0;
  const many = (kind: HomeFilter, label: string): string => (kind === 'all' ? label : `${label} ${found.filter((item) => fitsHome(item, kind)).length}`);
  return (
    <div className="home">
      <header className="home-top">
        <SearchField className="home-search" aria-label={text.search} value={search} onChange={setSearch}>
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
          <Input placeholder={text.search} />
        </SearchField>
        <span className="ui-grow" />
        <Button icon={<FileInput size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'import' })}>
          {text.import}
        </Button>
        <Button look="primary" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'new' })}>
          {text.create}
        </Button>
      </header>
      <div className="home-body">
        <section className="home-mine" aria-labelledby="home-mine">
          <div className="home-head">
            <h1 id="home-mine">{text.title}</h1>
            {(scenarios.data?.items.length ?? 0) === 0 ? null : (
              <SegmentedControl label={text.filter} size="small" value={filter} onChange={(id) => setFilter(id as HomeFilter)} options={FILTERS.map((id) => ({ id, label: many(id, text[id]) }))} />
            )}
          </div>
          {tags.length === 0 ? null : (
            <fieldset className="home-tags">
              <legend className="ui-hidden">{text.tags}</legend>
              {tags.slice(0, MOST_TAGS).map((tag) => <button key={tag} type="button" aria-pressed={wanted === `#${tag}`} onClick={() => setSearch(wanted === `#${tag}` ? '' : `#${tag}`)}>#{tag}</button>)}
            </fieldset>
          )}
          {scenarios.isPending ? <Skeleton rows={5} height={40} /> : null}
          {scenarios.isError ? <ErrorState error={scenarios.error} onRetry={() => void scenarios.refetch()} /> : null}
          {scenarios.data?.items.length === 0 ? <FirstSteps /> : null}
          <GoOnBar empty={scenarios.data?.items.length === 0} />
          {mine.length > 0 ? <ScenarioTable items={mine} /> : null}
          {found.length > 0 && mine.length === 0 ? <EmptyState title={filter === 'trouble' ? text.emptyTrouble : text.emptyFilter} actions={<Button onPress={() => setFilter('all')}>{text.showAll}</Button>} /> : null}
          {nothing ? <EmptyState title={text.noMatch} actions={<Button onPress={() => setSearch('')}>{text.clear}</Button>} /> : null}
        </section>
        {scenarios.isError && scenarios.data === undefined ? null : <HomeSide items={scenarios.data?.items} />}
        <section className="home-templates" aria-labelledby="home-templates">
          <div className="home-head">
            <h2 id="home-templates">{text.templates}</h2>
            <span className="ui-quiet">{text.templatesNote}</span>
            <span className="ui-grow" />
            <Button look="link" onPress={() => setAsking({ kind: 'new' })}>
              {text.blank}
            </Button>
          </div>
          {templates.isError ? <ErrorState error={templates.error} onRetry={() => void templates.refetch()} /> : null}
          {wanted !== '' && templates.data !== undefined && offered.length === 0 ? <p className="ui-quiet">{text.noTemplate}</p> : null}
          <ul className="home-grid">
            {offered.map((item) => (
              <TemplateCard key={item.slug} item={item} onChoose={() => setAsking({ kind: 'look', template: item })} />
            ))}
          </ul>
        </section>
      </div>
      {asking?.kind === 'new' ? <NewDialog template={asking.template} templates={templates.data?.items ?? []} onClose={() => setAsking(undefined)} /> : null}
      {asking?.kind === 'look' ? <TemplateDialog item={asking.template} onUse={() => setAsking({ kind: 'new', template: asking.template })} onClose={() => setAsking(undefined)} /> : null}
      {asking?.kind === 'import' ? <ImportDialog onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}
