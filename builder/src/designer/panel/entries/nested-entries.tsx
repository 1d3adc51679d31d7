import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { blankOf, entriesFromSchema, entryOf, itemsOf, recordValue, variantOf, type ConfigSchema } from '../entry.ts';
import { NameInput } from '../../rename/name-input.tsx';
import { namedMember } from '../../rename/named-at.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { schemaTitle } from '../../formula/formula-scope.ts';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';
import { EntryFrame } from './entry-frame.tsx';
import type { EntryProps } from './entry-props.ts';
import { EntryList } from './entry-list.tsx';
import { AddButton, blankItem, freshName, ItemBox } from './list-entries.tsx';

type Json = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A word that tells members of a list apart: their id, port, name or number. */
function nameOfItem(item: unknown, index: number, textOf: (ref: string) => string | undefined): string {
  const record = asRecord(item);
  const word = ['title', 'id', 'port', 'name', 'as'].map((key) => record[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof word === 'string' ? (textOf(word) ?? word) : String(index + 1);
}

/** Editors of one object. */
export function ObjectFields({ schema, path, value }: { readonly schema: ConfigSchema; readonly path: EntryPath; readonly value: unknown }) {
  const { locale } = useDesk();
  return <EntryList entries={entriesFromSchema(schema, locale)} path={path} value={asRecord(value)} />;
}

export function ObjectEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const present = value !== undefined;
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {present ? (
        <ItemBox title={entry.title} {...(entry.required || desk.readOnly ? {} : { onRemove: () => desk.set(path, undefined, entry.title) })}>
          <ObjectFields schema={entry.schema} path={path} value={value} />
        </ItemBox>
      ) : (
        <AddButton label={text.addNamed(entry.title)} isDisabled={desk.readOnly} onPress={() => desk.set(path, blankOf(entry.schema), entry.title)} />
      )}
    </EntryFrame>
  );
}

/** A list of objects: cases of a switch, joins, tiles. */
export function ObjectsEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const put = (next: readonly unknown[]) => desk.set(path, next.length === 0 && !entry.required ? undefined : next, entry.title);
  const move = (from: number, by: -1 | 1) => {
    const to = from + by;
    if (to >= 0 && to < items.length) put(items.toSpliced(from, 1).toSpliced(to, 0, items[from]));
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- ids of members may be edited, so place is their identity
        <ItemBox key={index} title={nameOfItem(item, index, (ref) => scenarioText(desk.scenario, ref, desk.locale))} {...(desk.readOnly ? {} : { onRemove: () => put(items.toSpliced(index, 1)), onMove: (by: -1 | 1) => move(index, by) })}>
          <ObjectFields schema={itemsOf(entry.schema)} path={[...path, index]} value={item} />
        </ItemBox>
      ))}
      <AddButton label={text.addNamed(entry.title)} isDisabled={desk.readOnly} onPress={() => put([...items, blankItem(entry)])} />
    </EntryFrame>
  );
}

/** Objects by name. */
export function MapEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const items = asRecord(value);
  const shape = recordValue(entry.schema) ?? {};
  const rename = (from: string, to: string) => {
    if (to === '' || to === from || Object.hasOwn(items, to)) return;
    desk.set(path, Object.fromEntries(Object.entries(items).map(([name, item]) => [name === from ? to : name, item])), entry.title);
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {Object.entries(items).map(([name, item]) => (
        <ItemBox key={name} title={name} {...(desk.readOnly ? {} : { onRemove: () => desk.set([...path, name], undefined, entry.title) })}>
          <EntryFrame title={text.name}>
            <NameInput label={text.name} value={name} named={namedMember(desk.flow, desk.id, path, name)} readOnly={desk.readOnly} onHere={(next) => rename(name, next)} />
          </EntryFrame>
          {shape.anyOf === undefined ? <ObjectFields schema={shape} path={[...path, name]} value={item} /> : <VariantsEntry entry={entryOf('', { title: text.shape, ...shape }, true, desk.locale)} path={[...path, name]} value={item} />}
        </ItemBox>
      ))}
      <AddButton label={text.addNamed(entry.title)} isDisabled={desk.readOnly} onPress={() => desk.set([...path, freshName(items, 'part')], blankItem(entry), entry.title)} />
    </EntryFrame>
  );
}

/** A value that comes in several shapes: first the shape, then its fields. */
export function VariantsEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const options = entry.schema.anyOf ?? [];
  const chosen = variantOf(options, value);
  const option = options[chosen] ?? {};
  const name = (schema: ConfigSchema, index: number) => schemaTitle(schema, desk.locale) ?? schema.required?.map((key) => schemaTitle(schema.properties?.[key], desk.locale) ?? key).join(' + ') ?? String(index + 1);
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      <Select label={text.shape} hideLabel isDisabled={desk.readOnly} value={value === undefined && !entry.required ? '' : String(chosen)} options={[...(entry.required ? [] : [{ id: '', label: text.unset }]), ...options.map((one, index) => ({ id: String(index), label: name(one, index) }))]} onChange={(id) => desk.set(path, id === '' ? undefined : blankOf(options[Number(id)] ?? {}), entry.title)} />
      {value === undefined ? null : option.type === 'object' ? (
        <div className="entry-item">
          <ObjectFields schema={option} path={path} value={value} />
        </div>
      ) : (
        <EntryList entries={[entryOf('', { ...option, title: entry.title }, true, desk.locale)]} path={path} value={{ '': value }} bare />
      )}
    </EntryFrame>
  );
}
