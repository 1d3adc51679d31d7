import type { User } from '../../api/account.ts';
import { inert } from '../csv.ts';
import { maySeePerson } from '../policy/people-rules.ts';
import { inUnit, mayOn } from '../policy/policy.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';

/** Every cell is in quotes, and none that a spreadsheet would run. */
function cell(text: string): string {
  return `"${inert(text).replaceAll('"', '""')}"`;
}

const table = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** Units and people that the reader sees, as the import takes them. */
export function exportUnits(base: PolicyBase, reader: User): string {
  const units = base.units.all().filter(({ id }) => id !== ROOT && mayOn(reader, 'unit.view', inUnit(base, id)));
  return table([['id', 'name', 'level', 'parent'], ...units.map(({ id, name, level, parent }) => [id, name, level, parent ?? ROOT])]);
}

export function exportPeople(base: PolicyBase, reader: User): string {
  const people = base.people.all().filter((person) => !person.disabled && maySeePerson(base, reader, person));
  return table([['login', 'name', 'unit', 'duties', 'head', 'roles'], ...people.map(({ login, name, unit, duties, head, spaces }) => [login, name, unit.id, duties.join(';'), head === true ? 'yes' : 'no', (spaces ?? []).map(({ role, unit: at }) => `${role}@${at}`).join(';')])]);
}
