import { ArrowUp, Braces, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { TILE_UNITS } from '../../../../../../runtime/schema/tile.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { FieldPicker } from '../../../formula/field-picker.tsx';
import { FormulaInput } from '../../../formula/formula-input.tsx';
import type { FormulaScope } from '../../../formula/formula-scope.ts';
import { EntryFrame } from '../../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../../panel/entries/line-input.tsx';
import type { PageDesk } from '../page-desk.ts';
import { ChoicePart } from '../property-parts.tsx';
import { paperEditorTexts } from './paper-text.ts';

/** Where a property stands in the document, and what its formulas may say. */
export interface At {
  readonly desk: PageDesk;
  readonly scope: FormulaScope;
  readonly inside: readonly (string | number)[];
}

/** A formula; an empty one takes the property away where it may be left out. */
export function FormulaPart({ at: { desk, scope, inside }, label, help, value, optional = false }: { readonly at: At; readonly label: string; readonly help?: string; readonly value: string | undefined; readonly optional?: boolean }) {
  return (
    <EntryFrame title={label} {...(help === undefined ? {} : { help })}>
      <FormulaInput label={label} value={value ?? ''} scope={scope} readOnly={desk.readOnly} outside={desk.problemsAt(inside, false)} onChange={(next) => desk.set(label, inside, optional && next.trim() === '' ? undefined : next)} />
    </EntryFrame>
  );
}

/** Words with values, in the reader's language; a value is put at their end from the list of fields. */
export function WordsPart({ at: { desk, scope, inside }, label, help, value, textKey, multiline = false }: { readonly at: At; readonly label: string; readonly help?: string; readonly value: string | undefined; readonly textKey: string; readonly multiline?: boolean }) {
  const text = useTexts(paperEditorTexts);
  const words = desk.words(value, textKey);
  const put = (next: string) => desk.setText(label, inside, value, textKey, next.trim());
  const picker = desk.readOnly ? null : <FieldPicker label={text.insert} scope={scope} onPick={(path) => put(`${words}{${path}}`)} offers={(option) => option.holds === 'one'} trigger={<Button look="quiet" size="small" aria-label={`${label}: ${text.insert}`} icon={<Braces size={13} aria-hidden="true" />} />} />;
  return (
    <EntryFrame title={label} end={picker} problems={desk.problemsAt(inside, false)} {...(help === undefined ? {} : { help })}>
      <LineInput label={label} multiline={multiline} value={words} readOnly={desk.readOnly} onCommit={put} />
    </EntryFrame>
  );
}

export function NumberPart({ at: { desk, inside }, label, value, most, least }: { readonly at: At; readonly label: string; readonly value: number; readonly least: number; readonly most: number }) {
  const commit = (typed: string) => {
    const number = Math.round(Number(typed));
    if (Number.isFinite(number)) desk.set(label, inside, Math.min(most, Math.max(least, number)));
  };
  return <EntryFrame title={label}><LineInput label={label} inputMode="decimal" value={String(value)} readOnly={desk.readOnly} onCommit={commit} /></EntryFrame>;
}

export function UnitPart({ at: { desk, inside }, value }: { readonly at: At; readonly value: string | undefined }) {
  const text = useTexts(paperEditorTexts);
  return <ChoicePart desk={desk} label={text.unit} value={value} none={text.u_none} options={TILE_UNITS.map((id) => ({ id, label: text[`u_${id}`] }))} onChange={(id) => desk.set(text.unit, inside, id)} />;
}

/** Several things of one kind, each in a frame of its own, the last one never taken away where one is needed. */
export function Rows<One>({ at: { desk, inside }, label, help, items, add, onAdd, least = 1, children }: { readonly at: At; readonly label: string; readonly help?: string; readonly items: readonly One[]; readonly add: string; readonly onAdd: () => One; readonly least?: number; readonly children: (item: One, index: number) => ReactNode }) {
  const text = useTexts(paperEditorTexts);
  const put = (next: readonly One[]) => desk.set(label, inside, next);
  const swap = (index: number) => {
    const [one] = items.slice(index, index + 1);
    if (one !== undefined) put(items.toSpliced(index, 1).toSpliced(index - 1, 0, one));
  };
  return (
    <fieldset className="paper-rows">
      <legend>{label}</legend>
      {help === undefined ? null : <p className="entry-help">{help}</p>}
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no names of their own, and their place is what they are
        <div key={index} className="paper-row">
          <div className="paper-row-bar">
            <b>{index + 1}</b>
            {desk.readOnly || index === 0 ? null : <IconButton size="small" label={`${text.up} ${index + 1}`} icon={<ArrowUp size={13} aria-hidden="true" />} onPress={() => swap(index)} />}
            {desk.readOnly || items.length <= least ? null : <IconButton size="small" label={`${text.remove} ${index + 1}`} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => put(items.toSpliced(index, 1))} />}
          </div>
          {children(item, index)}
        </div>
      ))}
      {desk.readOnly ? null : <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => put([...items, onAdd()])}>{add}</Button>}
    </fieldset>
  );
}
