import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { BasisPicker } from '../basis-picker.tsx';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { AddButton } from '../entries/list-entries.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { AssignField } from './assign-field.tsx';
import { DEEDS, UNITS, WHENS, deedOf, unitOf, whenOf, withDeed, withUnit, withWhen, type Deed, type Entry, type Unit, type When } from './until-entry.ts';
import { untilTexts } from './until-texts.ts';

interface PartProps {
  readonly entry: Entry;
  readonly path: EntryPath;
  readonly put: (next: Entry) => void;
}

function Amount({ entry, path, put }: PartProps) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const unit = unitOf(entry);
  return (
    <div className="entry-two">
      <EntryFrame title={text.amount} help={unit === 'after' ? text.afterHint : undefined}>
        <FormulaInput label={text.amount} value={entry[unit] ?? ''} scope={desk.scope} readOnly={desk.readOnly} hint={text.amountHint} outside={desk.problemsAt([...path, unit])} onChange={(next) => desk.set([...path, unit], next, text.amount)} />
      </EntryFrame>
      <Select label={text.unit} isDisabled={desk.readOnly} value={unit} options={UNITS.map((id) => ({ id, label: text[`unit_${id}`] }))} onChange={(id) => put(withUnit(entry, id as Unit))} />
    </div>
  );
}

function Moment({ entry, path, put, kinds }: PartProps & { readonly kinds: readonly When[] }) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const when = whenOf(entry);
  const formula = (key: 'at' | 'since' | 'key', title: string, help?: string) => (
    <EntryFrame title={title} help={help}>
      <FormulaInput label={title} value={entry[key] ?? ''} scope={desk.scope} readOnly={desk.readOnly} outside={desk.problemsAt([...path, key])} onChange={(next) => desk.set([...path, key], next, title)} />
    </EntryFrame>
  );
  return (
    <>
      <Select label={text.when} isDisabled={desk.readOnly} value={when} options={kinds.map((id) => ({ id, label: text[`when_${id}`] }))} onChange={(id) => put(withWhen(entry, id as When))} />
      {when === 'event' ? (
        <>
          <EntryFrame title={text.event}><LineInput label={text.event} mono value={entry.event ?? ''} readOnly={desk.readOnly} onCommit={(next) => desk.set([...path, 'event'], next, text.event)} /></EntryFrame>
          <EntryFrame title={text.from}><LineInput label={text.from} mono value={(entry.from ?? []).join(', ')} readOnly={desk.readOnly} onCommit={(next) => desk.set([...path, 'from'], idsIn(next), text.from)} /></EntryFrame>
          {formula('key', text.key)}
        </>
      ) : null}
      {when === 'at' ? formula('at', text.at) : null}
      {when === 'at' || when === 'event' ? null : <Amount entry={entry} path={path} put={put} />}
      {when === 'since' ? formula('since', text.since, text.sinceHint) : null}
    </>
  );
}

function Values({ entry, path }: Omit<PartProps, 'put'>) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const fields = (desk.node.config['fields'] ?? []) as readonly { readonly id: string; readonly title?: string }[];
  if (fields.length === 0) return null;
  return (
    <EntryFrame title={text.values} problems={desk.problemsAt([...path, 'values'], true)}>
      <div className="entry-pairs">
        {fields.map(({ id, title }) => (
          <div className="entry-pair" key={id}>
            <span className="entry-pair-name">{scenarioText(desk.scenario, title, desk.locale) ?? id} <code>{id}</code></span>
            <FormulaInput label={id} value={entry.values?.[id] ?? ''} scope={desk.scope} readOnly={desk.readOnly} onChange={(next) => desk.set([...path, 'values'], withValue(entry.values, id, next), text.values)} />
          </div>
        ))}
      </div>
    </EntryFrame>
  );
}

/** Without a formula a question is not answered; without any the values are gone. */
function withValue(values: Entry['values'], id: string, formula: string): Entry['values'] {
  const { [id]: _, ...rest } = values ?? {};
  const next = formula === '' ? rest : { ...rest, [id]: formula };
  return Object.keys(next).length === 0 ? undefined : next;
}

function DeedEditor({ entry, path, put, outcomes, portTitle }: PartProps & { readonly outcomes: readonly string[]; readonly portTitle: (id: string) => string }) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const deed = deedOf(entry, outcomes);
  const deeds = outcomes.length > 0 ? DEEDS : DEEDS.filter((id) => id !== 'outcome');
  const turns = deed === 'escalate' || deed === 'reassign' || (deed === 'remind' && entry.to !== undefined);
  return (
    <>
      <Select label={text.deed} isDisabled={desk.readOnly} value={deed} options={deeds.map((id) => ({ id, label: text[`deed_${id}`] }))} onChange={(id) => put(withDeed(entry, id as Deed, outcomes))} />
      {turns ? <AssignField path={[...path, 'to']} title={deed === 'remind' ? text.remindTo : text.to} value={entry.to} /> : null}
      {deed === 'remind' && entry.to === undefined ? <p className="entry-help">{text.remindHolder} <AddButton label={text.addTo} isDisabled={desk.readOnly} onPress={() => desk.set([...path, 'to'], { role: '' }, text.remindTo)} /></p> : null}
      {deed === 'outcome' ? <Select label={text.outcome} isDisabled={desk.readOnly} value={entry.port ?? outcomes[0] ?? null} options={outcomes.map((id) => ({ id, label: portTitle(id) }))} onChange={(id) => desk.set([...path, 'port'], id, text.outcome)} /> : null}
      {deed === 'outcome' ? <Values entry={entry} path={path} /> : null}
      {deed === 'leave' ? <EntryFrame title={text.port} problems={desk.problemsAt([...path, 'port'])}><LineInput when="leaving" label={text.port} mono value={entry.port ?? 'out'} readOnly={desk.readOnly} onCommit={(next) => desk.set([...path, 'port'], next === '' ? undefined : next, text.port)} /></EntryFrame> : null}
    </>
  );
}

interface BoxProps extends PartProps {
  /** Ports a person chooses; none at a plain wait. */
  readonly outcomes: readonly string[];
  readonly portTitle: (id: string) => string;
  readonly isTask: boolean;
}

/** Ids separated by commas or spaces; undefined for none. */
function idsIn(text: string): readonly string[] | undefined {
  const ids = text.split(/[\s,，、]+/).filter((id) => id !== '');
  return ids.length === 0 ? undefined : ids;
}

/** One deadline or event: when, what then, what it is called and on which ground. */
export function UntilBox({ entry, path, put, outcomes, portTitle, isTask }: BoxProps) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const when = whenOf(entry);
  const kinds = isTask ? WHENS : WHENS.filter((id) => id !== 'before' && id !== 'after');
  const mayBeDeadline = isTask && (when === 'begin' || when === 'since' || when === 'at') && entry.do !== 'remind';
  return (
    <>
      <Moment entry={entry} path={path} put={put} kinds={kinds} />
      <DeedEditor entry={entry} path={path} put={put} outcomes={outcomes} portTitle={portTitle} />
      {mayBeDeadline ? <Checkbox value={entry.due === 'this'} isDisabled={desk.readOnly} onChange={(on) => desk.set([...path, 'due'], on ? 'this' : undefined, text.isDeadline)}>{text.isDeadline}</Checkbox> : null}
      {isTask && when !== 'event' ? (
        <EntryFrame title={text.level} help={text.levelHint}>
          <LineInput label={text.level} value={scenarioText(desk.scenario, entry.title, desk.locale) ?? ''} readOnly={desk.readOnly} onCommit={(next) => (next === '' ? desk.set([...path, 'title'], undefined, text.level) : desk.setText([...path, 'title'], entry.title ?? '', next, text.level))} />
        </EntryFrame>
      ) : null}
      {isTask && when !== 'event' ? (
        <EntryFrame title={text.basis} problems={desk.problemsAt([...path, 'basis'], true)}>
          <BasisPicker value={entry.basis ?? []} readOnly={desk.readOnly} onChange={(next) => desk.set([...path, 'basis'], next.length === 0 ? undefined : next, text.basis)} />
        </EntryFrame>
      ) : null}
    </>
  );
}
