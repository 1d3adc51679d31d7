import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { GridRow, GridTable } from '../../ui/grid-table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';
import { ProblemLine } from '../formula/formula-input.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { AddEntry } from './add-entry.tsx';
import { EntryCard } from './entry-card.tsx';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';
import { itemOf, moved } from './list-items.ts';

type List = Scenario['lists'][string];
interface ListProps {
  readonly desk: SettingsDesk;
  readonly id: string;
  readonly list: List;
  readonly locked: boolean;
}

function ItemRow({ desk, id, list, locked, index }: ListProps & { readonly index: number }) {
  const text = useTexts(settingsTexts);
  const item = list.items[index] ?? '';
  const key = `${id}.${item}`;
  const entry = Object.hasOwn(desk.scenario.texts, key) ? desk.scenario.texts[key] : undefined;
  const put = (label: string, items: List['items']): void => desk.set(label, pointer('lists', id, 'items'), items);
  const word = (locale: 'zh-CN' | 'en', label: string) => (
    <LineInput label={`${item} · ${label}`} placeholder={label} value={entry?.[locale] ?? ''} readOnly={locked} onCommit={(next) => desk.set(text.changeLabel(text.items), pointer('texts', key, locale), next.trim() === '' ? undefined : next.trim())} />
  );
  const removeItem = (): void => desk.remove(`${text.items} ${item}`, [{ path: pointer('lists', id, 'items', index) }, ...(entry === undefined ? [] : [{ path: pointer('texts', key) } satisfies Change])]);
  return (
    <GridRow>
      <th scope="row"><code>{item}</code></th>
      <td lang="zh-CN">{word('zh-CN', text.zh)}</td>
      <td lang="en">{word('en', text.en)}</td>
      <td>
        {locked ? null : (
          <span className="ui-row">
            <IconButton size="small" label={`${text.up} ${item}`} icon={<ArrowUp size={13} aria-hidden="true" />} isDisabled={index === 0} onPress={() => put(text.moved, moved(list.items, index, -1))} />
            <IconButton size="small" label={`${text.down} ${item}`} icon={<ArrowDown size={13} aria-hidden="true" />} isDisabled={index === list.items.length - 1} onPress={() => put(text.moved, moved(list.items, index, 1))} />
            <IconButton size="small" label={text.removeNamed(String(item))} icon={<X size={13} aria-hidden="true" />} onPress={removeItem} />
          </span>
        )}
      </td>
    </GridRow>
  );
}

function NewItem({ desk, id, list }: ListProps) {
  const text = useTexts(settingsTexts);
  const [typed, setTyped] = useState('');
  const [taken, setTaken] = useState(false);
  const add = (): void => {
    const item = itemOf(typed, list.items);
    const isTaken = item !== undefined && list.items.includes(item);
    setTaken(isTaken);
    if (item === undefined || isTaken) return;
    desk.change(text.addLabel(text.items), [{ path: pointer('lists', id, 'items'), value: [...list.items, item] }, ...(Object.hasOwn(desk.scenario.texts, `${id}.${item}`) ? [] : [{ path: pointer('texts', `${id}.${item}`), value: { 'zh-CN': String(item) } }])]);
    setTyped('');
  };
  return (
    <form className="settings-add" onSubmit={(event) => { event.preventDefault(); add(); }}>
      <TextField mono label={text.newItem} value={typed} onChange={setTyped} error={taken ? text.itemTaken : undefined} />
      <Button size="small" type="submit" icon={<Plus size={13} aria-hidden="true" />}>{text.addItem}</Button>
    </form>
  );
}

function ListCard(props: Omit<ListProps, 'locked'>) {
  const text = useTexts(settingsTexts);
  const { desk, id, list } = props;
  const base = pointer('lists', id);
  const prescribed = list.lock === 'prescribed';
  const locked = desk.readOnly || prescribed;
  const problems = [...desk.problemsAt(base), ...desk.problemsAt(`${base}/items`, true), ...list.items.flatMap((item) => desk.problemsAt(pointer('texts', `${id}.${item}`)))];
  return (
    <EntryCard id={id} onRename={() => desk.rename('lists', id)} readOnly={desk.readOnly} locked={prescribed ? `${text.locked}${list.slot === undefined ? '' : text.slot(list.slot)}` : undefined} onRemove={() => desk.remove(`${text.list} ${id}`, [{ path: base }, ...list.items.filter((item) => Object.hasOwn(desk.scenario.texts, `${id}.${item}`)).map((item) => ({ path: pointer('texts', `${id}.${item}`) }))])}>
      <TextPair desk={desk} label={text.listTitle} at={`${base}/title`} value={list.title} textKey={id} locked={prescribed} />
      {list.items.length === 0 ? <p className="entry-help">{text.noItems}</p> : (
        <GridTable className="settings-items" heads={[text.itemValue, text.zh, text.en, { label: text.remove, quiet: true }]}>
          {list.items.map((item, index) => <ItemRow key={`${typeof item}.${item}`} {...props} locked={locked} index={index} />)}
        </GridTable>
      )}
      {problems.map((problem) => <ProblemLine key={`${problem.code}.${problem.path ?? ''}.${problem.message.en}`} problem={problem} />)}
      {locked ? null : <NewItem {...props} locked={locked} />}
    </EntryCard>
  );
}

export function ListsSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const entries = Object.entries(desk.scenario.lists);
  return (
    <SectionFrame title={text.lists} note={text.listsNote} empty={entries.length === 0 ? { title: text.noLists, text: text.noListsText } : undefined}>
      {entries.map(([id, list]) => <ListCard key={id} desk={desk} id={id} list={list} />)}
      {desk.readOnly ? null : <AddEntry kind="name" label={text.list} taken={entries.map(([id]) => id)} onAdd={(id) => desk.set(text.addLabel(text.list), pointer('lists', id), { items: [] })} />}
    </SectionFrame>
  );
}
