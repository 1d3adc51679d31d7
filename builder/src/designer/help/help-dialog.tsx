import { GraduationCap } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ANYWHERE_KEYS, CANVAS_KEYS, PAGE_KEYS } from '../../text/keys.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { HelpTab } from '../panel/help-tab.tsx';
import { useStartTour } from '../tour/use-start-tour.ts';
import { fieldsOf, helpEntries, type HelpEntry } from './find-help.ts';
import { helpTexts } from './help-text.ts';
import { KeyRows } from './key-rows.tsx';
import './help.css';

function Reading({ entry, onOpen }: { readonly entry: HelpEntry; readonly onOpen: (id: string) => void }) {
  const text = useTexts(helpTexts);
  const { locale } = useLocale();
  const types = useNodeTypes();
  if (entry.kind === 'node') {
    const fields = fieldsOf(entry.type, locale);
    return (
      <>
        <HelpTab type={entry.type} />
        {fields.length === 0 ? null : <section className="help-fields"><h4>{text.settings}</h4><dl>{fields.map(({ id, title, about }) => <div key={id}><dt>{title}</dt><dd><code>{id}</code>{about === undefined ? '' : ` ${about}`}</dd></div>)}</dl></section>}
      </>
    );
  }
  const { topic } = entry;
  const more = helpEntries(types.list, '', locale).filter(({ id }) => topic.more?.includes(id));
  return (
    <>
      {topic.lines.map((line) => <p key={line.en}>{line[locale]}</p>)}
      {topic.id === 'canvas' ? <><h4>{text.keys}</h4><KeyRows rows={[...CANVAS_KEYS, ...PAGE_KEYS, ...ANYWHERE_KEYS]} /></> : null}
      {more.length === 0 ? null : <p className="help-more">{text.more} {more.map(({ id, title }) => <button key={id} type="button" onClick={() => onOpen(id)}>{title}</button>)}</p>}
    </>
  );
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** The way to the guide to a first application, however many scenarios there are. */
function TourOffer({ onClose }: { readonly onClose: () => void }) {
  const { begin, label } = useStartTour();
  return (
    <>
      <Button size="small" icon={<GraduationCap size={16} strokeWidth={1.75} aria-hidden="true" />} busy={begin.isPending} onPress={() => begin.mutate(undefined, { onSuccess: onClose })}>{label}</Button>
      {begin.isError ? <ErrorState error={begin.error} /> : null}
    </>
  );
}

/** Help about what is selected, searched by any of its words. */
export function HelpDialog({ start, onClose }: { readonly start: string; readonly onClose: () => void }) {
  const text = useTexts(helpTexts);
  const { locale } = useLocale();
  const types = useNodeTypes();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(start);
  const found = useMemo(() => helpEntries(types.list, query, locale), [types.list, query, locale]);
  const entry = found.find(({ id }) => id === chosen) ?? found[0];
  return (
    <Dialog title={text.help} open size="wide" onClose={onClose} actions={<><Link href="/shortcuts" className="ui-link" onClick={onClose}>{text.allKeys}</Link><Button look="primary" onPress={onClose}>{text.close}</Button></>}>
      <div className="help">
        <nav className="help-list" aria-label={text.topics}>
          <TourOffer onClose={onClose} />
          <TextField label={text.search} hideLabel placeholder={text.search} value={query} onChange={setQuery} />
          <ul>{found.map(({ id, title, kind }) => <li key={id} data-kind={kind}><button type="button" {...(id === entry?.id ? { 'aria-current': 'true' as const, ref: bringIntoView } : {})} onClick={() => setChosen(id)}>{title}</button></li>)}</ul>
        </nav>
        <article className="help-text" aria-live="polite" aria-label={text.read}>
          {entry === undefined ? <p>{text.none}</p> : <><h3>{entry.title}</h3><Reading entry={entry} onOpen={(id) => { setQuery(''); setChosen(id); }} /></>}
        </article>
      </div>
    </Dialog>
  );
}
