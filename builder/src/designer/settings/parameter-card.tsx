import { ClipboardPaste, Plus } from 'lucide-react';
import { useState } from 'react';
import { isTable, keysOf, MOST_VALUES, type ParameterValue } from '../../../../runtime/schema/parameter.ts';
import type { Parameter } from '../../../../runtime/schema/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { GridTable } from '../../ui/grid-table.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { pointer } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { ProblemLine } from '../formula/formula-input.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { freshName } from '../panel/entries/list-entries.tsx';
import { EntryCard } from './entry-card.tsx';
import { ParameterPasteForm } from './parameter-paste-form.tsx';
import { todayHere, ValueRow } from './parameter-rows.tsx';
import { parameterTexts } from './parameter-text.ts';
import { firstValue, withNewValue } from './parameter-value.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';

/** Rows of a table at first: each has five inputs. */
const FIRST_ROWS = 60;
const MOST_PROBLEMS = 12;

interface CardProps {
  readonly desk: SettingsDesk;
  readonly id: string;
  readonly parameter: Parameter;
}

/** What a table is looked up by, and the list its keys are of. */
function KeyFields({ desk, id, parameter, locked }: CardProps & { readonly locked: boolean }) {
  const words = useTexts(parameterTexts);
  const text = useTexts(settingsTexts);
  const base = pointer('parameters', id, 'key');
  const lists = Object.entries(desk.scenario.lists).map(([list, { title }]) => ({ id: list, label: scenarioText(desk.scenario, title, desk.locale) ?? list }));
  return (
    <>
      <TextPair desk={desk} label={words.keyTitle} at={`${base}/title`} value={parameter.key?.title} textKey={`param.${id}.key`} locked={locked} />
      <EntryFrame title={words.keyList} help={words.keyTitleHint} problems={desk.problemsAt(`${base}/list`)}>
        <Select hideLabel label={words.keyList} isDisabled={locked} value={parameter.key?.list ?? ''} options={[{ id: '', label: words.keyListNone }, ...lists]} onChange={(list) => desk.set(text.changeLabel(text.parameter), `${base}/list`, list === '' ? undefined : list)} />
      </EntryFrame>
    </>
  );
}

/** The values over time, of a table by key: some rows at first, and a way to find one. */
function Values({ desk, id, parameter, locked, rows, onRows }: CardProps & { readonly locked: boolean; readonly rows: number; readonly onRows: (rows: number) => void }) {
  const words = useTexts(parameterTexts);
  const text = useTexts(settingsTexts);
  const [sought, setSought] = useState('');
  const base = pointer('parameters', id);
  const keyed = isTable(parameter);
  const all = parameter.values.map((value, index) => ({ value, index }));
  const found = sought.trim() === '' ? all : all.filter(({ value }) => (value.key ?? words.otherKeys).includes(sought.trim()));
  const shown = keyed ? found.slice(0, rows) : found;
  return (
    <>
      {keyed && all.length > FIRST_ROWS ? (
        <div className="settings-find">
          <TextField label={words.findKey} hideLabel placeholder={words.findKey} value={sought} onChange={setSought} />
          <span aria-live="polite">{words.rowsShown(shown.length, all.length)}</span>
        </div>
      ) : null}
      <GridTable className="settings-values" heads={[...(keyed ? [words.keyOf] : []), text.value, text.from, text.to, text.basis, { label: text.remove, quiet: true }]}>
        {shown.map(({ value, index }) => (
          <ValueRow key={index} desk={desk} type={parameter.type} value={value} path={`${base}/values/${index}`} locked={locked} isTable={keyed} list={parameter.key?.list} onRemove={locked || all.length === 1 ? undefined : () => desk.remove(text.value, [{ path: `${base}/values/${index}` }])} />
        ))}
      </GridTable>
      {found.length > shown.length ? <Button look="link" size="small" onPress={() => onRows(rows + FIRST_ROWS)}>{words.moreRows(Math.min(FIRST_ROWS, found.length - shown.length))}</Button> : null}
    </>
  );
}

/** One parameter: what it is called and its values over time. */
export function ParameterCard({ desk, id, parameter }: CardProps) {
  const words = useTexts(parameterTexts);
  const text = useTexts(settingsTexts);
  const [rows, setRows] = useState(FIRST_ROWS);
  const [pasting, setPasting] = useState(false);
  const base = pointer('parameters', id);
  const prescribed = parameter.lock === 'prescribed';
  const locked = desk.readOnly || prescribed;
  const keyed = isTable(parameter);
  const setValues = (label: string, values: readonly ParameterValue[]): void => desk.set(label, `${base}/values`, values);
  const addRow = (): void => {
    setRows(Math.max(rows, parameter.values.length + 1));
    setValues(text.addLabel(text.value), [...parameter.values, { key: freshName(Object.fromEntries(keysOf(parameter).map((key) => [key, true])), words.newKey), from: null, value: firstValue(parameter.type) }]);
  };
  const add = keyed ? addRow : () => setValues(text.addLabel(text.value), withNewValue(parameter.values, todayHere()));
  const problems = desk.problemsAt(`${base}/values`, true);
  return (
    <EntryCard id={id} onRename={() => desk.rename('parameters', id)} locked={prescribed ? text.locked : undefined} readOnly={desk.readOnly} onRemove={() => desk.remove(`${text.parameter} ${id}`, [{ path: base }])} end={<Chip>{text[`type_${parameter.type}`]}</Chip>}>
      <TextPair desk={desk} label={text.parameterTitle} at={`${base}/title`} value={parameter.title} textKey={`param.${id}`} locked={prescribed} />
      <EntryFrame title={text.unit} problems={desk.problemsAt(`${base}/unit`)}>
        <LineInput className="settings-short" label={text.unit} value={parameter.unit ?? ''} readOnly={locked} onCommit={(unit) => desk.set(text.changeLabel(text.unit), `${base}/unit`, unit.trim() === '' ? undefined : unit.trim())} />
      </EntryFrame>
      {keyed ? <KeyFields desk={desk} id={id} parameter={parameter} locked={locked} /> : null}
      <Values desk={desk} id={id} parameter={parameter} locked={locked} rows={rows} onRows={setRows} />
      {problems.slice(0, MOST_PROBLEMS).map((problem) => <ProblemLine key={`${problem.code}.${problem.path ?? ''}`} problem={problem} />)}
      {locked ? null : (
        <div className="settings-paste-do">
          <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={add}>{keyed ? words.addRow : text.addValue}</Button>
          {keyed && !pasting ? <Button size="small" icon={<ClipboardPaste size={13} aria-hidden="true" />} onPress={() => setPasting(true)}>{words.paste}</Button> : null}
        </div>
      )}
      {pasting && !locked ? <ParameterPasteForm desk={desk} type={parameter.type} room={MOST_VALUES - parameter.values.length} onTake={(values) => setValues(words.paste, [...parameter.values, ...values])} onClose={() => setPasting(false)} /> : null}
    </EntryCard>
  );
}
