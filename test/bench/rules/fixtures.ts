import type { TableConfig } from '../../../runtime/rules/table-schema.ts';

/** One case as JSON; `day` an ISO date. */
export interface BenchInput {
  readonly amount: number;
  readonly age: number;
  readonly region: string;
  readonly kind: string;
  readonly day: string;
}

/** One row in plain data, from which the table and every peer are written. Numbers and days: from (included) to (excluded). */
export interface BenchRule {
  readonly amount: readonly [number, number];
  readonly age: readonly [number, number];
  readonly regions: readonly string[];
  readonly kinds: readonly string[];
  /** Days since 2020-01-01. */
  readonly days: readonly [number, number];
}

export interface BenchTable {
  readonly rules: readonly BenchRule[];
  readonly inputs: readonly BenchInput[];
}

const SPACE = 1000;
const WORDS = Array.from({ length: 30 }, (_unused, index) => `w${index}`);

/** A fixed stream of numbers below 1 (mulberry32). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Random rows of two number ranges, two lists of words and a date range. A row is as narrow as the table is long, so that
 * the first hit lies on average 0.4 of the way down, whatever the length; the last row takes all.
 */
export function benchTable(count: number, seed = 7): BenchTable {
  const next = stream(seed);
  const share = (2 / count) ** (1 / 5);
  const range = (): readonly [number, number] => {
    const from = Math.floor(next() * SPACE * (1 - share));
    return [from, from + Math.max(1, Math.round(SPACE * share))];
  };
  const words = (): readonly string[] => {
    const from = Math.floor(next() * WORDS.length);
    return Array.from({ length: Math.max(1, Math.round(WORDS.length * share)) }, (_unused, index) => WORDS[(from + index) % WORDS.length] ?? '');
  };
  const rules = Array.from({ length: count - 1 }, (): BenchRule => ({ amount: range(), age: range(), regions: words(), kinds: words(), days: range() }));
  const point = (): number => Math.floor(next() * SPACE);
  const word = (): string => WORDS[Math.floor(next() * WORDS.length)] ?? '';
  const inputs = Array.from({ length: 1000 }, (): BenchInput => ({ amount: point(), age: point(), region: word(), kind: word(), day: dayText(point()) }));
  return { rules, inputs };
}

const START = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;

export function dayText(day: number): string {
  return new Date(START + day * DAY_MS).toISOString().slice(0, 10);
}

export function dayNumber(day: string): number {
  return (Date.parse(day) - START) / DAY_MS;
}

/** What the row number `index` gives; the row after the last takes all. */
export function gradeOf(index: number): string {
  return `g${index % 17}`;
}

export function tableConfig({ rules }: BenchTable): TableConfig {
  const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
  return {
    hitPolicy: 'FIRST',
    inputs: ['amount', 'age', 'region', 'kind', 'day'].map((id) => ({ id, expr: `input.${id}` })),
    outputs: [{ id: 'grade', type: 'string' }],
    rules: [
      ...rules.map((rule, index) => ({
        id: `R${index}`,
        when: { amount: `[${rule.amount[0]}..${rule.amount[1]})`, age: `[${rule.age[0]}..${rule.age[1]})`, region: quoted(rule.regions), kind: quoted(rule.kinds), day: `[date("${dayText(rule.days[0])}")..date("${dayText(rule.days[1])}"))` },
        then: { grade: `"${gradeOf(index)}"` },
      })),
      { id: `R${rules.length}`, when: {}, then: { grade: `"${gradeOf(rules.length)}"` } },
    ],
  };
}

export interface Answer {
  readonly grade: string;
  readonly rule: string;
}

export type Decide = (input: BenchInput) => Answer;

/** What a programmer writes: one `if` for each row, at most `size` of them in a function; each gives an object that is made once. */
export function handWritten({ rules }: BenchTable, size: number): Decide {
  const anyOf = (name: string, words: readonly string[]): string => `(${words.map((word) => `i.${name} === '${word}'`).join(' || ')})`;
  const lines = rules.map((rule, index) =>
    `if (i.amount >= ${rule.amount[0]} && i.amount < ${rule.amount[1]} && i.age >= ${rule.age[0]} && i.age < ${rule.age[1]} && ${anyOf('region', rule.regions)} && ${anyOf('kind', rule.kinds)} && i.day >= '${dayText(rule.days[0])}' && i.day < '${dayText(rule.days[1])}') return o[${index}];`);
  const parts = Array.from({ length: Math.ceil(lines.length / size) }, (_unused, part) => `function f${part}(i) { ${lines.slice(part * size, (part + 1) * size).join('\n')} return null; }`);
  const source = `"use strict"; ${parts.join('\n')} return (i) => ${parts.map((_part, index) => `f${index}(i) ?? `).join('')}o[${rules.length}];`;
  const answers = Array.from({ length: rules.length + 1 }, (_unused, index): Answer => ({ grade: gradeOf(index), rule: `R${index}` }));
  // oxlint-disable-next-line typescript/no-implied-eval -- a benchmark's own numbers and words, no user text
  return (new Function('o', source) as (answers: readonly Answer[]) => Decide)(answers);
}
