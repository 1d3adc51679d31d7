import type { User } from '../../api/account.ts';
import type { UnitItem, UnitNode } from '../../api/units.ts';
import type { Base } from '../context.ts';
import { postsOf } from '../people.ts';
import { inUnit, mayOn } from '../policy/policy.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { UNIT } from './unit-shelf.ts';

/** The units somebody may see with those above them, which say where they are; parents first, each with how many open accounts it has. */
export async function listUnits(base: Base & PolicyBase, reader: User): Promise<UnitItem[]> {
  const versions = new Map((await base.store.documents.list<UnitNode>(UNIT)).map(({ id, version }) => [id, version]));
  const counts = new Map<string, number>();
  for (const person of base.people.all()) if (!person.disabled) for (const { unit } of postsOf(person)) counts.set(unit.id, (counts.get(unit.id) ?? 0) + 1);
  const all = base.units.all();
  const seen = new Set(all.filter(({ id }) => mayOn(reader, 'unit.view', inUnit(base, id))).flatMap(({ id }) => base.units.path(id)));
  return all.filter(({ id }) => seen.has(id)).map((node) => ({ ...node, version: versions.get(node.id) ?? 0, people: counts.get(node.id) ?? 0, mayChange: mayOn(reader, 'unit.manage', inUnit(base, node.id)) }));
}
