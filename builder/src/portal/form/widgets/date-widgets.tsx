import { useRef } from 'react';
import { CalendarDays, Clock } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { civil } from '../../format/dates.ts';
import { dateText, flawedPart, partsOf } from '../date-parts.ts';
import type { DateEntry, MomentEntry } from '../entry.ts';
import { FieldFrame } from '../field-frame.tsx';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

const PARTS = ['y', 'm', 'd'] as const;
const NOTHING: DateEntry = { y: '', m: '', d: '' };

const asDate = (entry: unknown): DateEntry => (typeof entry === 'object' && entry !== null && 'y' in entry ? (entry as DateEntry) : NOTHING);

function todayParts(): DateEntry {
  const at = civil(new Date().toISOString());
  return at ? { y: String(at.year), m: String(at.month), d: String(at.day) } : NOTHING;
}

/** The system's own calendar behind a button: the typed boxes stay the main way in. */
function DayPicker({ entry, onPick }: { readonly entry: DateEntry; readonly onPick: (parts: DateEntry) => void }) {
  const t = useTexts(formTexts);
  const ref = useRef<HTMLInputElement>(null);
  const read = dateText(entry);
  const open = () => {
    try {
      ref.current?.showPicker();
    } catch {
      ref.current?.focus();
    }
  };
  return (
    <span className="pf-picker">
      <input ref={ref} type="date" tabIndex={-1} aria-hidden="true" value={'value' in read ? read.value : ''} onChange={(event) => event.target.value !== '' && onPick(partsOf(event.target.value))} />
      <button type="button" className="pf-square" aria-label={t.pickDay} title={t.pickDay} onClick={open}><CalendarDays className="i" aria-hidden="true" /></button>
    </span>
  );
}

function DateBoxes({ props, value, change }: { readonly props: WidgetProps; readonly value: DateEntry; readonly change: (parts: DateEntry) => void }) {
  const t = useTexts(formTexts);
  const { ids, error, flaw } = props;
  const names = { y: t.year, m: t.month, d: t.day };
  const bad = error && flaw ? flawedPart(flaw) : undefined;
  return PARTS.map((part) => (
    <label key={part} className={`pf-part pf-${part}`}>
      {names[part]}
      <input id={part === (bad ?? 'y') ? ids.control : `${ids.control}-${part}`} className="pf-input" type="text" inputMode="numeric" autoComplete="off" value={value[part]} onChange={(event) => change({ ...value, [part]: event.target.value })} {...(bad === part ? { 'aria-invalid': true, 'aria-describedby': ids.error } : {})} />
    </label>
  ));
}

export function DateWidget(props: WidgetProps) {
  const t = useTexts(formTexts);
  const value = asDate(props.entry);
  return (
    <FieldFrame field={props.field} ids={props.ids} error={props.error} group>
      <div className="pf-date">
        <DateBoxes props={props} value={value} change={props.onChange} />
        <DayPicker entry={value} onPick={props.onChange} />
        <button type="button" className="pf-text-button" onClick={() => props.onChange(todayParts())}>{t.today}</button>
      </div>
    </FieldFrame>
  );
}

function nowEntry(): MomentEntry {
  const at = civil(new Date().toISOString());
  return { ...todayParts(), time: at ? `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}` : '' };
}

export function MomentWidget(props: WidgetProps) {
  const t = useTexts(formTexts);
  const date = asDate(props.entry);
  const value: MomentEntry = { ...date, time: 'time' in date ? String(date.time) : '' };
  const badTime = props.flaw?.kind === 'time' || props.flaw?.kind === 'time-missing';
  return (
    <FieldFrame field={props.field} ids={props.ids} error={props.error} group>
      <div className="pf-date">
        <DateBoxes props={badTime ? { ...props, flaw: undefined, ids: { ...props.ids, control: `${props.ids.control}-day` } } : props} value={value} change={(parts) => props.onChange({ ...value, ...parts })} />
        <label className="pf-part pf-t">
          {t.time}
          <input id={badTime ? props.ids.control : `${props.ids.control}-time`} className="pf-input" type="time" value={value.time} onChange={(event) => props.onChange({ ...value, time: event.target.value })} {...(badTime ? { 'aria-invalid': true, 'aria-describedby': props.ids.error } : {})} />
        </label>
        <DayPicker entry={value} onPick={(parts) => props.onChange({ ...value, ...parts })} />
        <button type="button" className="pf-text-button" onClick={() => props.onChange(nowEntry())}><Clock className="i s" aria-hidden="true" />{t.now}</button>
      </div>
    </FieldFrame>
  );
}
