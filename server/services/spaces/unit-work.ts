import type { Unit } from '../../api/account.ts';
import type { NewUnit, UnitChange, UnitNode } from '../../api/units.ts';
import { fail, isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { ROOT, UNIT } from './unit-shelf.ts';
import type { UnitShelf } from './unit-shelf.ts';

export interface UnitBase extends Base {
  readonly units: UnitShelf;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});

/** Writes a unit unless it is there. */
async function plant(base: Base, node: UnitNode, by: string): Promise<boolean> {
  try {
    await base.store.documents.put<UnitNode>(UNIT, node.id, node, { expectedVersion: 0, by });
    return true;
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return false;
    throw error;
  }
}

/**
 * The root, and a place in the tree for every unit that people belong to: what a store from before there were units
 * needs so that nothing changes for anybody. Done twice, it changes nothing.
 */
export async function plantUnits(base: UnitBase, inUse: readonly Unit[]): Promise<void> {
  let planted = false;
  if (!base.units.find(ROOT)) planted = await plant(base, { id: ROOT, name: inUse.find((unit) => unit.id === ROOT)?.name ?? '本单位', level: 'province' }, 'system');
  for (const unit of new Map(inUse.map((one) => [one.id, one])).values()) {
    if (unit.id === ROOT || base.units.find(unit.id)) continue;
    planted = (await plant(base, { id: unit.id, name: unit.name, level: 'department', parent: ROOT, ...(unit.attributes ? { attributes: unit.attributes } : {}) }, 'system')) || planted;
  }
  if (planted) await base.units.reload();
}

/** The unit a person is put into: made below the root if it is new; other attributes than before become those of the unit. */
export async function settleUnit(base: UnitBase, unit: Unit, by: string): Promise<void> {
  const known = base.units.find(unit.id);
  if (!known) {
    await plantUnits(base, [unit]);
    await audit(base, by, 'unit.create', unit.id, { parent: ROOT });
  } else if (unit.attributes !== undefined && !same(known.attributes, unit.attributes)) {
    await changeUnit(base, unit.id, { attributes: unit.attributes }, by);
  }
}

function demandUnit(units: UnitShelf, id: string): UnitNode {
  const found = units.find(id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

/** Where something new or moved may go. @throws SCN_API_NOT_FOUND, SCN_UNIT_CLOSED */
export function demandOpenUnit(units: UnitShelf, id: string): UnitNode {
  const found = demandUnit(units, id);
  if (found.closedAt !== undefined) throw fail('SCN_UNIT_CLOSED', { unit: found.name });
  return found;
}

/** @throws SCN_API_EXISTS, SCN_API_NOT_FOUND for the parent, SCN_UNIT_CLOSED */
export async function addUnit(base: UnitBase, wanted: NewUnit, by: string): Promise<UnitNode> {
  demandOpenUnit(base.units, wanted.parent);
  if (!(await plant(base, wanted, by))) throw fail('SCN_API_EXISTS', { what: wanted.id });
  await base.units.reload();
  await audit(base, by, 'unit.create', wanted.id, { parent: wanted.parent });
  return wanted;
}

function moved(base: UnitBase, node: UnitNode, parent: string): void {
  demandOpenUnit(base.units, parent);
  if (node.id === ROOT || base.units.isWithin(parent, node.id)) throw fail('SCN_UNIT_CIRCLE', { unit: node.name });
}

/** Renames, moves, closes or opens a unit. @throws SCN_API_NOT_FOUND, SCN_UNIT_CIRCLE, SCN_UNIT_CLOSED, SCN_UNIT_ROOT */
export async function changeUnit(base: UnitBase, id: string, change: UnitChange, by: string): Promise<UnitNode> {
  const found = await base.store.documents.get<UnitNode>(UNIT, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  const { closed, parent, ...rest } = change;
  if (parent !== undefined && parent !== found.body.parent) moved(base, found.body, parent);
  if (closed === true && id === ROOT) throw fail('SCN_UNIT_ROOT');
  const { closedAt, ...open } = found.body;
  const end = closed === undefined ? closedAt : closed ? (closedAt ?? base.now().toISOString()) : undefined;
  const body: UnitNode = { ...open, ...rest, ...(parent === undefined ? {} : { parent }), ...(end === undefined ? {} : { closedAt: end }) };
  await base.store.documents.put<UnitNode>(UNIT, id, body, { expectedVersion: found.version, by });
  await base.units.reload();
  await audit(base, by, 'unit.change', id, { fields: Object.keys(change) });
  return body;
}
