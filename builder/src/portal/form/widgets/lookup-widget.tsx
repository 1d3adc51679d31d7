import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Search } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { initial } from '../../format/plain-text.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import type { Choice, FormSource } from '../form-source.ts';
import { formTexts, type FormWords } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

type Found = { readonly state: 'idle' | 'busy' | 'failed' } | { readonly state: 'done'; readonly query: string; readonly choices: readonly Choice[]; readonly more: boolean };

const BUSY: Found = { state: 'busy' };

/** Asks 250 ms after the last key, never while an input method is composing. */
function useSearch(source: FormSource, field: string, query: string, enabled: boolean): Found {
  const [found, setFound] = useState<Found>({ state: 'idle' });
  useEffect(() => {
    if (!enabled) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      setFound(BUSY);
      source.options(field, query, stop.signal).then(
        (answer) => setFound({ state: 'done', query, ...answer }),
        () => { if (!stop.signal.aborted) setFound({ state: 'failed' }); },
      );
    }, query === '' ? 0 : 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, field, query, enabled]);
  // What was found for other words is nothing to choose from any more: arrows and Enter would take it.
  return found.state === 'done' && found.query !== query ? BUSY : found;
}

function statusWords(found: Found, t: FormWords): string {
  if (found.state === 'busy') return t.searching;
  if (found.state === 'failed') return t.searchFailed;
  if (found.state !== 'done') return '';
  if (found.choices.length === 0) return t.noMatch;
  return found.more ? t.moreMatches : t.matches(found.choices.length);
}

function Picked({ props, onAgain }: { readonly props: WidgetProps; readonly onAgain: () => void }) {
  const t = useTexts(formTexts);
  const entry = props.entry as { label: string; detail?: string };
  const person = props.field.widget === 'person';
  return (
    <div className="pf-picked">
      {person ? <span className="pf-face" aria-hidden="true">{initial(entry.label)}</span> : null}
      <span className="pf-grow"><b>{entry.label}</b>{entry.detail ? <em>{entry.detail}</em> : null}</span>
      <button id={props.ids.control} type="button" className="pf-text-button" onClick={onAgain} aria-label={`${person ? t.changePerson : t.change}: ${props.field.title}`}>{person ? t.changePerson : t.change}</button>
    </div>
  );
}

interface BoxState {
  readonly query: string;
  readonly open: boolean;
  readonly active: number;
}

/** An editable combobox over server search (WAI-ARIA pattern): arrows walk, Enter takes, Escape closes. */
export function SearchBox({ props, onPick, focus, label }: { readonly props: WidgetProps; readonly onPick: (choice: Choice) => void; readonly focus: boolean; /** Spoken, where the title of the field is of a group. */ readonly label?: string }) {
  const t = useTexts(formTexts);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [box, setBox] = useState<BoxState>({ query: '', open: false, active: -1 });
  const composing = useRef(false);
  const [asked, setAsked] = useState('');
  const found = useSearch(props.source, props.field.id, asked, box.open);
  const choices = found.state === 'done' ? found.choices : [];
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);
  const type = (query: string) => {
    setBox({ query, open: true, active: -1 });
    if (!composing.current) setAsked(query.trim());
  };
  const pick = (choice: Choice) => {
    setBox({ query: '', open: false, active: -1 });
    setAsked('');
    onPick(choice);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setBox({ ...box, open: true, active: choices.length === 0 ? -1 : (box.active + step + choices.length) % choices.length });
    } else if (event.key === 'Enter' && box.open) {
      const choice = choices[box.active] ?? (choices.length === 1 ? choices[0] : undefined);
      event.preventDefault();
      if (choice) pick(choice);
    } else if (event.key === 'Escape') setBox({ ...box, open: false, active: -1 });
  };
  const status = box.open ? statusWords(found, t) : '';
  return (
    <div className="pf-combo" onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setBox({ ...box, open: false, active: -1 }); }}>
      <span className="pf-search">
        <input
          ref={input} id={props.ids.control} type="text" role="combobox" autoComplete="off" placeholder={t.search} value={box.query}
          aria-expanded={box.open && choices.length > 0} aria-controls={list} aria-autocomplete="list" aria-label={label} {...(box.active >= 0 ? { 'aria-activedescendant': `${list}-${box.active}` } : {})}
          onFocus={() => setBox({ ...box, open: true })} onClick={() => setBox({ ...box, open: true })} onKeyDown={key} onChange={(event) => type(event.target.value)}
          onCompositionStart={() => { composing.current = true; }} onCompositionEnd={(event) => { composing.current = false; setAsked(event.currentTarget.value.trim()); }}
          {...describedBy(props.ids, props.field, props.error)}
        />
        <Search className="i s" aria-hidden="true" />
      </span>
      <p className="pf-status" aria-live="polite">{status}</p>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist cannot show a second line or server results */}
      <div className="pf-list" id={list} role="listbox" aria-label={props.field.title} hidden={!box.open || choices.length === 0}>
        {choices.map((choice, index) => (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are handled by the combobox, which keeps focus
          <div key={JSON.stringify(choice.value)} id={`${list}-${index}`} role="option" aria-selected={index === box.active} onPointerDown={(event) => event.preventDefault()} onClick={() => pick(choice)}>
            <b>{choice.label}</b>{choice.detail ? <em>{choice.detail}</em> : null}
          </div>
        ))}
      </div>
    </div>
  );
}

export function LookupWidget(props: WidgetProps) {
  const picked = typeof props.entry === 'object' && 'label' in props.entry;
  const [again, setAgain] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const take = (choice: Choice) => {
    props.onChange({ value: choice.value, label: choice.label, ...(choice.detail === undefined ? {} : { detail: choice.detail }) });
    setAgain(false);
    // The search box goes away: focus moves to the button that stands in its place.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('button')?.focus());
  };
  return (
    <FieldFrame field={props.field} ids={props.ids} error={props.error} group={picked && !again}>
      <div ref={box}>{picked && !again ? <Picked props={props} onAgain={() => setAgain(true)} /> : <SearchBox props={props} onPick={take} focus={again} />}</div>
    </FieldFrame>
  );
}
