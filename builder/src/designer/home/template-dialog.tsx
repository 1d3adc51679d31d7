import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { TemplateItem } from '../../../../server/api/scenario.ts';
import type { TemplateView } from '../../../../server/api/templates.ts';
import { loadPart } from '../../client/load-part.ts';
import { request } from '../../client/request.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { homeTexts } from './home-text.ts';
import { SketchDrawing } from './sketch.tsx';
import './template.css';
import { templateTexts } from './template-text.ts';

const TemplateTry = lazy(async () => ({ default: (await loadPart(() => import('./template-try.tsx'))).TemplateTry }));

/** What the list of templates says already stands at once; the rest comes with the view, and is left out where that could not be read. */
function Counts({ item, view, failed }: { readonly item: TemplateItem; readonly view: TemplateView | undefined; readonly failed: boolean }) {
  const text = useTexts(templateTexts);
  const { locale } = useLocale();
  const number = new Intl.NumberFormat(locale);
  const counts = [[text.nodes, item.nodes], [text.rules, view?.rules], [text.forms, view?.forms], [text.pages, view?.pages], [text.cases, item.cases]] as const;
  return (
    <dl className="template-counts">
      {counts.filter(([, count]) => count !== undefined || !failed).map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count === undefined ? '…' : number.format(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Lists({ view }: { readonly view: TemplateView }) {
  const text = useTexts(templateTexts);
  const local = useLocalText();
  return (
    <>
      <section>
        <h3>{text.data}</h3>
        {view.datasets.length === 0 ? <p className="ui-quiet">{text.noData}</p> : null}
        <ul className="template-list">
          {view.datasets.map((dataset, index) => (
            <li key={index}>
              <b>{local(dataset.title)}</b>
              <em>{[dataset.own ? text.own : text.shared, text.fields(dataset.fields)].join(' · ')}</em>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{text.bases}</h3>
        {view.bases.length === 0 ? <p className="ui-quiet">{text.noBases}</p> : null}
        <ul className="template-list">
          {view.bases.map((basis, index) => (
            <li key={index}>
              <b>{local(basis.title)}</b>
              <em>{[local(basis.level), ...(basis.article === undefined ? [] : [basis.article])].join(' · ')}</em>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function About({ item, view, failed, rest }: { readonly item: TemplateItem; readonly view: TemplateView | undefined; readonly failed: boolean; readonly rest: ReactNode }) {
  const text = useTexts(templateTexts);
  const local = useLocalText();
  return (
    <div className="template-about">
      <p>{local(item.purpose)}</p>
      <div className="template-picture">
        <SketchDrawing sketch={item.sketch} label={text.picture(item.nodes)} />
      </div>
      <Counts item={item} view={view} failed={failed} />
      {view === undefined ? rest : <Lists view={view} />}
    </div>
  );
}

/** What a template brings, and a way through it before anything is made of it. */
export function TemplateDialog({ item, onUse, onClose }: { readonly item: TemplateItem; readonly onUse: () => void; readonly onClose: () => void }) {
  const text = useTexts(templateTexts);
  const words = useTexts(homeTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  const [sample, setSample] = useState<string>();
  const view = useQuery({ queryKey: ['template', item.slug, sample, locale], queryFn: ({ signal }) => request<TemplateView>(`/api/templates/${item.slug}`, { signal, query: { sample: sample ?? '' } }), staleTime: Infinity, placeholderData: keepPreviousData });
  // Asked again, it is on its way as at first.
  const failed = view.isError && !view.isFetching;
  const rest = failed ? <ErrorState error={view.error} onRetry={() => void view.refetch()} /> : <Skeleton rows={8} height={28} />;
  return (
    <Dialog
      title={local(item.title)}
      size="wide"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" onPress={onUse}>
            {text.use}
          </Button>
        </>
      }
    >
      <Tabs
        label={text.parts}
        items={[
          { id: 'about', title: text.about, content: <About item={item} view={view.data} failed={failed} rest={rest} /> },
          { id: 'try', title: text.tryOut, content: view.data === undefined ? rest : <Suspense fallback={<PartLoading rows={6} height={28} />}><TemplateTry slug={item.slug} view={view.data} busy={view.isPlaceholderData} onSample={setSample} /></Suspense> },
        ]}
      />
    </Dialog>
  );
}
