import { createHash } from 'node:crypto';
import type { Json } from '../../../runtime/schema/json.ts';
import { canonicalJson } from '../core/journal.ts';
import type { ArchiveEntry } from '../store.ts';

const MODULUS = 1n << 256n;

/** How many entries of a kind there are, and a SHA-256 over all of them that does not depend on their order. */
export interface Section {
  readonly count: number;
  readonly hash: string;
}

export type Sections = Readonly<Record<string, Section>>;

/** Counts and hashes entries by kind, and rows by dataset. */
export class Tally {
  readonly #sections = new Map<string, { count: number; sum: bigint }>();

  add(entry: ArchiveEntry): void {
    const name = entry.t === 'row' ? `row ${entry.dataset}` : entry.t;
    const section = this.#sections.get(name) ?? { count: 0, sum: 0n };
    const hash = createHash('sha256').update(canonicalJson(entry as unknown as Json)).digest('hex');
    this.#sections.set(name, { count: section.count + 1, sum: (section.sum + BigInt(`0x${hash}`)) % MODULUS });
  }

  get sections(): Sections {
    const names = [...this.#sections].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(names.map(([name, { count, sum }]) => [name, { count, hash: sum.toString(16).padStart(64, '0') }]));
  }
}

/** The first section in which two tallies differ; null when they are the same. */
export function difference(wanted: Sections, found: Sections): { readonly section: string; readonly wanted: number; readonly found: number } | null {
  for (const section of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    if (wanted[section]?.hash !== found[section]?.hash || wanted[section]?.count !== found[section]?.count) {
      return { section, wanted: wanted[section]?.count ?? 0, found: found[section]?.count ?? 0 };
    }
  }
  return null;
}
