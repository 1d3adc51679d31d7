import { setImmediate } from 'node:timers/promises';
import type { Json } from '../../runtime/schema/json.ts';

export interface Choice {
  readonly value: Json;
  readonly label: string;
  readonly detail?: string;
}

/** Choices read between two turns of the event loop. */
const TURN = 5000;

/**
 * All choices of one field, made for typing: their words stand in one text, each after a line feed, so that the
 * words that begin with what was typed are found by one native search and no row is looked at.
 */
export interface ChoiceIndex {
  readonly all: readonly Choice[];
  /** Those whose value or label is `typed` first, then those that begin with it, then those that hold it; at most `limit`. */
  readonly find: (typed: string, limit: number) => { readonly choices: Choice[]; readonly more: boolean };
  readonly byValue: (value: Json) => Choice | undefined;
  /** Whose data the choice is, where the rows are about persons. */
  readonly subjectOf: (choice: Choice) => Json | undefined;
}

function wordsOf({ label, value }: Choice): string {
  const words = typeof value === 'string' && value !== label ? `\n${label}\n${value}` : `\n${label}`;
  return words.toLowerCase();
}

/** The choice whose words hold the character at `offset`. */
function choiceAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Rows with the same value give one choice, the first. */
export async function indexChoices<Row>(rows: readonly Row[], choiceOf: (row: Row) => Choice, subjectOf: (row: Row) => Json | undefined = () => undefined): Promise<ChoiceIndex> {
  const all: Choice[] = [];
  const subjects = new WeakMap<Choice, Json>();
  const places = new Map<string, number>();
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const [index, row] of rows.entries()) {
    if (index % TURN === TURN - 1) await setImmediate();
    const choice = choiceOf(row);
    const key = JSON.stringify(choice.value);
    if (places.has(key)) continue;
    places.set(key, all.length);
    all.push(choice);
    const subject = subjectOf(row);
    if (subject !== undefined) subjects.set(choice, subject);
    const words = wordsOf(choice);
    starts.push(length);
    parts.push(words);
    length += words.length;
  }
  const text = `${parts.join('')}\n`;

  const search = (wanted: string, limit: number, found: Set<number>) => {
    for (let at = text.indexOf(wanted); at >= 0 && found.size <= limit; ) {
      const place = choiceAt(starts, at);
      found.add(place);
      at = text.indexOf(wanted, starts[place + 1] ?? text.length);
    }
  };
  return {
    all,
    subjectOf: (choice) => subjects.get(choice),
    find: (typed, limit) => {
      const wanted = typed.trim().toLowerCase().replaceAll('\n', ' ');
      if (wanted === '') return { choices: all.slice(0, limit), more: all.length > limit };
      const found = new Set<number>();
      search(`\n${wanted}\n`, limit, found);
      if (found.size <= limit) search(`\n${wanted}`, limit, found);
      if (found.size <= limit) search(wanted, limit, found);
      return { choices: [...found].slice(0, limit).map((place) => all[place] as Choice), more: found.size > limit };
    },
    byValue: (value) => {
      const place = places.get(JSON.stringify(value));
      return place === undefined ? undefined : all[place];
    },
  };
}
