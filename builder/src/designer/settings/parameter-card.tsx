import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Parameter } from '../../../../runtime/schema/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Select } from '../../ui/select.tsx';
import { pointer } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { ProblemLine } from '../formula/formula-input.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { EntryCard } from './entry-card.tsx';
import { isInvented } from './invented.ts';
import { isInForce, parameterText, readParameter, withNewValue, type ParameterType, type ParameterValue } from './parameter-value.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';

interface ValueProps {
  readonly desk: SettingsDesk;
  readonly type: ParameterType;
  readonly value: ParameterValue;
  readonly path: string;
  readonly locked: boolean;
  readonly onRemove: (() => void) | undefined;
}

function ValueInput({ desk, type, value, path, locked }: Omit<ValueProps, 'onRemove'>) {
  const text = useTexts(settingsTexts);
  const [wrong, setWrong] = useState<'number' | 'duration' | 'json'>();
  const messages = { number: text.badNumber, duration: text.badDuration, json: text.badJson };
  const commit = (typed: string): void => {
    const reading = readParameter(type, typed);
    setWrong('wrong' in reading ? reading.wrong : undefined);
    if ('value' in reading) desk.set(text.changeLabel(text.parameter), `${path}/value`, reading.value);
  };
  if (type === 'boolean') return <Select hideLabel label={text.value} isDisabled={locked} value={String(value.value === true)} options={[{ id: 'true', label: text.yes }, { id: 'false', label: text.no }]} onChange={commit} />;
  return (
    <>
      <LineInput mono label={text.value} type={type === 'date' ? 'date' : 'text'} value={parameterText(type, value.value)} readOnly={locked} onCommit={commit} {...(type === 'duration' ? { placeholder: text.durationHint } : {})} />
      {wrong === undefined ? null : <p className="entry-bad" role="alert">{messages[wrong]}</p>}
    </>
  );
}

/** Today as the person's own calendar has it, ISO. */
function todayHere(): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(new Date());
}

function ValueRow({ desk, type, value, path, locked, onRemove }: ValueProps) {
  const text = useTexts(settingsTexts);
  const { scenario, locale } = desk;
  const put = (key: 'from' | 'to' | 'basis') => (next: unknown) => desk.set(text.changeLabel(text.parameter), `${path}/${key}`, next);
  const bases = Object.entries(scenario.bases).map(([id, basis]) => ({ id, label: scenarioText(scenario, basis.title, locale) ?? id, detail: text[`level_${basis.level}`] }));
  const gone = value.basis !== undefined && !Object.hasOwn(scenario.bases, value.basis) ? [{ id: value.basis, label: text.notThere(value.basis) }] : [];
  return (
    <tr data-now={isInForce(value, todayHere())}>
      <td><ValueInput desk={desk} type={type} value={value} path={path} locked={locked} /></td>
      <td><LineInput label={text.from} type="date" value={value.from ?? ''} readOnly={locked} onCommit={(day) => put('from')(day === '' ? null : day)} />{value.from === null ? <em>{text.always}</em> : null}{isInForce(value, todayHere()) ? <Chip tone="ok">{text.inForce}</Chip> : null}</td>
      <td><LineInput label={text.to} type="date" value={value.to ?? ''} readOnly={locked} onCommit={(day) => put('to')(day === '' ? null : day)} /></td>
      <td>
        <Select hideLabel label={text.basis} isDisabled={locked} value={value.basis ?? ''} options={[{ id: '', label: text.noBasisYet }, ...gone, ...bases]} onChange={(key) => put('basis')(key === '' ? undefined : key)} />
        {isInvented(scenario, value) ? <Chip tone="warn">{value.basis === undefined ? text.noBasisYet : text.invented}</Chip> : null}
      </td>
      <td>{onRemove === undefined ? null : <IconButton size="small" label={text.removeNamed(`${text.value} ${parameterText(type, value.value)}`)} icon={<X size={13} aria-hidden="true" />} onPress={onRemove} />}</td>
    </tr>
  );
}

/** One parameter: what it is called and its values over time. */
export function ParameterCard({ desk, id, parameter }: { readonly desk: SettingsDesk; readonly id: string; readonly parameter: Parameter }) {
  const text = useTexts(settingsTexts);
  const base = pointer('parameters', id);
  const prescribed = parameter.lock === 'prescribed';
  const locked = desk.readOnly || prescribed;
  const setValues = (label: string, values: readonly ParameterValue[]): void => desk.set(label, `${base}/values`, values);
  return (
    <EntryCard id={id} onRename={() => desk.rename('parameters', id)} locked={prescribed ? text.locked : undefined} readOnly={desk.readOnly} onRemove={() => desk.remove(`${text.parameter} ${id}`, [{ path: base }])} end={<Chip>{text[`type_${parameter.type}`]}</Chip>}>
      <TextPair desk={desk} label={text.parameterTitle} at={`${base}/title`} value={parameter.title} textKey={`param.${id}`} locked={prescribed} />
      <EntryFrame title={text.unit} problems={desk.problemsAt(`${base}/unit`)}>
        <LineInput className="settings-short" label={text.unit} value={parameter.unit ?? ''} readOnly={locked} onCommit={(unit) => desk.set(text.changeLabel(text.unit), `${base}/unit`, unit.trim() === '' ? undefined : unit.trim())} />
      </EntryFrame>
      <div className="grid-frame">
        <table className="grid-table settings-values">
          <thead><tr>{[text.value, text.from, text.to, text.basis].map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col"><span className="ui-hidden">{text.remove}</span></th></tr></thead>
          <tbody>
            {parameter.values.map((value, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- dated values have no identity but their place
              <ValueRow key={index} desk={desk} type={parameter.type} value={value} path={`${base}/values/${index}`} locked={locked} onRemove={locked || parameter.values.length === 1 ? undefined : () => desk.remove(text.value, [{ path: `${base}/values/${index}` }])} />
            ))}
          </tbody>
        </table>
      </div>
      {desk.problemsAt(`${base}/values`, true).map((problem) => <ProblemLine key={`${problem.code}.${problem.path ?? ''}`} problem={problem} />)}
      {locked ? null : <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => setValues(text.addLabel(text.value), withNewValue(parameter.values, todayHere()))}>{text.addValue}</Button>}
    </EntryCard>
  );
}
