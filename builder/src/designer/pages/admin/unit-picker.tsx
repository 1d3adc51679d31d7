import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { MemberChoices, Unit } from '../../../../../server/api/account.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import './member.css';
import { memberTexts } from './member-text.ts';
import { attributeRows, attributesOf, shownValue, type AttributeRow } from './unit-attributes.ts';
import { UnitSelect } from './unit-select.tsx';

const NEW = ' new';

export interface TypedUnit {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly AttributeRow[];
}

export function typedUnit(unit: Unit | undefined): TypedUnit {
  return { id: unit?.id ?? '', name: unit?.name ?? '', rows: attributeRows(unit?.attributes) };
}

export function unitOf({ id, name, rows }: TypedUnit): Unit {
  const attributes = attributesOf(rows);
  return { id: id.trim(), name: name.trim(), ...(attributes === undefined ? {} : { attributes }) };
}

export interface UnitPickerProps {
  readonly choices: MemberChoices;
  readonly value: TypedUnit;
  readonly onChange: (value: TypedUnit) => void;
  readonly error?: string | undefined;
}

function Attributes({ choices, value, onChange }: UnitPickerProps) {
  const text = useTexts(memberTexts);
  const change = (at: number, part: Partial<AttributeRow>): void => onChange({ ...value, rows: value.rows.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  const free = choices.attributes.filter((name) => !value.rows.some((row) => row.name === name));
  const add = (name: string): void => onChange({ ...value, rows: [...value.rows, { key: `${Date.now()}`, name, value: '' }] });
  return (
    <fieldset className="unit-attributes">
      <legend className="ui-label">{text.attributes}</legend>
      <p className="ui-quiet">{text.attributesHint}</p>
      {value.rows.map((row, at) => (
        <div key={row.key} className="unit-attribute">
          <TextField label={text.attributeName} hideLabel={at > 0} mono value={row.name} onChange={(name) => change(at, { name })} />
          <TextField label={text.attributeValue} hideLabel={at > 0} value={shownValue(row.value)} onChange={(typed) => change(at, { value: typed })} />
          <IconButton label={text.dropAttribute(row.name)} icon={<Trash2 size={14} aria-hidden="true" />} onPress={() => onChange({ ...value, rows: value.rows.filter((_, index) => index !== at) })} />
        </div>
      ))}
      <div className="ui-row">
        {free.map((name) => (
          <Button key={name} size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => add(name)}>
            {name}
          </Button>
        ))}
        <Button size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => add('')}>
          {text.addAttribute}
        </Button>
      </div>
    </fieldset>
  );
}

/** A unit that members belong to already, or a new one with its number, name and attributes. */
export function UnitPicker(props: UnitPickerProps) {
  const { choices, value, onChange, error } = props;
  const text = useTexts(memberTexts);
  const known = choices.units.find((unit) => unit.id === value.id);
  const [fresh, setFresh] = useState(false);
  const options = [...choices.units.map((unit) => ({ id: unit.id, label: unit.name, end: <code>{unit.id}</code> })), { id: NEW, label: text.newUnit }];
  const isNew = fresh || (value.id !== '' && known === undefined);
  const choose = (id: string): void => {
    setFresh(id === NEW);
    onChange(typedUnit(choices.units.find((unit) => unit.id === id)));
  };
  return (
    <>
      <UnitSelect label={text.unit} placeholder={text.chooseUnit} options={options} value={isNew ? NEW : value.id === '' ? null : value.id} error={isNew ? undefined : error} onChange={choose} />
      {isNew ? (
        <div className="form-pair">
          <TextField label={text.unitName} value={value.name} onChange={(name) => onChange({ ...value, name })} error={error} />
          <TextField label={text.unitId} hint={text.unitIdHint} mono value={value.id} onChange={(id) => onChange({ ...value, id })} />
        </div>
      ) : null}
      {isNew || value.id !== '' ? <Attributes {...props} /> : null}
    </>
  );
}
