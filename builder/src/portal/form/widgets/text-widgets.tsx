import { useLocale, useTexts } from '../../../text/locale.tsx';
import { capitalsOf } from '../capitals.ts';
import { computedText } from '../computed-text.ts';
import { widgetOf } from '../entry.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

/** The keys a phone shows. */
const KEYS: Readonly<Record<string, 'tel' | 'email' | 'numeric'>> = { mobile: 'tel', phone: 'tel', email: 'email', postcode: 'numeric', 'bank-card': 'numeric' };

const words = (entry: unknown): string => (typeof entry === 'string' ? entry : '');

export function TextWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <input id={ids.control} className="pf-input" type="text" dir="auto" autoComplete="off" inputMode={KEYS[field.kind ?? ''] ?? 'text'} spellCheck={field.kind === undefined} value={words(entry)} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)} />
    </FieldFrame>
  );
}

export function TextareaWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  const t = useTexts(formTexts);
  const left = field.maxLength === undefined ? undefined : field.maxLength - Array.from(words(entry)).length;
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <textarea id={ids.control} className="pf-input pf-area" dir="auto" rows={4} value={words(entry)} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)} />
      {left !== undefined && left >= 0 ? <p className="pf-count">{t.leftChars(left)}</p> : null}
    </FieldFrame>
  );
}

/** A text box with a number pad: what is typed stays, and is judged on continue. */
export function NumberWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  const t = useTexts(formTexts);
  const amount = widgetOf(field) === 'amount';
  const capitals = amount ? capitalsOf(words(entry)) : undefined;
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <span className="pf-unit">
        <input id={ids.control} className="pf-input pf-number" type="text" inputMode={field.type === 'integer' ? 'numeric' : 'decimal'} autoComplete="off" value={words(entry)} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)} />
        {amount ? <span>{t.yuan}</span> : null}
      </span>
      {capitals === undefined ? null : <p className="pf-count" aria-live="polite">{t.capitals(capitals)}</p>}
    </FieldFrame>
  );
}

export function TimeWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <input id={ids.control} className="pf-input pf-time" type="time" value={words(entry)} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)} />
    </FieldFrame>
  );
}

/** What a formula makes of the other answers, now. */
export function ComputedWidget({ field, ids, error, answer }: WidgetProps) {
  const { locale } = useLocale();
  const text = computedText(field, answer, locale);
  return (
    <div className={error ? 'pf-field pf-bad' : 'pf-field'}>
      <p className="pf-label" id={`${ids.control}-label`}>{field.title}</p>
      {field.hint ? <p className="pf-hint">{field.hint}</p> : null}
      {error ? <p className="pf-error" id={ids.error}><span>{error}</span></p> : null}
      <output className="pf-output" id={ids.control} tabIndex={-1} aria-labelledby={`${ids.control}-label`}>{text === '' ? '—' : text}</output>
    </div>
  );
}

export function StaticWidget({ field, entry, ids }: WidgetProps) {
  return (
    <div className="pf-field">
      <p className="pf-label">{field.title}</p>
      <p className="pf-static" id={ids.control} tabIndex={-1}>{typeof entry === 'object' && 'label' in entry ? entry.label : '—'}</p>
      {field.hint ? <p className="pf-hint">{field.hint}</p> : null}
    </div>
  );
}
