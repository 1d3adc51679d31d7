import { useDeferredValue, useId, useState } from 'react';
import type { PersonChoice } from '../../../../server/api/people.ts';
import { useTexts } from '../../text/locale.tsx';
import type { PeoplePurpose } from '../client/portal-api.ts';
import { useRead } from '../client/use-api.ts';
import { peopleTexts } from './text.ts';

interface PeoplePickerProps {
  readonly label: string;
  readonly purpose: PeoplePurpose;
  readonly task?: string;
  readonly several?: boolean;
  readonly chosen: readonly PersonChoice[];
  readonly onChange: (chosen: readonly PersonChoice[]) => void;
}

/** People one may choose, found by typing. Those chosen stay on the list whatever is typed. */
export function PeoplePicker({ label, purpose, task, several = false, chosen, onChange }: PeoplePickerProps) {
  const t = useTexts(peopleTexts);
  const id = useId();
  const [typed, setTyped] = useState('');
  const word = useDeferredValue(typed);
  const found = useRead(['people', purpose, task, word], (api) => api.people({ for: purpose, q: word, ...(task === undefined ? {} : { task }) }));
  const others = (found.data?.people ?? []).filter((person) => chosen.every((one) => one.id !== person.id));
  const toggle = (person: PersonChoice, on: boolean) => {
    if (!several) onChange([person]);
    else onChange(on ? [...chosen, person] : chosen.filter((one) => one.id !== person.id));
  };
  return (
    <fieldset className="ask-field">
      <legend>{label}</legend>
      <input type="search" aria-label={t.search} placeholder={t.search} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      <ul className="people">
        {[...chosen, ...others].map((person) => (
          <li key={person.id}>
            <label>
              <input type={several ? 'checkbox' : 'radio'} name={id} checked={chosen.some((one) => one.id === person.id)} onChange={(event) => toggle(person, event.target.checked)} />
              <span>{person.name}<span className="mut">{person.unit}</span></span>
            </label>
          </li>
        ))}
      </ul>
      <p className="mut" aria-live="polite">{found.isPending ? t.searching : found.data?.more === true ? t.tooMany : others.length + chosen.length > 0 ? '' : word === '' ? t.nobodyYet : t.nobody}</p>
    </fieldset>
  );
}
