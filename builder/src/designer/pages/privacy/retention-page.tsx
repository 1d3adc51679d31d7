import { useQuery } from '@tanstack/react-query';
import { Infinity as ForEver } from 'lucide-react';
import { useState } from 'react';
import type { RetentionItem } from '../../../../../server/api/retention.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { AdminOnly } from '../admin/admin-only.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { HoldsSection } from './holds-section.tsx';
import { privacyTexts } from './privacy-text.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { periodWords, titleOf } from './rule-words.ts';
import './privacy.css';

function LastCell({ item: { rule, last } }: { readonly item: RetentionItem }) {
  const text = useTexts(privacyTexts);
  const { locale } = useLocale();
  if (rule === undefined) return null;
  if (!rule.inForce) return <>{text.waits(stampText(rule.from, locale))}</>;
  return (
    <>
      {last === undefined || last.removed === 0 ? text.nothingYet : text.removed(last.removed, stampText(last.at, locale))}
      {last?.problem === undefined ? null : <em className="privacy-problem">{last.problem === 'SCN_DATA_TOTAL' ? text.problem_total : text.problem_other(last.problem)}</em>}
    </>
  );
}

function RetentionRow({ item, onChange }: { readonly item: RetentionItem; readonly onChange: () => void }) {
  const text = useTexts(privacyTexts);
  const title = titleOf(text, item);
  const from = item.kind === 'dataset' ? text.fromColumn(item.columns?.find(({ id }) => id === item.rule?.column)?.title ?? item.rule?.column ?? '') : item.kind === 'scenario' ? text.fromEnd : item.kind === 'audit' ? text.fromMade : text.fromSent;
  return (
    <GridRow>
      <th scope="row">
        {title}
        {item.kind === 'notices' || item.kind === 'audit' ? null : <em>{text[`kind_${item.kind}`]}</em>}
      </th>
      <td>{item.unitName}</td>
      <td className="audit-short">
        {item.rule === undefined ? <span className="ui-quiet">{text.forEver}</span> : periodWords(text, item.rule.period)}
        {item.rule === undefined ? null : <em>{from}</em>}
      </td>
      <td>
        {item.rule?.basis}
        {item.rule === undefined ? null : <em>{item.rule.byName}</em>}
      </td>
      <td>
        <LastCell item={item} />
      </td>
      <td>
        <Button size="small" aria-label={text.changeLabel(title)} onPress={onChange}>
          {text.change}
        </Button>
      </td>
    </GridRow>
  );
}

function Retention() {
  const text = useTexts(privacyTexts);
  const [filter, setFilter] = useState('');
  const [isRuledOnly, setRuledOnly] = useState(false);
  const [changing, setChanging] = useState<RetentionItem>();
  const read = useQuery({ queryKey: ['retention'], queryFn: ({ signal }) => request<{ readonly items: readonly RetentionItem[] }>('/api/retention', { signal }) });
  const wanted = filter.trim().toLowerCase();
  const shown = read.data?.items.filter((item) => (!isRuledOnly || item.rule !== undefined) && (wanted === '' || [titleOf(text, item), item.id, item.unitName ?? ''].some((words) => words.toLowerCase().includes(wanted))));
  return (
    <div className="page privacy-page">
      <PageHead title={text.retention}>
        <Checkbox value={isRuledOnly} onChange={setRuledOnly}>{text.ruledOnly}</Checkbox>
        <TextField label={text.filter} hideLabel placeholder={text.filter} value={filter} onChange={setFilter} />
      </PageHead>
      <p className="privacy-note">{text.retentionNote}</p>
      <ReadTable
        read={{ ...read, data: shown === undefined ? undefined : { items: shown } }}
        heads={[text.what, text.unit, text.kept, text.basis, text.last, text.act]}
        bars={6}
        empty={<EmptyState icon={<ForEver size={24} strokeWidth={1.75} aria-hidden="true" />} title={wanted === '' ? text.noRules : text.noMatch} />}
        renderRow={(item) => <RetentionRow key={`${item.kind} ${item.id}`} item={item} onChange={() => setChanging(item)} />}
      />
      <HoldsSection datasets={read.data?.items.filter(({ kind }) => kind === 'dataset') ?? []} />
      {changing === undefined ? null : <RuleDialog item={changing} onClose={() => setChanging(undefined)} />}
    </div>
  );
}

/** How long things are kept, and what stays whatever a rule says. */
export function RetentionPage() {
  return (
    <AdminOnly needs="privacy">
      <Retention />
    </AdminOnly>
  );
}
