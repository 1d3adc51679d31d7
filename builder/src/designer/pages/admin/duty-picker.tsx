import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { MemberChoices } from '../../../../../server/api/account.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import './member.css';
import { memberTexts } from './member-text.ts';

/** Small letters, digits and `-`: what scenarios use as ids of their roles. */
const DUTY = /^[\p{L}\p{N}_-]{1,64}$/u;

export interface DutyPickerProps {
  readonly known: MemberChoices['duties'];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Duties as chips with their names; more are found by typing, also one no scenario asks for yet. */
export function DutyPicker({ known, chosen, onChange }: DutyPickerProps) {
  const text = useTexts(memberTexts);
  const [typed, setTyped] = useState('');
  const titleOf = (id: string): string => known.find((duty) => duty.id === id)?.title ?? id;
  const left = known.filter((duty) => !chosen.includes(duty.id));
  const fresh = typed.trim();
  const add = (id: string): void => {
    setTyped('');
    if (!chosen.includes(id)) onChange([...chosen, id]);
  };
  return (
    <fieldset className="duty-picker">
      <legend className="ui-label">{text.duties}</legend>
      {chosen.length === 0 ? <p className="ui-quiet">{text.noDuties}</p> : null}
      <ul>
        {chosen.map((id) => (
          <li key={id} className="ui-chip" data-tone="accent">
            {titleOf(id)}
            {titleOf(id) === id ? null : <code>{id}</code>}
            <IconButton size="small" label={text.dropDuty(titleOf(id))} icon={<X size={12} aria-hidden="true" />} onPress={() => onChange(chosen.filter((other) => other !== id))} />
          </li>
        ))}
      </ul>
      <div className="duty-add">
        <ComboBox
          key={chosen.join(' ')}
          label={text.addDuty}
          hideLabel
          placeholder={text.addDuty}
          hint={left.length === 0 ? text.noMoreDuties : text.dutyHint}
          options={left.map(({ id, title, apps }) => ({ id, label: title, detail: apps.join(text.comma), end: <code>{id}</code> }))}
          value={null}
          onChange={(id) => (id === null ? undefined : add(id))}
          onCustom={setTyped}
        />
        {DUTY.test(fresh) && !known.some((duty) => duty.title.startsWith(fresh) || duty.id === fresh) ? (
          <Button size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => add(fresh)}>
            {text.addTyped(fresh)}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
