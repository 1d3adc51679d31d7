import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { readFormula, readText } from './read-formula.ts';
import type { Mark, Names } from './shape.ts';

export type Way = readonly (string | number)[];

/** One place that says the name: `value` is the text there, `key` the name of the member itself. Spans are places in that text. */
export interface Hit {
  readonly path: Way;
  readonly of: 'value' | 'key';
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** The thing itself rather than a use of it. */
  readonly own: boolean;
}

/** What a walk through a document shows: names, and texts that hold names. */
export interface Visit {
  /** Whether a text can hold the name at all; what cannot need not be looked at. */
  readonly mayHold: (text: string) => boolean;
  readonly name: (path: Way, text: unknown, mark: () => Mark | undefined, own?: boolean) => void;
  readonly key: (path: Way, mark: () => Mark | undefined, own?: boolean) => void;
  readonly formula: (path: Way, source: unknown, kind: FormulaKind, names: () => Names) => void;
  /** A text with formulas in braces; `of` says whether it is a value or the name of a member. */
  readonly text: (path: Way, source: unknown, names: () => Names) => void;
  readonly part: (path: Way, of: Hit['of'], from: number, to: number) => void;
}

const LETTER = /[\p{L}\p{N}_]/u;

/** Whether a text has a word by itself, not as a part of a longer one. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length))) return true;
  }
  return false;
}

/** Gathers every place that says the name of `mark`, whose last part is `id`. */
export function createVisit(mark: Mark, id: string): { readonly visit: Visit; readonly hits: readonly Hit[] } {
  const hits: Hit[] = [];
  const whole = (path: Way, of: Hit['of'], own: boolean) => hits.push({ path, of, own, spans: [[0, id.length]] });
  const spansOf = (path: Way, read: (found: (found: Mark, from: number, to: number) => void) => void) => {
    const spans: [number, number][] = [];
    read((found, from, to) => {
      if (found === mark && !spans.some(([start]) => start === from)) spans.push([from, to]);
    });
    if (spans.length > 0) hits.push({ path, of: 'value', own: false, spans: spans.toSorted(([one], [other]) => one - other) });
  };
  const mayHold = (text: string) => text.includes(id);
  return {
    hits,
    visit: {
      mayHold,
      name: (path, text, markAt, own = false) => void (text === id && markAt() === mark ? whole(path, 'value', own) : 0),
      key: (path, markAt, own = false) => void (path.at(-1) === id && markAt() === mark ? whole(path, 'key', own) : 0),
      formula: (path, source, kind, names) => {
        if (typeof source === 'string' && holdsWord(source, id)) spansOf(path, (found) => readFormula(source, kind, names(), found));
      },
      text: (path, source, names) => {
        if (typeof source === 'string' && !source.startsWith('@') && holdsWord(source, id)) spansOf(path, (found) => readText(source, names(), found));
      },
      part: (path, of, from, to) => void hits.push({ path, of, own: false, spans: [[from, to]] }),
    },
  };
}
