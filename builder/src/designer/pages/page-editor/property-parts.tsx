import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { ConditionEditor } from '../../condition/condition-editor.tsx';
import { ProblemLine } from '../../formula/formula-input.tsx';
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

type TicksProps = PartProps & { readonly value: readonly string[]; readonly options: readonly Option[]; readonly onChange: (ids: readonly string[]) => void };

function Ticks({ desk, label, value, options, onChange }: TicksProps) {
  return (
    <fieldset className="page-ticks">
      <legend className="ui-hidden">{label}</legend>
      {options.map(({ id, label: words }) => <Checkbox key={id} value={value.includes(id)} isDisabled={desk.readOnly} onChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}>{words}</Checkbox>)}
    </fieldset>
  );
}

/** Several of several, in the order in which they are ticked. */
export function TickPart({ desk, label, note, value, options, onChange }: TicksProps & { readonly note: string }) {
  return (
    <EntryFrame title={label} help={note}><Ticks desk={desk} label={label} value={value} options={options} onChange={onChange} /></EntryFrame>
  );
}

/** Which rows, by conditions or as a formula. */
export function WherePart({ desk, dataset, value, onChange }: { readonly desk: PageDesk; readonly dataset: string; readonly value: string | undefined; readonly onChange: (next: string | undefined) => void }) {
  const text = useTexts(pageEditorTexts);
  return <EntryFrame title={text.where} help={text.whereNote}><ConditionEditor label={text.where} value={value ?? ''} scope={desk.scopeOf(dataset)} readOnly={desk.readOnly} canTry={false} onChange={(next) => onChange(next.trim() === '' ? undefined : next)} /></EntryFrame>;
}

/** Who may look: those with some roles, nobody while none is chosen, or everybody who is logged in. */
export function ReadersPart({ desk, roles }: { readonly desk: PageDesk; readonly roles: readonly string[] | undefined }) {
  const text = useTexts(pageEditorTexts);
  const options = roleOptions(desk);
  const forAll = roles?.length === 0;
  const set = (next: readonly string[] | undefined) => desk.set(text.roles, ['roles'], next === undefined ? undefined : [...next]);
  const tick = (ids: readonly string[]) => set(ids.length === 0 ? undefined : ids);
  return (
    <EntryFrame title={text.roles}>
      {desk.problemsAt([], false).map((problem) => <ProblemLine key={problem.code} problem={problem} />)}
      <RadioGroup hideLabel label={text.roles} value={forAll ? 'all' : 'some'} onChange={(id) => set(id === 'all' ? [] : undefined)} options={[{ id: 'some', label: text.readersSome, isDisabled: desk.readOnly }, { id: 'all', label: text.readersAll, isDisabled: desk.readOnly }]} />
      {forAll ? <p className="ui-quiet">{text.readersAllNote}</p> : options.length === 0 ? <p className="ui-quiet">{text.noRoles} <Link href={`/s/${desk.scenario.id}/settings`}>{text.toSettings}</Link></p> : <Ticks desk={desk} label={text.readersSome} value={roles ?? []} options={options} onChange={tick} />}
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
