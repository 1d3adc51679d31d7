import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { NameInput } from '../../rename/name-input.tsx';
import { namedMember } from '../../rename/named-at.ts';
import { FormulaOrCondition } from './formula-or-condition.tsx';
import { blankOf, isFeelFormat, itemsOf, recordValue } from '../entry.ts';
import { useDesk } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';
import { EntryFrame } from './entry-frame.tsx';
import type { EntryProps } from './entry-props.ts';
import { LineInput } from './line-input.tsx';

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function AddButton({ label, onPress, isDisabled }: { readonly label: string; readonly onPress: () => void; readonly isDisabled: boolean }) {
  return (
    <Button look="link" size="small" icon={<Plus size={14} aria-hidden="true" />} onPress={onPress} isDisabled={isDisabled}>
      {label}
    </Button>
  );
}

/** A removable, movable box around one member of a list. */
export function ItemBox({ title, onRemove, onMove, children }: { readonly title: string; readonly onRemove?: (() => void) | undefined; readonly onMove?: ((by: -1 | 1) => void) | undefined; readonly children: ReactNode }) {
  const text = useTexts(panelTexts);
  return (
    <fieldset className="entry-item">
      <legend className="ui-hidden">{title}</legend>
      <div className="entry-item-head">
        <b>{title}</b>
        {onMove === undefined ? null : (
          <>
            <IconButton size="small" label={text.up} icon={<ArrowUp size={13} aria-hidden="true" />} onPress={() => onMove(-1)} />
            <IconButton size="small" label={text.down} icon={<ArrowDown size={13} aria-hidden="true" />} onPress={() => onMove(1)} />
          </>
        )}
        {onRemove === undefined ? null : <IconButton size="small" label={text.removeItem(title)} icon={<X size={13} aria-hidden="true" />} onPress={onRemove} />}
      </div>
      {children}
    </fieldset>
  );
}

/** A list of short texts. */
export function StringsEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const items = listOf(value);
  const put = (next: readonly unknown[]) => desk.set(path, next.length === 0 && !entry.required ? undefined : next, entry.title);
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path, true)}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- members of a plain list have no other identity
        <div className="entry-line" key={index}>
          <LineInput label={`${entry.title} ${index + 1}`} value={String(item)} readOnly={desk.readOnly} onCommit={(next) => put(items.toSpliced(index, 1, next))} />
          <IconButton size="small" label={text.removeItem(String(item))} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly} onPress={() => put(items.toSpliced(index, 1))} />
        </div>
      ))}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => put([...items, ''])} />
    </EntryFrame>
  );
}

/** A list of formulas. */
export function FormulaListEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const items = listOf(value);
  const put = (next: readonly unknown[]) => desk.set(path, next.length === 0 && !entry.required ? undefined : next, entry.title);
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- members of a plain list have no other identity
        <div className="entry-line" key={index}>
          <FormulaInput label={`${entry.title} ${index + 1}`} value={String(item)} scope={desk.scopeAt(path, itemsOf(entry.schema).format !== 'feel')} readOnly={desk.readOnly} outside={desk.problemsAt([...path, index])} onChange={(next) => put(items.toSpliced(index, 1, next))} />
          <IconButton size="small" label={text.removeItem(`${entry.title} ${index + 1}`)} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly} onPress={() => put(items.toSpliced(index, 1))} />
        </div>
      ))}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => put([...items, ''])} />
    </EntryFrame>
  );
}

/** Formulas by name: the values of an insert, helper values of a table. With a dataset beside it, one line per column. */
export function FormulasEntry({ entry, path, value, siblings }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const values = recordOf(value);
  const columns = desk.columns(siblings?.['dataset'] as string | undefined);
  const names = [...new Set([...columns.map((column) => column.id), ...Object.keys(values)])];
  const rows = isFeelFormat(recordValue(entry.schema)?.format) && recordValue(entry.schema)?.format !== 'feel';
  const titleOf = (name: string) => scenarioText(desk.scenario, columns.find((column) => column.id === name)?.title, desk.locale) ?? name;
  const put = (name: string, formula: string) => desk.set([...path, name], formula === '' ? undefined : formula, `${entry.title} ${name}`);
  const rename = (from: string, to: string) => {
    if (to === '' || to === from || Object.hasOwn(values, to)) return;
    desk.set(path, Object.fromEntries(Object.entries(values).map(([name, formula]) => [name === from ? to : name, formula])), entry.title);
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      <div className="entry-pairs">
        {names.map((name) => (
          <div className="entry-pair" key={name}>
            {columns.some((column) => column.id === name) ? (
              <span className="entry-pair-name">
                {titleOf(name)} <code>{name}</code>
              </span>
            ) : (
              <NameInput label={text.name} value={name} named={namedMember(desk.flow, desk.id, path, name)} readOnly={desk.readOnly} onHere={(next) => rename(name, next)} />
            )}
            <FormulaOrCondition label={titleOf(name)} value={typeof values[name] === 'string' ? values[name] : ''} scope={desk.scopeAt([...path, name], rows)} readOnly={desk.readOnly} problems={desk.problemsAt([...path, name])} onChange={(next) => put(name, next)} />
            {columns.some((column) => column.id === name) ? null : <IconButton size="small" label={text.removeItem(name)} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly} onPress={() => desk.set([...path, name], undefined, entry.title)} />}
          </div>
        ))}
      </div>
      {columns.length > 0 ? null : <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => desk.set([...path, freshName(values)], '', entry.title)} />}
    </EntryFrame>
  );
}

/** `value1`, `value2`, … that the record does not have yet. */
export function freshName(record: Readonly<Record<string, unknown>>, stem = 'value'): string {
  for (let number = 1; ; number += 1) if (!Object.hasOwn(record, `${stem}${number}`)) return `${stem}${number}`;
}

export function blankItem(entry: EntryProps['entry']): unknown {
  return blankOf(entry.schema.items === undefined ? (recordValue(entry.schema) ?? {}) : itemsOf(entry.schema));
}
