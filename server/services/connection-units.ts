import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { User } from '../api/account.ts';
import { fail, failInRun, isCoded } from '../errors.ts';
import type { StoredDocument } from '../stores/store.ts';
import type { Base } from './context.ts';
import { SCENARIO } from './drafts.ts';
import { inUnit, mayOn, mayWith } from './policy/policy.ts';
import type { PolicyBase } from './policy/policy.ts';
import type { LiveReleases } from './releases.ts';
import type { PlaceShelf } from './spaces/place-shelf.ts';
import { ROOT, type UnitShelf } from './spaces/unit-shelf.ts';
import { demandOpenUnit } from './spaces/unit-work.ts';

export const CONNECTION = 'connection';

/** Whose a connection is. Its scenarios are those of its unit and of all below it, of the root only those of the root itself; `users` may use it as well. */
export interface ConnectionPlace {
  /** @default the root */
  readonly unit?: string;
  /** Further units, each with all below it, or everybody. @default none */
  readonly users?: 'all' | readonly string[];
}

export interface UnitsBase extends Base {
  readonly units: UnitShelf;
  readonly places: PlaceShelf;
}

function mayUse(units: UnitShelf, { unit = ROOT, users = [] }: ConnectionPlace, scenarioUnit: string): boolean {
  if (users === 'all' || unit === scenarioUnit) return true;
  return (unit !== ROOT && units.isWithin(scenarioUnit, unit)) || users.some((other) => units.isWithin(scenarioUnit, other));
}

/** @throws SCN_CONNECTION_UNIT when it is another unit's and not lent; SCN_HTTP_REFUSED when there is none */
export async function demandConnection(base: UnitsBase, scenario: string, connection: string): Promise<void> {
  const found = await base.store.documents.get<ConnectionPlace>(CONNECTION, connection);
  if (!found) throw fail('SCN_HTTP_REFUSED', { reason: `connection ${connection}` });
  if (!mayUse(base.units, found.body, base.places.of('scenario', scenario).unit)) throw failInRun('SCN_CONNECTION_UNIT', { connection, scenario });
}

/** Whether a dataset may get rows from a connection: by its unit, as scenarios do. Undefined without such a connection. */
export async function mayFeed(base: UnitsBase, dataset: string, connection: string): Promise<boolean | undefined> {
  const found = await base.store.documents.get<ConnectionPlace>(CONNECTION, connection);
  return found ? mayUse(base.units, found.body, base.places.of('dataset', dataset).unit) : undefined;
}

/** All connections a scenario names, before it is published; those that are not there the check tells of. @throws SCN_CONNECTION_UNIT */
export async function demandConnections(base: UnitsBase, id: string, scenario: Pick<Scenario, 'connections'>): Promise<void> {
  const unit = base.places.of('scenario', id).unit;
  for (const { use } of Object.values(scenario.connections ?? {})) {
    const found = await base.store.documents.get<ConnectionPlace>(CONNECTION, use);
    if (found && !mayUse(base.units, found.body, unit)) throw fail('SCN_CONNECTION_UNIT', { connection: use, scenario: id });
  }
}

/** Which connections somebody may use in one scenario or another: of the units they design in, and of scenarios they were given. */
export async function usableBy(base: UnitsBase & PolicyBase, reader: User): Promise<(place: ConnectionPlace) => boolean> {
  const drafts = await base.store.documents.list(SCENARIO);
  const given = drafts.filter(({ id }) => mayWith(base, reader, 'scenario.edit', 'scenario', id)).map(({ id }) => base.places.of('scenario', id).unit);
  const own = base.units.all().filter(({ id }) => mayOn(reader, 'scenario.edit', inUnit(base, id))).map(({ id }) => id);
  const units = [...new Set([...given, ...own])];
  return (place) => units.some((unit) => mayUse(base.units, place, unit));
}

/** Where a changed connection belongs: what is not said stays, and what is new belongs to the root. @throws SCN_API_NOT_FOUND, SCN_UNIT_CLOSED */
export function nextPlace({ units }: Pick<UnitsBase, 'units'>, wanted: ConnectionPlace, present: ConnectionPlace | undefined): Required<ConnectionPlace> {
  const { unit, users } = wanted;
  for (const named of [...(unit === undefined ? [] : [unit]), ...(users === undefined || users === 'all' ? [] : users)]) demandOpenUnit(units, named);
  return { unit: unit ?? present?.unit ?? ROOT, users: users ?? present?.users ?? [] };
}

/** A connection from before they belonged to units is the root's, and lent to the units whose live scenarios use it. @throws nothing when another server was first */
export async function placeOldConnections(base: UnitsBase & { readonly live: LiveReleases }): Promise<void> {
  const old = (await base.store.documents.list<ConnectionPlace>(CONNECTION)).filter(({ body }) => body.unit === undefined);
  for (const document of old) {
    const using = base.live.all().filter(({ scenario }) => Object.values(scenario.connections ?? {}).some(({ use }) => use === document.id));
    const users = [...new Set(using.map(({ scenario }) => base.places.of('scenario', scenario.id).unit))].filter((unit) => unit !== ROOT);
    await keepPlace(base, document, { unit: ROOT, users });
  }
}

async function keepPlace(base: UnitsBase, { id, body, version }: StoredDocument<ConnectionPlace>, place: ConnectionPlace): Promise<void> {
  try {
    await base.store.documents.put(CONNECTION, id, { ...body, ...place }, { expectedVersion: version, by: 'system' });
  } catch (error) {
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
  }
}
