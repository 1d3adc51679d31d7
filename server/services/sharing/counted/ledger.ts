import { CountedClasses, type KeptClasses, type Members, type Told } from './classes.ts';
import { markOfAll } from './marks.ts';

/** Some rows, by marks of what they held, of which they are, and of what they held in each column that is read of them. */
export interface MarkedRows {
  readonly held: Members;
  readonly ids: Members;
  readonly columns: ReadonlyMap<string, Members>;
}

/** The classes of rows by what they held, those of the same rows whatever they held with what was told of them, and those by each column. */
export interface KeptLedger extends KeptClasses {
  readonly ids: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

const add = (to: Map<string, number>, more: Members): void => {
  for (const [mark, weight] of more) to.set(mark, (to.get(mark) ?? 0) + weight);
};

/** The rows of several groups together. */
export function union(all: readonly MarkedRows[]): MarkedRows {
  const whole = { held: new Map<string, number>(), ids: new Map<string, number>(), columns: new Map<string, Map<string, number>>() };
  for (const rows of all) {
    add(whole.held, rows.held);
    add(whole.ids, rows.ids);
    for (const [column, members] of rows.columns) {
      const of = whole.columns.get(column) ?? new Map<string, number>();
      add(of, members);
      whole.columns.set(column, of);
    }
  }
  return whole;
}

/**
 * Rows that stood together in several ways, all of which must hold. By what they held: a row that changed is another
 * one, so that two figures of the same rows tell of no change of few. By what they held in each column that is read: a
 * value that changed is not hidden among rows that changed elsewhere. By which they are: a row that changed is the same,
 * so that a change of something else does not make it possible to leave it out.
 */
export class CountedLedger {
  readonly #held: CountedClasses;
  readonly #ids: CountedClasses;
  readonly #columns: Map<string, CountedClasses>;

  constructor(kept?: KeptLedger) {
    this.#held = new CountedClasses({ classes: kept?.classes ?? [], told: [] });
    this.#ids = new CountedClasses({ classes: kept?.ids ?? [], told: kept?.told ?? [] });
    this.#columns = new Map(Object.entries(kept?.columns ?? {}).map(([column, classes]) => [column, new CountedClasses({ classes, told: [] })]));
  }

  get rows(): number {
    return Math.max(this.#held.rows, this.#ids.rows, ...[...this.#columns.values()].map(({ rows }) => rows));
  }

  /** Columns that something was told of. */
  get columns(): readonly string[] {
    return [...this.#columns.keys()];
  }

  keep(): KeptLedger {
    const { classes: ids, told } = this.#ids.keep();
    return { classes: this.#held.keep().classes, told, ids, columns: Object.fromEntries([...this.#columns].map(([column, classes]) => [column, classes.keep().classes])) };
  }

  holds({ held, ids, columns }: MarkedRows, smallest: number): boolean {
    return this.#held.holds(held, smallest) && this.#ids.holds(ids, smallest) && [...columns].every(([column, members]) => this.#of(column).holds(members, smallest));
  }

  tell({ held, ids, columns }: MarkedRows, told?: Pick<Told, 'at' | 'figures'>): boolean {
    const news = [this.#held.tell(held), ...[...columns].map(([column, members]) => this.#of(column).tell(members)), this.#ids.tell(ids, told && { ...told, held: markOfAll(held.keys()) })];
    return news.includes(true);
  }

  /** What was told of nearly these rows; one that holds another value in a column that is read counts as one that went and one that came. */
  nearest({ ids, columns }: MarkedRows, questions: readonly string[], within: number): Told | null {
    const fresh = this.#ids.fresh(ids);
    const changed = Math.max(0, ...[...columns].map(([column, members]) => this.#of(column).fresh(members) - fresh));
    return this.#ids.nearest(ids, questions, within - 2 * changed);
  }

  /** @param there the rows that are there, by all columns that something was told of */
  forget(there: MarkedRows): void {
    this.#held.forget((mark) => there.held.has(mark));
    this.#ids.forget((mark) => there.ids.has(mark));
    for (const [column, classes] of this.#columns) classes.forget((mark) => there.columns.get(column)?.has(mark) === true);
  }

  #of(column: string): CountedClasses {
    const classes = this.#columns.get(column) ?? new CountedClasses();
    this.#columns.set(column, classes);
    return classes;
  }
}
