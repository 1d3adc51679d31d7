import { BASIS_LEVEL_WORDS } from '../../../../runtime/schema/basis-words.ts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { isInForce, type ParameterValue } from '../../../../runtime/schema/parameter.ts';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { GridRow } from '../../ui/grid-table.tsx';
import { Select } from '../../ui/select.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { LineInput } from '../panel/entries/line-input.tsx';
import { isInvented } from './invented.ts';
import { parameterTexts } from './parameter-text.ts';
import { parameterText, readParameter, type ParameterType } from './parameter-value.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';

interface ValueProps {
  readonly desk: SettingsDesk;
  readonly type: ParameterType;
  readonly value: ParameterValue;
  readonly path: string;
  readonly locked: boolean;
  /** It stands in a table, so that it has a key; those of a list are offered. */
  readonly isTable: boolean;
  readonly list: string | undefined;
  readonly onRemove: (() => void) | undefined;
}

function ValueInput({ desk, type, value, path, locked }: Pick<ValueProps, 'desk' | 'type' | 'value' | 'path' | 'locked'>) {
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
export function todayHere(): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(new Date());
}

function KeyCell({ desk, value, path, locked, list }: Pick<ValueProps, 'desk' | 'value' | 'path' | 'locked' | 'list'>) {
  const words = useTexts(parameterTexts);
  const text = useTexts(settingsTexts);
  const items = list === undefined ? undefined : desk.scenario.lists[list]?.items.map(String);
  return <LineInput label={words.keyOf} value={value.key ?? ''} placeholder={words.otherKeys} readOnly={locked} suggestions={items} onCommit={(key) => desk.set(text.changeLabel(text.parameter), `${path}/key`, key.trim() === '' ? undefined : key.trim())} />;
}

/** One value with its days and its source; in a table, with its key. */
export function ValueRow({ desk, type, value, path, locked, isTable, list, onRemove }: ValueProps) {
  const text = useTexts(settingsTexts);
  const { scenario, locale } = desk;
  const put = (key: 'from' | 'to' | 'basis') => (next: unknown) => desk.set(text.changeLabel(text.parameter), `${path}/${key}`, next);
  const bases = Object.entries(scenario.bases).map(([id, basis]) => ({ id, label: scenarioText(scenario, basis.title, locale) ?? id, detail: BASIS_LEVEL_WORDS[basis.level][locale] }));
  const gone = value.basis !== undefined && !Object.hasOwn(scenario.bases, value.basis) ? [{ id: value.basis, label: text.notThere(value.basis) }] : [];
  return (
    <GridRow data-now={isInForce(value, todayHere())}>
      {isTable ? <td><KeyCell desk={desk} value={value} path={path} locked={locked} list={list} /></td> : null}
      <td><ValueInput desk={desk} type={type} value={value} path={path} locked={locked} /></td>
      <td><LineInput label={text.from} type="date" value={value.from ?? ''} readOnly={locked} onCommit={(day) => put('from')(day === '' ? null : day)} />{value.from === null ? <em>{text.always}</em> : null}{isInForce(value, todayHere()) ? <Chip tone="ok">{text.inForce}</Chip> : null}</td>
      <td><LineInput label={text.to} type="date" value={value.to ?? ''} readOnly={locked} onCommit={(day) => put('to')(day === '' ? null : day)} /></td>
      <td>
        <Select hideLabel label={text.basis} isDisabled={locked} value={value.basis ?? ''} options={[{ id: '', label: text.noBasisYet }, ...gone, ...bases]} onChange={(key) => put('basis')(key === '' ? undefined : key)} />
        {isInvented(scenario, value) ? <Chip tone="warn">{value.basis === undefined ? text.noBasisYet : text.invented}</Chip> : null}
      </td>
      <td>{onRemove === undefined ? null : <IconButton size="small" label={text.removeNamed(`${text.value} ${parameterText(type, value.value)}`)} icon={<X size={13} aria-hidden="true" />} onPress={onRemove} />}</td>
    </GridRow>
  );
}
