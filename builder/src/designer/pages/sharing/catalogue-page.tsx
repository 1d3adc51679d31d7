import { CircleCheck, Download, Lock, LockOpen, Search, ShieldQuestion, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { titleIn } from '../../../../../runtime/schema/dataset-words.ts';
import type { CatalogueItem } from '../../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import '../shared/page.css';
import { qualityTexts } from '../data/quality/quality-text.ts';
import { ApplyDialog } from './apply-dialog.tsx';
import { CatalogueDetail } from './catalogue-detail.tsx';
import { sharingTexts } from './sharing-text.ts';
import './sharing.css';
import { useCatalogue } from './use-sharing.ts';

const ALL = '*';
const SIGNS = { unconditional: LockOpen, restricted: ShieldQuestion, none: Lock };
const classOf = ({ definition }: CatalogueItem) => definition.sharing ?? 'restricted';

function matches({ definition }: CatalogueItem, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  const words = [...(definition.entry?.keywords ?? []), ...[definition, ...definition.fields].flatMap(({ id, title, texts }) => [id, title ?? '', texts?.en?.title ?? ''])];
  return words.some((word) => word.toLowerCase().includes(wanted));
}

function CatalogueRow({ item, current, onOpen }: { readonly item: CatalogueItem; readonly current: boolean; readonly onOpen: () => void }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const quality = useTexts(qualityTexts);
  const Sign = SIGNS[classOf(item)];
  const failed = item.quality?.failed ?? 0;
  const Mark = failed > 0 ? TriangleAlert : CircleCheck;
  return (
    <li>
      <button type="button" className="list-row" {...(current ? { 'aria-current': true as const } : {})} onClick={onOpen}>
        <Sign size={16} strokeWidth={1.75} data-tone="neutral" aria-hidden="true" />
        <span className="list-row-words">
          <b>{titleIn(item.definition, locale)}</b>
          <em>{item.definition.id}</em>
          <em>{[item.unit?.name ?? item.definition.owner ?? text.house, text[`class_${classOf(item)}`]].join(' · ')}</em>
        </span>
        <span className="list-row-end">
          <span className="sharing-count">
            {item.quality === undefined ? null : (
              <>
                <Mark size={14} strokeWidth={1.75} data-tone={failed > 0 ? 'warn' : 'ok'} aria-hidden="true" />
                <span className="ui-hidden">{failed > 0 ? quality.badge(failed) : quality.badgeFine}</span>
              </>
            )}
            {new Intl.NumberFormat(locale).format(item.rows)}
          </span>
          <em>{[...(item.own ? [item.unit === undefined ? text.common : text.own] : []), ...(item.dead ? [text.dead] : [])].join(' · ')}</em>
        </span>
      </button>
    </li>
  );
}

/** What data there are, whose they are, how they may be shared, and the way to ask for them. `?dataset=` opens one. */
export function CataloguePage() {
  const text = useTexts(sharingTexts);
  const read = useCatalogue();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('dataset');
  const [typed, setTyped] = useState('');
  const [unit, setUnit] = useState(ALL);
  const [sharing, setSharing] = useState(ALL);
  const [chosen, setChosen] = useState<string>();
  const [applying, setApplying] = useState(false);
  const all = read.data?.items ?? [];
  const units = new Map(all.flatMap((item) => (item.unit ? [[item.unit.id, item.unit.name] as const] : [])));
  const shown = all.filter((item) => matches(item, typed) && (unit === ALL || item.unit?.id === unit) && (sharing === ALL || classOf(item) === sharing));
  const current = shown.find(({ definition }) => definition.id === (chosen ?? asked)) ?? shown[0];
  const clear = (): void => {
    setTyped('');
    setUnit(ALL);
    setSharing(ALL);
  };
  return (
    <div className="page-columns sharing-page">
      <section className="page-side" aria-label={text.catalogue}>
        <div className="side-head">
          <h1>{text.catalogue}</h1>
          <span className="ui-grow" />
          <a className="ui-button" data-size="small" href="/api/catalogue.jsonld" download="catalogue.jsonld">
            <Download size={14} aria-hidden="true" />
            {text.export}
          </a>
          {read.isSuccess ? <span className="ui-quiet">{text.catalogueNote(all.length)}</span> : null}
        </div>
        <div className="sharing-filters">
          <TextField label={text.search} hideLabel placeholder={text.search} value={typed} onChange={setTyped} />
          <Select label={text.unit} hideLabel options={[{ id: ALL, label: text.allUnits }, ...[...units].map(([id, label]) => ({ id, label }))]} value={unit} onChange={setUnit} />
          <Select label={text.sharingClass} hideLabel options={[{ id: ALL, label: text.allClasses }, ...(['unconditional', 'restricted', 'none'] as const).map((id) => ({ id, label: text[`class_${id}`] }))]} value={sharing} onChange={setSharing} />
        </div>
        {read.isPending ? <Skeleton rows={6} height={44} /> : null}
        {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
        <ul>
          {shown.map((item) => (
            <CatalogueRow key={item.definition.id} item={item} current={item === current} onOpen={() => setChosen(item.definition.id)} />
          ))}
        </ul>
      </section>
      <div className="page-main">
        {current !== undefined ? <CatalogueDetail key={current.definition.id} item={current} onApply={() => setApplying(true)} /> : null}
        {current === undefined && read.isSuccess ? (
          <EmptyState icon={<Search size={24} strokeWidth={1.75} aria-hidden="true" />} title={all.length === 0 ? text.none : text.noMatch} actions={all.length === 0 ? undefined : <Button onPress={clear}>{text.clear}</Button>}>
            {all.length === 0 ? text.noneText : undefined}
          </EmptyState>
        ) : null}
      </div>
      {applying && current !== undefined ? <ApplyDialog item={current} onClose={() => setApplying(false)} onDone={(grant) => navigate(`/grants?id=${grant.item.id}`)} /> : null}
    </div>
  );
}
