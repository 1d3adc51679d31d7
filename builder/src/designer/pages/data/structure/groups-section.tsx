import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DatasetField } from '../../../../../../runtime/schema/field.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { fieldTitle } from '../dataset-title.ts';
import { MOST_IN_GROUP, type Group } from './structure-draft.ts';
import { structureTexts } from './structure-text.ts';

interface PickerProps {
  readonly title: string;
  readonly note: string;
  readonly fields: readonly DatasetField[];
  readonly value: Group;
  readonly taken: readonly Group[];
  /** Nothing may be chosen: then there is none. */
  readonly mayBeEmpty: boolean;
  readonly onDone: (group: Group) => void;
  readonly onClose: () => void;
}

/** Chooses the columns of a key or an index, in the order they are ticked. */
function ColumnsPicker({ title, note, fields, value, taken, mayBeEmpty, onDone, onClose }: PickerProps) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const [group, setGroup] = useState(value);
  const [tried, setTried] = useState(false);
  const isTaken = taken.some((other) => other.join('\n') === group.join('\n'));
  const isBad = group.length > MOST_IN_GROUP || (group.length === 0 && !mayBeEmpty);
  const done = (): void => {
    setTried(true);
    if (!isBad && !isTaken) onDone(group);
  };
  return (
    <Dialog
      title={title} open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" onPress={done}>{text.done}</Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="ui-quiet">{note}</p>
        <fieldset className="data-fields">
          <legend className="ui-label">{text.pickColumns}</legend>
          {fields.map((field) => (
            <Checkbox key={field.id} value={group.includes(field.id)} onChange={(is) => setGroup((old) => (is ? [...old, field.id] : old.filter((id) => id !== field.id)))}>{fieldTitle(field, locale)}</Checkbox>
          ))}
        </fieldset>
        {tried && (isBad || isTaken) ? <p className="ui-error" role="alert">{isBad ? text.needColumns : text.same}</p> : null}
      </div>
    </Dialog>
  );
}

export interface GroupsSectionProps {
  readonly title: string;
  readonly note: string;
  readonly none: string;
  /** Word of the button that adds one, or for `single` changes it. */
  readonly add: string;
  readonly fields: readonly DatasetField[];
  readonly groups: readonly Group[];
  /** There is one or none. */
  readonly single?: boolean;
  readonly mayEdit: boolean;
  readonly onChange: (groups: readonly Group[]) => void;
}

/** The key, the unique keys or the indexes of a dataset. */
export function GroupsSection({ title, note, none, add, fields, groups, single = false, mayEdit, onChange }: GroupsSectionProps) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const [picking, setPicking] = useState(false);
  const wordsOf = (group: Group): string => group.map((id) => fields.find((field) => field.id === id)).map((field, at) => (field ? fieldTitle(field, locale) : (group[at] ?? ''))).join(' + ');
  return (
    <section className="structure-part" aria-label={title}>
      <div className="ui-row">
        <h3>{title}</h3>
        <span className="ui-grow" />
        {mayEdit ? <Button size="small" icon={single ? <Pencil size={13} aria-hidden="true" /> : <Plus size={13} aria-hidden="true" />} onPress={() => setPicking(true)}>{add}</Button> : null}
      </div>
      <p className="ui-quiet">{note}</p>
      {groups.length === 0 ? <p>{none}</p> : (
        <ul className="total-list">
          {groups.map((group) => (
            <li key={group.join('\n')}>
              <b>{wordsOf(group)}</b>
              {mayEdit && !single ? <IconButton size="small" label={text.remove(wordsOf(group))} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => onChange(groups.filter((one) => one !== group))} /> : null}
            </li>
          ))}
        </ul>
      )}
      {picking ? <ColumnsPicker title={add} note={note} fields={fields} value={single ? (groups[0] ?? []) : []} taken={single ? [] : groups} mayBeEmpty={single} onClose={() => setPicking(false)} onDone={(group) => { setPicking(false); onChange(single ? (group.length === 0 ? [] : [group]) : [...groups, group]); }} /> : null}
    </section>
  );
}
