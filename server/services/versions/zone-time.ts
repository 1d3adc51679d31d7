import { offsetAt, offsetOfLocal, parseZone, type Zone } from '../../../runtime/language/values/zones.ts';

const DEFAULT = 'Asia/Shanghai';

export function zoneOf(scenario: unknown): string {
  const zone = typeof scenario === 'object' && scenario !== null && 'zone' in scenario ? scenario.zone : undefined;
  return typeof zone === 'string' && parseZone(zone) !== null ? zone : DEFAULT;
}

const read = (name: string): Zone => parseZone(name) ?? { kind: 'named', name: DEFAULT };

/** The moment a clock of the zone shows `2026-12-01T20:00`; null for what is no day or time. An hour that is left out in spring is the one after it. */
export function momentOf(local: string, zone: string): Date | null {
  const asUtc = new Date(`${local}:00.000Z`);
  if (Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(local)) return null;
  const seconds = asUtc.getTime() / 1000;
  return new Date((seconds - offsetOfLocal(read(zone), seconds)) * 1000);
}

/** What a clock of the zone shows then, to the minute. */
export function localOf(at: Date, zone: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return new Date((seconds + offsetAt(read(zone), seconds)) * 1000).toISOString().slice(0, 16);
}
