import { Plus, Trash2 } from 'lucide-react';
import type { MemberChoices } from '../../../../../server/api/account.ts';
import type { SpaceRole } from '../../../../../server/api/units.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import './member.css';
import { newGrant, SPACE_ROLES, type GrantRow } from './member-posts.ts';
import { memberTexts } from './member-text.ts';
import { UnitSelect } from './unit-select.tsx';

export interface GrantsEditorProps {
  readonly rows: readonly GrantRow[];
  readonly units: MemberChoices['units'];
  /** What to say at each row. */
  readonly errors: readonly (string | undefined)[];
  /** @default all of them */
  readonly roles?: readonly SpaceRole[];
  readonly onChange: (rows: readonly GrantRow[]) => void;
}

/** Roles that hold in a unit and in all below it. */
export function GrantsEditor({ rows, units, errors, roles = SPACE_ROLES, onChange }: GrantsEditorProps) {
  const text = useTexts(memberTexts);
  const change = (key: string, part: Partial<GrantRow>): void => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const options = units.map(({ id, name }) => ({ id, label: name, end: <code>{id}</code> }));
  const nameOf = (unit: string): string => units.find(({ id }) => id === unit)?.name ?? unit;
  return (
    <fieldset className="duty-picker">
      <legend className="ui-label">{text.grants}</legend>
      <p className="ui-quiet">{text.grantsHint}</p>
      {rows.map(({ key, unit, role }, at) => (
        <div key={key} className="member-grant">
          <UnitSelect label={text.unit} placeholder={text.chooseUnit} options={unit === '' || units.some(({ id }) => id === unit) ? options : [{ id: unit, label: unit, end: <code>{unit}</code> }, ...options]} value={unit === '' ? null : unit} error={errors[at]} onChange={(next) => change(key, { unit: next })} />
          <Select label={text.spaceRole} options={roles.map((id) => ({ id, label: text[`space_${id}`] }))} value={role} onChange={(next) => change(key, { role: next as SpaceRole })} />
          <IconButton label={text.dropGrant(nameOf(unit), text[`space_${role}`])} icon={<Trash2 size={14} aria-hidden="true" />} onPress={() => onChange(rows.filter((row) => row.key !== key))} />
        </div>
      ))}
      {rows.length >= 50 ? null : <p><Button size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => onChange([...rows, newGrant()])}>{text.addGrant}</Button></p>}
    </fieldset>
  );
}
