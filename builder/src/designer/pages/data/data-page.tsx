import { Database, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ScenarioDataset } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetItem } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { datasetColumns } from '../../panel/dataset-columns.ts';
import { useDatasets } from '../../document/catalogue.ts';
import { useDocument, useDocumentBinding } from '../../document/document-context.tsx';
import { useUndoOffer } from '../../document/undo-offer.ts';
import { pointer } from '../../document/pointer.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { RenameButton } from '../../rename/rename-button.tsx';
import { OwnComputedDialog } from './computed/computed-dialog.tsx';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import './data.css';
import { datasetTitle } from './dataset-title.ts';
import { formSources } from './form-sources.ts';
import { OwnDialog } from './own-dialog.tsx';
import { UseDialog } from './use-dialog.tsx';

type Asking = { readonly kind: 'use'; readonly name?: string } | { readonly kind: 'own'; readonly name?: string } | { readonly kind: 'computed'; readonly name: string } | undefined;

interface RowProps {
  readonly name: string;
  readonly entry: ScenarioDataset;
  readonly item: DatasetItem | undefined;
  readonly title: string;
  /** What people call a column. */
  readonly columnTitle: (field: string) => string;
  readonly onEdit: () => void;
  readonly onCompute: () => void;
  readonly onRemove: () => void;
}

function UseRow({ name, entry, item, title, columnTitle, onEdit, onCompute, onRemove }: RowProps) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  const { locale } = useLocale();
  const { readOnly } = useDocumentBinding();
  const own = 'own' in entry;
  const fields = own ? entry.own.fields.map((field) => field.id) : entry.fields;
  const dated = own ? entry.own.dated : (entry.dated ?? item?.definition.dated);
  return (
    <GridRow>
      <th scope="row">
        {title}
        <em>
          <code>{name}</code>
        </em>
      </th>
      <td className="data-where">
        {own ? text.kind_own : <code>{entry.use}</code>}
        {item === undefined && !own ? <Chip tone="err">{text.missing}</Chip> : null}
        <em>{item?.definition.owner}</em>
      </td>
      <td>
        <span className="data-chips">
          {fields.map((field) => (
            <Chip key={field} {...(entry.subject === field ? { tone: 'warn' as const } : {})}>
              <span title={field}>{columnTitle(field)}</span>
              {entry.subject === field ? ` · ${text.subject}` : ''}
            </Chip>
          ))}
          {dated === true ? <Chip tone="accent">{text.dated}</Chip> : null}
        </span>
      </td>
      <td className="data-sharing">{item?.definition.sharing === undefined ? '—' : text[`sharing_${item.definition.sharing}`]}</td>
      <td className="num">{item === undefined ? '—' : <Link href={`/datasets?dataset=${encodeURIComponent(item.definition.id)}`}>{text.rowsOf(new Intl.NumberFormat(locale).format(item.rows))}</Link>}</td>
      <td>
        <span className="ui-row">
          {!own && item === undefined ? null : (
            <Button size="small" isDisabled={readOnly} onPress={onEdit}>
              {text.editFields}
            </Button>
          )}
          {own ? (
            <Button size="small" isDisabled={readOnly} onPress={onCompute}>
              {computed.button}
            </Button>
          ) : null}
          {readOnly ? null : <RenameButton things={[{ kind: 'datasets', path: [name] }, ...(own ? fields.map((field) => ({ kind: 'columns', path: [name, field] })) : [])]} />}
          <Button size="small" isDisabled={readOnly} onPress={onRemove}>
            {text.remove}
          </Button>
        </span>
      </td>
    </GridRow>
  );
}

/** What a scenario reads and keeps: every change here is one step of undo. */
export function DataPage({ id }: { readonly id: string }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const undoOffer = useUndoOffer();
  const { readOnly } = useDocumentBinding();
  const { scenario, edit } = useDocument();
  const { list, query } = useDatasets();
  const [asking, setAsking] = useState<Asking>();
  const entries = Object.entries(scenario.datasets);
  const taken = entries.map(([name]) => name);
  const itemOf = (name: string, entry: ScenarioDataset): DatasetItem | undefined => list.find((item) => item.definition.id === ('use' in entry ? entry.use : `${id}/${name}`));
  const titleOf = (name: string, entry: ScenarioDataset, item: DatasetItem | undefined): string => ('own' in entry ? (scenarioText(scenario, entry.own.title, locale) ?? name) : item === undefined ? name : datasetTitle(item.definition, locale));
  const put = (label: string) => (name: string, value: ScenarioDataset) => {
    edit({ label: `${label}${name}`, changes: [{ path: pointer('datasets', name), value }] });
    setAsking(undefined);
  };
  const remove = (name: string): void => {
    edit({ label: text.removeLabel(name), changes: [{ path: pointer('datasets', name) }] });
    toast({ text: text.removed(name), action: undoOffer() });
  };
  const computing = asking?.kind === 'computed' ? scenario.datasets[asking.name] : undefined;
  const editing = asking?.name === undefined ? undefined : scenario.datasets[asking.name];
  const columnTitles = (name: string): ((field: string) => string) => {
    const columns = datasetColumns(scenario, list, name, locale);
    return (field) => {
      const title = columns.find((column) => column.id === field)?.title;
      return scenarioText(scenario, title ?? `@${name}.${field}`, locale) ?? field;
    };
  };
  const words = (title: string): string => scenarioText(scenario, title, locale) ?? title;
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-head-words">
          <h2>{text.data}</h2>
          <p className="page-note">{text.dataNote}</p>
        </div>
        <Button isDisabled={readOnly} icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'own' })}>
          {text.addOwn}
        </Button>
        <Button look="primary" isDisabled={readOnly} icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'use' })}>
          {text.addUse}
        </Button>
      </header>
      {query.isPending ? <Skeleton rows={4} height={44} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {entries.length === 0 ? (
        <EmptyState icon={<Database size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noUses}>
          {text.noUsesText}
        </EmptyState>
      ) : (
        <GridTable heads={[text.name, text.dataset, text.asked, text.sharing, text.rows, text.deeds]}>
              {entries.map(([name, entry]) => {
                const item = itemOf(name, entry);
                return <UseRow key={name} name={name} entry={entry} item={item} columnTitle={columnTitles(name)} title={titleOf(name, entry, item)} onEdit={() => setAsking({ kind: 'own' in entry ? 'own' : 'use', name })} onCompute={() => setAsking({ kind: 'computed', name })} onRemove={() => remove(name)} />;
              })}
        </GridTable>
      )}
      {asking?.kind === 'use' ? <UseDialog list={list} taken={taken} {...(editing !== undefined && 'use' in editing && asking.name !== undefined ? { editing: { name: asking.name, use: editing.use, fields: editing.fields } } : {})} onDone={(name, value) => put(asking.name === undefined ? text.addLabel('') : text.fieldsLabel(''))(name, value)} onClose={() => setAsking(undefined)} /> : null}
      {asking?.kind === 'computed' && computing !== undefined && 'own' in computing ? (
        <OwnComputedDialog
          definition={{ ...computing.own, id: `${id}/${asking.name}`, title: words(computing.own.title) }} onClose={() => setAsking(undefined)}
          onDone={(fields) => put(text.fieldsLabel(''))(asking.name, { ...computing, own: { ...computing.own, fields: [...fields] } })}
        />
      ) : null}
      {asking?.kind === 'own' ? <OwnDialog taken={taken} {...(editing !== undefined && 'own' in editing && asking.name !== undefined ? { editing: { name: asking.name, dataset: editing } } : {})} forms={formSources(scenario, locale)} titleOf={words} onDone={put(asking.name === undefined ? text.addLabel('') : text.fieldsLabel(''))} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}
