import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, MessageSquareWarning } from 'lucide-react';
import { Link, useLocation, useSearch } from 'wouter';
import type { ObjectionItem } from '../../../../../server/api/objections.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import '../sharing/sharing.css';
import { ObjectionDetail } from './objection-detail.tsx';
import { ObjectionState } from './objection-state.tsx';
import { objectionsTexts } from './objections-text.ts';

type List = 'open' | 'done';

function ObjectionTable({ list }: { readonly list: List }) {
  const text = useTexts(objectionsTexts);
  const { locale } = useLocale();
  const read = useQuery({ queryKey: ['objections', list], queryFn: ({ signal }) => request<{ readonly items: readonly ObjectionItem[] }>('/api/objections', { query: { list }, signal }) });
  return (
    <ReadTable
      read={read}
      heads={[text.about, text.state, text.owner, text.filed]}
      empty={
        <EmptyState icon={<MessageSquareWarning size={24} strokeWidth={1.75} aria-hidden="true" />} title={list === 'open' ? text.none : text.noneDone}>
          {list === 'open' ? text.noneText : undefined}
        </EmptyState>
      }
      renderRow={(item) => (
        <GridRow key={item.id}>
          <th scope="row">
            <Link href={`/objections?id=${item.id}`}>{item.datasetTitle ?? text.all}</Link>
            <em>
              {text[`about_${item.about}`]}
              {item.scenarioTitle === undefined ? '' : ` · ${item.scenarioTitle}`}
            </em>
          </th>
          <td>
            <ObjectionState item={item} />
          </td>
          <td>{item.owner}</td>
          <td>
            {stampText(item.at, locale)}
            <em>
              {text.number} <code>{item.id}</code>
            </em>
          </td>
        </GridRow>
      )}
    />
  );
}

/** Objections of citizens that the reader decides on. `?id=` opens one, `?list=` a list. */
export function ObjectionsPage() {
  const text = useTexts(objectionsTexts);
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const id = query.get('id');
  const list: List = query.get('list') === 'done' ? 'done' : 'open';
  if (id !== null) {
    return (
      <div className="page">
        <p>
          <Link href={`/objections?list=${list}`}>
            <ArrowLeft size={14} aria-hidden="true" /> {text.back}
          </Link>
        </p>
        <ObjectionDetail key={id} id={id} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageHead title={text.title} note={text.note} />
      <Tabs label={text.title} value={list} onChange={(next) => navigate(`/objections?list=${next}`)} items={(['open', 'done'] as const).map((name) => ({ id: name, title: text[name], content: <ObjectionTable list={name} /> }))} />
    </div>
  );
}
