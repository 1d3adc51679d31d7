import type { Allowed } from '../../../runtime/host/query.ts';
import { refusedFields, smallestGroup, type DatasetAccess } from '../../../runtime/host/sharing/access.ts';
import type { DatasetReads } from '../../../runtime/host/sharing/query-reads.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { failInRun } from '../../errors.ts';
import type { Base } from '../context.ts';
import type { SubjectMark } from '../subjects.ts';
import type { PlaceShelf } from '../spaces/place-shelf.ts';
import { ROOT, type UnitShelf } from '../spaces/unit-shelf.ts';
import { createCountedBook, type CountedBook } from './counted/book.ts';
import { compileGrant, limitComputed, unconditionalAccess } from './compile-access.ts';
import { GRANT, readEvent, type Grant } from './grant.ts';
import { readSettings } from './settings.ts';

/** How a scenario may read a dataset: freely, as far as `access` goes, or not. */
export type Reading =
  | { readonly kind: 'own' }
  | { readonly kind: 'shared'; readonly access: DatasetAccess; readonly grant?: Grant; readonly fromMs: number; readonly untilMs: number }
  | { readonly kind: 'closed'; readonly why: 'needed' | 'not-shared' | 'over'; readonly last?: Grant };

/**
 * Which scenario may read what, in memory: every read asks it. A grant is compiled once and thrown away when any grant,
 * place or definition changes; only whether its days have come is asked at each read.
 */
export interface SharingShelf {
  /** The unit a dataset or a scenario belongs to. */
  readonly unitOf: (kind: 'scenario' | 'dataset', id: string) => string;
  readonly unitName: (id: string) => string;
  readonly grants: () => readonly Grant[];
  readonly definitionOf: (dataset: string) => DatasetDefinition | undefined;
  /** Whether a scenario has a grant, or had one: its runs hold what it read. */
  readonly holdsGrant: (scenario: string) => boolean;
  readonly reading: (plan: Plan, local: string) => Reading;
  readonly counted: CountedBook;
  /** Another text whenever what may be read may have changed: part of the key of whatever is kept of rows. */
  readonly version: () => string;
  readonly reload: () => Promise<void>;
  /** Definitions have changed. */
  readonly forget: () => void;
}

interface Compiled {
  /** What was known of places then. */
  readonly places: object;
  readonly reading: Reading;
}

const OWN: Reading = { kind: 'own' };
const ZONE_HOURS = '+08:00';
const DAY_MS = 86_400_000;

/** A grant holds on its first and on its last day. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00${ZONE_HOURS}`);

/** @param markRow makes ids of rows that tell nothing of them */
export async function createSharingShelf(base: Base, { places, units }: { readonly places: PlaceShelf; readonly units: Pick<UnitShelf, 'find'> }, markRow: SubjectMark): Promise<SharingShelf> {
  const unitOf: SharingShelf['unitOf'] = (kind, id) => places.of(kind, id).unit;
  let grants: readonly Grant[] = [];
  let definitions = new Map<string, DatasetDefinition>();
  let holders: ReadonlySet<string> = new Set();
  let smallest = 0;
  let version = 0;
  let compiled = new WeakMap<Plan, Map<string, Compiled>>();
  /** Asked several times for one read. */
  let last: (Compiled & { readonly plan: Plan; readonly local: string }) | undefined;
  const forget = () => {
    version += 1;
    compiled = new WeakMap();
    last = undefined;
  };
  const reload = async () => {
    const [found, settings, all] = await Promise.all([base.store.documents.list<Grant>(GRANT), readSettings(base), base.store.datasets.list()]);
    grants = found.map(({ body }) => body);
    holders = new Set(grants.filter(({ given }) => given !== undefined).map(({ scenario }) => scenario));
    definitions = new Map(all.map(({ rows: _rows, ...definition }) => [definition.id, definition]));
    smallest = settings.smallestGroup.rows;
    forget();
  };
  await reload();

  const read = (plan: Plan, part: DatasetDefinition, owner: string, reader: string): Reading => {
    const whole = definitions.get(part.id) ?? part;
    // Also one the scenario calls its own: by its address alone nothing is anybody's.
    if (owner === ROOT || owner === reader) return OWN;
    return withIds(readShared(whole, grants.filter((grant) => grant.dataset === whole.id && grant.scenario === plan.scenario.id && grant.applicantUnit === reader), smallest), whole, (id) => markRow(`${plan.scenario.id} ${whole.id} ${id}`));
  };

  return {
    unitOf,
    unitName: (id) => units.find(id)?.name ?? id,
    counted: createCountedBook(base, markRow),
    grants: () => grants,
    definitionOf: (dataset) => definitions.get(dataset),
    holdsGrant: (scenario) => holders.has(scenario),
    version: () => String(version),
    forget,
    reload,
    reading: (plan, local) => {
      const now = places.state();
      if (last?.plan === plan && last.local === local && last.places === now) return last.reading;
      const declared = plan.scenario.datasets[local];
      const part = plan.datasets[local];
      if (!declared || !part) return OWN;
      const known = compiled.get(plan);
      const before = known?.get(local);
      const reading = before?.places === now ? before.reading : read(plan, part, unitOf('dataset', part.id), unitOf('scenario', plan.scenario.id));
      if (before?.reading !== reading) compiled.set(plan, (known ?? new Map<string, Compiled>()).set(local, { places: now, reading }));
      last = { plan, local, places: now, reading };
      return reading;
    },
  };
}

/** The id of a row is made of its key: a scenario that may not know all of that as it is gets others. */
function withIds(reading: Reading, { key = [] }: DatasetDefinition, idOf: (id: string) => string): Reading {
  if (reading.kind !== 'shared' || key.every((field) => reading.access.fields.get(field)?.as === 'whole')) return reading;
  return { ...reading, access: { ...reading.access, idOf } };
}

/** Among the grants of one scene for one dataset of another unit, what is shared. */
export function readShared(definition: DatasetDefinition, grants: readonly Grant[], smallest: number): Reading {
  // Nobody said how it may be shared: then it is shared on application only.
  const sharing = definition.sharing ?? 'restricted';
  if (sharing === 'none') return { kind: 'closed', why: 'not-shared' };
  const grant = grants.find(({ status }) => status === 'in-force');
  if (grant?.given) {
    const { from, until } = grant.given;
    const access = compileGrant(grant.given, definition, smallest);
    const open: Pick<DatasetAccess, 'fields'> = sharing === 'unconditional' ? unconditionalAccess(definition) : { fields: new Map() };
    return { kind: 'shared', grant, access: { ...access, fields: limitComputed(definition, new Map([...open.fields, ...access.fields])) }, fromMs: startOf(from), untilMs: startOf(until) + DAY_MS };
  }
  if (sharing === 'unconditional') return { kind: 'shared', access: withoutTelling(definition, unconditionalAccess(definition)), fromMs: -Infinity, untilMs: Infinity };
  const last = grants.findLast(({ status }) => status === 'revoked' || status === 'ended');
  return last ? { kind: 'closed', why: 'over', last } : { kind: 'closed', why: 'needed' };
}

function withoutTelling(definition: DatasetDefinition, access: DatasetAccess): DatasetAccess {
  return { ...access, fields: limitComputed(definition, access.fields) };
}

const lastDay = (grant: Grant): string => grant.events.at(-1)?.at.slice(0, 10) ?? '';

function overIn(facts: { readonly dataset: string; readonly scenario: string }, last: Grant): Error {
  const event = last.events.at(-1);
  const { objection, reason = '' } = event === undefined ? {} : readEvent(event);
  const ended = { ...facts, grant: last.id, on: lastDay(last) };
  return objection === undefined ? failInRun('SCN_GRANT_OVER', { ...ended, reason }) : failInRun('SCN_GRANT_OBJECTED', { ...ended, objection });
}

/**
 * The reading, when it is allowed at this moment.
 * @throws SCN_GRANT_NEEDED, SCN_GRANT_NOT_SHARED, SCN_GRANT_OVER, SCN_GRANT_OBJECTED, SCN_GRANT_EARLY
 */
export function demandReading(sharing: SharingShelf, plan: Plan, local: string, now: () => Date): Exclude<Reading, { kind: 'closed' }> {
  const reading = sharing.reading(plan, local);
  if (reading.kind === 'own') return reading;
  const facts = { dataset: plan.datasets[local]?.id ?? local, scenario: plan.scenario.id };
  if (reading.kind === 'closed') {
    if (reading.why === 'not-shared') throw failInRun('SCN_GRANT_NOT_SHARED', facts);
    if (!reading.last) throw failInRun('SCN_GRANT_NEEDED', { ...facts, owner: sharing.unitName(sharing.unitOf('dataset', facts.dataset)), applicant: sharing.unitName(sharing.unitOf('scenario', facts.scenario)) });
    throw overIn(facts, reading.last);
  }
  const { grant, fromMs, untilMs } = reading;
  if (!grant) return reading;
  const ms = now().getTime();
  if (ms < fromMs) throw failInRun('SCN_GRANT_EARLY', { ...facts, grant: grant.id, from: grant.given?.from ?? '', now: now().toISOString() });
  if (ms >= untilMs) throw failInRun('SCN_GRANT_OVER', { ...facts, grant: grant.id, on: grant.given?.until ?? '', reason: '' });
  return reading;
}

/**
 * Whether the columns of a read may be read that way.
 * @throws what `demandReading` throws, SCN_GRANT_FIELD, SCN_GRANT_COUNTED
 */
export function demandReads(sharing: SharingShelf, at: { readonly plan: Plan; readonly local: string; readonly now: () => Date }, reads: DatasetReads): Allowed {
  const { plan, local } = at;
  const reading = demandReading(sharing, plan, local, at.now);
  if (reading.kind === 'own') return { smallest: 0 };
  const definition = plan.datasets[local];
  const refused = refusedFields(reading.access, reads, definition?.fields.map(({ id }) => id) ?? []);
  const facts = { dataset: definition?.id ?? local, scenario: plan.scenario.id };
  if (refused && refused.missing.length > 0) throw failInRun('SCN_GRANT_FIELD', { ...facts, fields: refused.missing.join(', ') });
  if (refused) throw failInRun('SCN_GRANT_COUNTED', { ...facts, fields: refused.counted.join(', ') });
  return { ...(reading.grant ? { grant: reading.grant.id } : {}), smallest: smallestGroup(reading.access, reads) };
}
