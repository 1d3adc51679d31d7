import { Trash2 } from 'lucide-react';
import type { Connection } from '../../../../../server/api/data.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { useUnits } from '../organisation/use-units.ts';
import { adminTexts } from './admin-text.ts';
import { UnitSelect } from './unit-select.tsx';

const ROOT = 'home';

export type ConnectionPlace = Pick<Connection, 'unit' | 'users'>;

/** Whose a connection is and which scenarios may use it. In a house of one unit there is nothing to choose. */
export function ConnectionUnits({ place, onChange }: { readonly place: ConnectionPlace; readonly onChange: (place: ConnectionPlace) => void }) {
  const text = useTexts(adminTexts);
  const units = (useUnits().data?.items ?? []).filter(({ id, closedAt }) => closedAt === undefined || id === place.unit);
  if (units.length < 2) return null;
  const options = units.map(({ id, name }) => ({ id, label: name, end: <code>{id}</code> }));
  const nameOf = (unit: string): string => units.find(({ id }) => id === unit)?.name ?? unit;
  const lent = place.users === 'all' ? [] : place.users;
  const lend = (users: readonly string[]): void => onChange({ ...place, users: [...users] });
  const free = options.filter(({ id }) => id !== place.unit && !lent.includes(id));
  return (
    <>
      <UnitSelect label={text.connectionUnit} placeholder={text.chooseConnectionUnit} options={options} value={place.unit} onChange={(unit) => onChange({ ...place, unit })} />
      <RadioGroup label={text.connectionUsers} hint={text.connectionUsersHint} value={place.users === 'all' ? 'all' : 'listed'} options={[{ id: 'listed', label: place.unit === ROOT ? text.usersOfRoot(nameOf(ROOT)) : text.usersOfUnit(nameOf(place.unit)) }, { id: 'all', label: text.usersAll }]} onChange={(next) => onChange({ ...place, users: next === 'all' ? 'all' : [] })} />
      {lent.map((unit) => (
        <p key={unit} className="ui-row">
          {nameOf(unit)}
          <IconButton label={text.dropUser(nameOf(unit))} icon={<Trash2 size={14} aria-hidden="true" />} onPress={() => lend(lent.filter((one) => one !== unit))} />
        </p>
      ))}
      {place.users === 'all' || free.length === 0 ? null : <UnitSelect label={text.addUser} placeholder={text.chooseConnectionUnit} options={free} value={null} onChange={(unit) => lend([...lent, unit])} />}
    </>
  );
}
