import type { ReactNode } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import type { PageDesk } from './page-desk.ts';
import { pageEditorTexts } from './page-editor-text.ts';

interface PartProps {
  readonly desk: PageDesk;
  readonly label: string;
}

/** One text of the page in the reader's language. */
export function TextPart({ desk, label, inside, value, textKey, multiline = false }: PartProps & { readonly inside: readonly (string | number)[]; readonly value: string | undefined; readonly textKey: string; readonly multiline?: boolean }) {
  return (
    <EntryFrame title={label}>
      <LineInput label={label} multiline={multiline} value={desk.words(value, textKey)} readOnly={desk.readOnly} onCommit={(next) => desk.setText(label, inside, value, textKey, next.trim())} />
    </EntryFrame>
  );
}

/** One of several; `none` is a choice of its own. */
export function ChoicePart({ desk, label, value, options, none, onChange }: PartProps & { readonly value: string | undefined; readonly options: readonly Option[]; readonly none?: string; readonly onChange: (id: string | undefined) => void }) {
  const text = useTexts(pageEditorTexts);
  const all = none === undefined ? options : [{ id: '', label: none }, ...options];
  return (
    <EntryFrame title={label}>
      <Select hideLabel label={label} isDisabled={desk.readOnly} placeholder={text.choose} value={value ?? (none === undefined ? null : '')} options={all} onChange={(id) => onChange(id === '' ? undefined : id)} />
    </EntryFrame>
  );
}

/** Several of several, in the order in which they are ticked. */
export function TickPart({ desk, label, note, value, options, onChange }: PartProps & { readonly note: string; readonly value: readonly string[]; readonly options: readonly Option[]; readonly onChange: (ids: readonly string[]) => void }) {
  return (
    <EntryFrame title={label} help={note}>
      <fieldset className="page-ticks">
        <legend className="ui-hidden">{label}</legend>
        {options.map(({ id, label: words }) => <Checkbox key={id} value={value.includes(id)} isDisabled={desk.readOnly} onChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}>{words}</Checkbox>)}
      </fieldset>
    </EntryFrame>
  );
}

export function roleOptions({ scenario, locale }: PageDesk): readonly Option[] {
  return Object.entries(scenario.roles).map(([id, title]) => ({ id, label: scenarioText(scenario, title, locale) ?? id }));
}

/** A heading over some properties. */
export function PartGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className="panel-section page-parts"><h3>{title}</h3>{children}</section>;
}
