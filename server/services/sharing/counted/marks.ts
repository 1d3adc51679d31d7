import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { StoredRow } from '../../../../runtime/host/row-filter.ts';
import { canonicalText } from '../../../../runtime/schema/canonical-json.ts';
import { MARK } from './classes.ts';
import type { KeptLedger } from './ledger.ts';

/** Rows marked between two turns of the event loop. */
export const TURN = 5000;
/** Versions that a row may have had before it was loaded anew and began at 1 again. */
const VERSIONS = 64;

const marked = (text: string): string => hash('sha256', text, 'base64url').slice(0, MARK);

/** By what it holds and not by its version, which begins anew when all rows are replaced. */
export const heldMark = (seed: string, { id, data }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)} ${canonicalText(data)}`);
export const idMark = (seed: string, { id }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)}`);
const versionMark = (seed: string, id: string, version: number): string => marked(`${seed} ${version} ${id}`);

/**
 * A ledger from the time when rows were marked by their versions: whatever it says of a row, under any version, holds
 * for the row that is there now. Marks of rows that went or changed stay, because they count in their classes.
 */
export async function withIds(kept: KeptLedger, rows: readonly StoredRow[], seed: string): Promise<KeptLedger> {
  const classOf = new Map<string, number>();
  for (const [index, marks] of kept.classes.entries()) for (let at = 0; at < marks.length; at += MARK) classOf.set(marks.slice(at, at + MARK), index);
  const classes: string[][] = kept.classes.map(() => []);
  const stoodIn = new Map<string, number[]>();
  const last = rows.reduce((most, { version }) => Math.max(most, version), VERSIONS);
  for (let version = 1, done = 0; version <= last && classOf.size > 0; version += 1) {
    for (const row of rows) {
      done += 1;
      if (done % TURN === 0) await setImmediate();
      const old = versionMark(seed, row.id, version);
      const index = classOf.get(old);
      if (index === undefined) continue;
      classOf.delete(old);
      classes[index]?.push(row.version === version ? heldMark(seed, row) : old);
      const mark = idMark(seed, row);
      stoodIn.set(mark, [...(stoodIn.get(mark) ?? []), index]);
    }
  }
  for (const [mark, index] of classOf) classes[index]?.push(mark);
  const ids = new Map<string, string>();
  for (const [mark, places] of stoodIn) ids.set(places.join(' '), `${ids.get(places.join(' ')) ?? ''}${mark}`);
  return { classes: classes.map((marks) => marks.join('')), told: kept.told, ids: [...ids.values()] };
}
