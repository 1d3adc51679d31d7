import type { Json } from '../../../../runtime/schema/json.ts';

/** Figures that were told of some rows, by what was asked. */
export interface Told {
  readonly at: string;
  /** Classes the rows are made of. */
  readonly classes: readonly number[];
  /** Mark of all that the rows held. */
  readonly held: string;
  readonly figures: Readonly<Record<string, Json>>;
}

/** What a ledger is kept as: the rows of each class, and what was told of which. */
export interface KeptClasses {
  /** Absent where a class is empty. Marks are of one length and stand one after the other. */
  readonly classes: readonly string[];
  readonly told: readonly Told[];
}

/** Rows by mark, each with how often it counts. */
export type Members = ReadonlyMap<string, number>;

export const MARK = 11;
const TOLD = 400;
const NEW = -1;

interface Part {
  readonly from: number;
  readonly marks: string[];
}

/**
 * Which rows stood together in every figure told so far. Rows of one class were always counted together and equally
 * often, so whatever is added to or taken from what, each row comes with all the others of its class: while no class
 * has fewer rows than the least size, no figure about fewer can be worked out, from however many answers. A row that
 * changes is another row from then on.
 */
export class CountedClasses {
  readonly #of = new Map<string, number>();
  readonly #sizes: number[] = [];
  #told: Told[];

  constructor(kept?: KeptClasses) {
    for (const [index, marks] of (kept?.classes ?? []).entries()) {
      this.#sizes.push(marks.length / MARK);
      for (let at = 0; at < marks.length; at += MARK) this.#of.set(marks.slice(at, at + MARK), index);
    }
    this.#told = [...(kept?.told ?? [])];
  }

  get rows(): number {
    return this.#of.size;
  }

  keep(): KeptClasses {
    const classes: string[][] = this.#sizes.map(() => []);
    for (const [mark, index] of this.#of) classes[index]?.push(mark);
    return { classes: classes.map((marks) => marks.join('')), told: this.#told };
  }

  /** Parts that the rows make of the classes there are; of those that no figure was told of yet, one for each weight. */
  #parts(members: Members): ReadonlyMap<string, Part> {
    const parts = new Map<string, Part>();
    for (const [mark, weight] of members) {
      const from = this.#of.get(mark) ?? NEW;
      const key = `${from} ${weight}`;
      const part = parts.get(key) ?? { from, marks: [] };
      part.marks.push(mark);
      parts.set(key, part);
    }
    return parts;
  }

  /** How many rows of each class are among some; of those in none under `NEW`. */
  #within(parts: Iterable<Part>): Map<number, number> {
    const within = new Map<number, number>();
    for (const { from, marks } of parts) within.set(from, (within.get(from) ?? 0) + marks.length);
    return within;
  }

  /** Whether figures of these rows leave no class with fewer than `smallest`. */
  holds(members: Members, smallest: number): boolean {
    const parts = this.#parts(members);
    if (members.size < smallest || [...parts.values()].some(({ marks }) => marks.length < smallest)) return false;
    return [...this.#within(parts.values())].every(([from, count]) => {
      const left = from === NEW ? 0 : (this.#sizes[from] ?? 0) - count;
      return left === 0 || left >= smallest;
    });
  }

  /** Notes that figures of these rows are told. Answers whether anything has to be kept that was not known. */
  tell(members: Members, told?: Omit<Told, 'classes'>): boolean {
    const parts = this.#parts(members);
    const within = this.#within(parts.values());
    const made: number[] = [];
    let isNews = false;
    for (const { from, marks } of parts.values()) {
      const isWhole = from !== NEW && within.get(from) === marks.length && this.#sizes[from] === marks.length;
      made.push(isWhole ? from : this.#split(from, marks));
      isNews ||= !isWhole;
    }
    return (told !== undefined && this.#note({ ...told, classes: made.sort((a, b) => a - b) })) || isNews;
  }

  #split(from: number, marks: readonly string[]): number {
    const made = this.#sizes.length;
    this.#sizes.push(marks.length);
    for (const mark of marks) this.#of.set(mark, made);
    if (from !== NEW) {
      this.#sizes[from] = (this.#sizes[from] ?? 0) - marks.length;
      this.#told = this.#told.map((one) => (one.classes.includes(from) ? { ...one, classes: [...one.classes, made].sort((a, b) => a - b) } : one));
    }
    return made;
  }

  /** Figures of the same rows stand together while these hold the same; else the later ones take the place of all before. */
  #note(told: Told): boolean {
    const same = (one: Told) => one.classes.length === told.classes.length && one.classes.every((id, index) => id === told.classes[index]);
    const before = this.#told.find(same);
    const still = before?.held === told.held ? before : undefined;
    if (still && Object.entries(told.figures).every(([of, value]) => Object.hasOwn(still.figures, of) && JSON.stringify(still.figures[of]) === JSON.stringify(value))) return false;
    this.#told = [...this.#told.filter((one) => one !== before), { ...told, figures: { ...still?.figures, ...told.figures } }].slice(-TOLD);
    return true;
  }

  /** How many of the rows no figure was told of. */
  fresh(members: Members): number {
    let count = 0;
    for (const mark of members.keys()) if (!this.#of.has(mark)) count += 1;
    return count;
  }

  /** What was told of nearly these rows, with an answer to each question; of several the nearest, of equally near ones the latest. */
  nearest(members: Members, questions: readonly string[], within: number): Told | null {
    const inside = this.#within(this.#parts(members).values());
    let best: { readonly told: Told; readonly apart: number } | null = null;
    for (const told of this.#told) {
      if (!questions.every((question) => Object.hasOwn(told.figures, question))) continue;
      const shared = told.classes.reduce((sum, id) => sum + (inside.get(id) ?? 0), 0);
      const apart = told.classes.reduce((sum, id) => sum + (this.#sizes[id] ?? 0), 0) + members.size - 2 * shared;
      if (apart < within && (best === null || apart <= best.apart)) best = { told, apart };
    }
    return best?.told ?? null;
  }

  /** Forgets classes of which no row is there any more: nothing new can be asked about them. */
  forget(isThere: (mark: string) => boolean): void {
    const alive = new Set<number>();
    for (const [mark, index] of this.#of) if (isThere(mark)) alive.add(index);
    for (const [mark, index] of this.#of) if (!alive.has(index)) this.#of.delete(mark);
    for (const index of this.#sizes.keys()) if (!alive.has(index)) this.#sizes[index] = 0;
    this.#told = this.#told.filter(({ classes }) => classes.some((id) => alive.has(id)));
  }
}
