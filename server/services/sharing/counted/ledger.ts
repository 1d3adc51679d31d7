import { CountedClasses, type KeptClasses, type Members, type Told } from './classes.ts';

/** Some rows, by marks of what they held and by marks of which they are. */
export interface MarkedRows {
  readonly held: Members;
  readonly ids: Members;
}

/** The classes of rows by what they held, and those of the same rows whatever they held. */
export interface KeptLedger extends KeptClasses {
  readonly ids: readonly string[];
}

/** The rows of several groups together. */
export function union(all: readonly MarkedRows[]): MarkedRows {
  const whole = { held: new Map<string, number>(), ids: new Map<string, number>() };
  for (const rows of all) for (const by of ['held', 'ids'] as const) for (const [mark, weight] of rows[by]) whole[by].set(mark, (whole[by].get(mark) ?? 0) + weight);
  return whole;
}

/**
 * Rows that stood together in two ways, both of which must hold. By what they held: a row that changed is another one,
 * so that two figures of the same rows tell of no change of few. By which they are: a row that changed is the same, so
 * that a change of something else does not make it possible to leave it out.
 */
export class CountedLedger {
  readonly #held: CountedClasses;
  readonly #ids: CountedClasses;

  constructor(kept?: KeptLedger) {
    this.#held = new CountedClasses(kept);
    this.#ids = new CountedClasses({ classes: kept?.ids ?? [], told: [] });
  }

  get rows(): number {
    return Math.max(this.#held.rows, this.#ids.rows);
  }

  keep(): KeptLedger {
    return { ...this.#held.keep(), ids: this.#ids.keep().classes };
  }

  holds({ held, ids }: MarkedRows, smallest: number): boolean {
    return this.#held.holds(held, smallest) && this.#ids.holds(ids, smallest);
  }

  tell({ held, ids }: MarkedRows, told?: Pick<Told, 'at' | 'figures'>): boolean {
    const isNews = this.#ids.tell(ids);
    return this.#held.tell(held, told) || isNews;
  }

  nearest({ held }: MarkedRows, questions: readonly string[], within: number): Told | null {
    return this.#held.nearest(held, questions, within);
  }

  /** @param there the rows that are there */
  forget(there: MarkedRows): void {
    this.#held.forget((mark) => there.held.has(mark));
    this.#ids.forget((mark) => there.ids.has(mark));
  }
}
