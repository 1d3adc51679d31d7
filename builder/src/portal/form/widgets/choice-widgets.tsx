import { useTexts } from '../../../text/locale.tsx';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

export function RadioWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  const choices = field.choices ?? [];
  const tall = choices.length > 4 || choices.some((choice) => choice.label.length + (choice.detail?.length ?? 0) > 14);
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <div className={tall ? 'pf-cards pf-tall' : 'pf-cards'}>
        {choices.map((choice, index) => {
          const key = JSON.stringify(choice.value);
          return (
            <label key={key} className="pf-card">
              <input id={index === 0 ? ids.control : `${ids.control}-${index}`} type="radio" name={ids.control} value={key} checked={entry === key} onChange={() => onChange(key)} {...(index === 0 ? describedBy(ids, field, error) : {})} />
              <span><b>{choice.label}</b>{choice.detail ? <em>{choice.detail}</em> : null}</span>
            </label>
          );
        })}
      </div>
    </FieldFrame>
  );
}

export function SelectWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  const t = useTexts(formTexts);
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <select id={ids.control} className="pf-input" value={typeof entry === 'string' ? entry : ''} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)}>
        <option value="">{t.chooseOne}</option>
        {(field.choices ?? []).map((choice) => <option key={JSON.stringify(choice.value)} value={JSON.stringify(choice.value)}>{choice.label}{choice.detail ? `（${choice.detail}）` : ''}</option>)}
      </select>
    </FieldFrame>
  );
}

export function CheckboxWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  return (
    <FieldFrame field={field} ids={ids} error={error} bare>
      <label className="pf-card">
        <input id={ids.control} type="checkbox" checked={entry === true} onChange={(event) => onChange(event.target.checked)} {...describedBy(ids, field, error)} />
        <span><b>{field.title}</b>{field.hint ? <em id={ids.hint}>{field.hint}</em> : null}</span>
      </label>
    </FieldFrame>
  );
}
