import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { ComboBox, Select, type Option } from '../../../ui/select.tsx';
import { ConditionEditor } from '../../condition/condition-editor.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { nodesBefore } from '../../document/names-in-scope.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { NameInput } from '../../rename/name-input.tsx';
import { namedAt } from '../../rename/named-at.ts';
import { isFeelFormat, literalsOf } from '../entry.ts';
import { useDesk, type EntryDesk } from '../entry-desk.tsx';
import { literalWord } from '../literal-word.ts';
import { panelTexts } from '../panel-texts.ts';
import { NewFlowButton } from '../special/new-flow-button.tsx';
import { EntryFrame } from './entry-frame.tsx';
import type { EntryProps } from './entry-props.ts';
import { LineInput } from './line-input.tsx';

function asText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

export function FormulaEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const unary = entry.schema.format === 'feel-unary';
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required}>
      <FormulaInput
        label={entry.title}
        value={asText(value)}
        kind={unary ? 'unary' : 'expression'}
        scope={desk.scopeAt(path, isFeelFormat(entry.schema.format) && entry.schema.format !== 'feel')}
        readOnly={desk.readOnly}
        outside={desk.problemsAt(path)}
        onChange={(next) => desk.set(path, next === '' && !entry.required ? undefined : next, entry.title)}
      />
    </EntryFrame>
  );
}

/** A yes-or-no formula: lines of field, comparison and value, or the formula itself. */
export function ConditionEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required}>
      <ConditionEditor
        key={path.join('/')}
        label={entry.title}
        value={asText(value)}
        scope={desk.scopeAt(path, entry.schema.format !== 'feel')}
        readOnly={desk.readOnly}
        problems={desk.problemsAt(path)}
        onChange={(next) => desk.set(path, next === '' && !entry.required ? undefined : next, entry.title)}
      />
    </EntryFrame>
  );
}

/** Text of the scenario: a `@key` is shown and edited in the reader's language where it stands. */
export function TextEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const ref = asText(value);
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)} end={ref.startsWith('@') ? <code>{ref}</code> : undefined}>
      <LineInput label={entry.title} value={scenarioText(desk.scenario, ref, desk.locale) ?? ''} readOnly={desk.readOnly} multiline onCommit={(next) => desk.setText(path, ref, next, entry.title)} />
    </EntryFrame>
  );
}

export function StringEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const named = namedAt(desk.flow, desk.id, path, asText(value));
  const put = (next: string) => desk.set(path, next === '' && !entry.required ? undefined : next, entry.title);
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {named === undefined ? <LineInput label={entry.title} value={asText(value)} readOnly={desk.readOnly} onCommit={put} /> : <NameInput label={entry.title} value={asText(value)} named={named} readOnly={desk.readOnly} onHere={put} />}
    </EntryFrame>
  );
}

export function NumberEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const commit = (next: string) => {
    const number = Number(next);
    if (next.trim() === '') desk.set(path, undefined, entry.title);
    else if (Number.isFinite(number)) desk.set(path, number, entry.title);
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      <LineInput label={entry.title} value={asText(value)} readOnly={desk.readOnly} placeholder={asText(entry.schema.default)} onCommit={commit} />
    </EntryFrame>
  );
}

export function BooleanEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  return (
    <div className="entry">
      <Switch value={value === true} isDisabled={desk.readOnly} onChange={(next) => desk.set(path, next || entry.required ? next : undefined, entry.title)}>
        {entry.title}
      </Switch>
      {entry.help === undefined ? null : <p className="entry-help">{entry.help}</p>}
    </div>
  );
}

/** The choices a property has from the scenario, by kind of entry or format of a list's members. */
export const CHOICES: Readonly<Record<string, (desk: EntryDesk) => readonly Option[]>> = {
  node: ({ scenario, flow, id, locale }) => {
    const body = scenario.flows[flow];
    return body === undefined ? [] : nodesBefore(body, id).map((node) => ({ id: node, label: nodeTitle(scenario, flow, node, locale), detail: node }));
  },
  dataset: ({ scenario, datasetName }) => Object.entries(scenario.datasets).map(([id, dataset]) => ({ id, label: datasetName(id), detail: 'use' in dataset ? dataset.use : id })),
  connection: ({ scenario }) => Object.entries(scenario.connections ?? {}).map(([id, connection]) => ({ id, label: id, detail: connection.use })),
  flow: ({ scenario, locale }) => Object.entries(scenario.flows).map(([id, flow]) => ({ id, label: scenarioText(scenario, flow.title, locale) ?? id })),
  list: ({ scenario, locale }) => Object.entries(scenario.lists).map(([id, list]) => ({ id, label: scenarioText(scenario, list.title, locale) ?? id })),
  role: ({ scenario, locale }) => Object.entries(scenario.roles).map(([id, title]) => ({ id, label: scenarioText(scenario, title, locale) ?? id })),
};

function choiceOptions(entry: EntryProps['entry'], desk: EntryDesk, siblings: EntryProps['siblings']): readonly Option[] {
  if (entry.kind === 'column') return desk.columns(siblings?.['dataset'] as string | undefined).map((column) => ({ id: column.id, label: scenarioText(desk.scenario, column.title, desk.locale) ?? column.id, detail: column.id }));
  const fromScenario = CHOICES[entry.kind];
  if (fromScenario) return fromScenario(desk);
  return literalsOf(entry.schema).map((literal) => ({ id: String(literal), label: literalWord(entry.key, entry.schema, String(literal), desk.locale) }));
}

/** What a list of choices says while the scenario has none. */
export function nothingThere(text: (typeof panelTexts)[Locale]): Readonly<Record<string, string>> {
  return { dataset: text.noDatasets, connection: text.noConnections, list: text.noLists, role: text.noRoles, node: text.noNodesBefore };
}

export function ChoiceEntry({ entry, path, value, siblings }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const literals = literalsOf(entry.schema);
  const known = choiceOptions(entry, desk, siblings);
  const chosen = value === undefined || value === null ? null : asText(value);
  const options = chosen !== null && !known.some((option) => option.id === chosen) ? [...known, { id: chosen, label: text.notThere(chosen) }] : known;
  const empty: readonly Option[] = entry.required ? [] : [{ id: '', label: text.unset }];
  const choose = (id: string | null) => {
    if (id === null || id === '') desk.set(path, undefined, entry.title);
    else desk.set(path, literals.find((literal) => String(literal) === id) ?? id, entry.title);
  };
  const none = nothingThere(text)[entry.kind];
  const props = { label: entry.title, hideLabel: true, options: [...empty, ...options], placeholder: text.choose, isDisabled: desk.readOnly, ...(none === undefined ? {} : { empty: none }) };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {options.length > 12 ? <ComboBox {...props} value={chosen ?? ''} onChange={choose} /> : <Select {...props} value={chosen ?? (entry.required ? null : '')} onChange={choose} />}
      {entry.kind === 'flow' ? <NewFlowButton chosen={chosen} /> : null}
    </EntryFrame>
  );
}

/** Anything the panel has no editor for: JSON, kept out of the document until it parses. */
export function JsonEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const [bad, setBad] = useState(false);
  const commit = (next: string) => {
    try {
      const parsed: unknown = next.trim() === '' ? undefined : JSON.parse(next);
      setBad(false);
      desk.set(path, parsed, entry.title);
    } catch {
      setBad(true);
    }
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path, true)} end={text.advancedJson}>
      <LineInput label={entry.title} mono multiline value={value === undefined ? '' : JSON.stringify(value)} readOnly={desk.readOnly} onCommit={commit} />
      {bad ? <p className="entry-bad">{text.badJson}</p> : null}
    </EntryFrame>
  );
}
