import { parseDate } from '../../../../runtime/language/values/dates.ts';
import type { ParameterValue } from '../../../../runtime/schema/parameter.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { readDay } from '../table/clerk-cell.ts';
import { parseTsv } from '../table/tsv.ts';
import { readParameter, type ParameterType } from './parameter-value.ts';

/** Why a pasted line is no value: which cell, and what is wrong with it. */
export interface PasteFault {
  readonly line: number;
  readonly cell: string;
  readonly wrong: 'number' | 'duration' | 'json' | 'day' | 'days' | 'basis' | 'value' | 'truth' | 'many';
}

export interface Pasted {
  readonly values: readonly ParameterValue[];
  readonly faults: readonly PasteFault[];
  /** The lines with faults as they were, to be mended and pasted again. */
  readonly rest: string;
}

/** As office sheets write "the others". */
const OTHERS = /^(?:其他|其它|其余|\*|-|—|others?)$/iu;
const TRUTH: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false, yes: true, no: false, '√': true, '×': false };

type Cells = readonly string[];

export interface PasteTarget {
  readonly type: ParameterType;
  /** Values the parameter may still take. */
  readonly room: number;
  readonly scenario: Pick<Scenario, 'bases'>;
}

/** Lines of key, value, first day, last day and basis, as a sheet has them; the first may be titles. Good lines are kept whatever the others are. */
export function readPaste(text: string, target: PasteTarget, titleOf: (basis: string) => string | undefined): Pasted {
  const lines = parseTsv(text).map((cells) => cells.map((cell) => cell.trim())).filter((cells) => cells.some((cell) => cell !== ''));
  const values: ParameterValue[] = [];
  const faults: PasteFault[] = [];
  const rest: string[] = [];
  for (const [index, cells] of lines.entries()) {
    const read = values.length < target.room ? readLine(cells, target, titleOf) : ({ cell: cells[0] ?? '', wrong: 'many' } as const);
    if ('value' in read) values.push(read.value);
    else if (index > 0 || !isHead(cells)) {
      faults.push({ line: index + 1, ...read });
      rest.push(cells.join('\t'));
    }
  }
  return { values, faults, rest: rest.join('\n') };
}

/** Titles say no day and no figure. */
function isHead(cells: Cells): boolean {
  return cells.length > 1 && cells.every((cell) => !/\d/.test(cell));
}

function readLine([key = '', typed = '', first = '', last = '', source = '']: Cells, { type, scenario }: PasteTarget, titleOf: (basis: string) => string | undefined): { readonly value: ParameterValue } | Omit<PasteFault, 'line'> {
  const value = readValue(typed, type);
  if ('wrong' in value) return { cell: typed, wrong: value.wrong };
  const from = dayOf(first);
  const to = dayOf(last);
  if (from === undefined) return { cell: first, wrong: 'day' };
  if (to === undefined) return { cell: last, wrong: 'day' };
  if (from !== null && to !== null && from > to) return { cell: last, wrong: 'days' };
  const basis = source === '' ? undefined : Object.keys(scenario.bases).find((id) => id === source || titleOf(id) === source);
  if (source !== '' && basis === undefined) return { cell: source, wrong: 'basis' };
  return { value: { ...(key === '' || OTHERS.test(key) ? {} : { key }), from, ...(to === null ? {} : { to }), value: value.value, ...(basis === undefined ? {} : { basis }) } };
}

/** Figures come with thousands separators and full-width signs. */
function readValue(typed: string, type: ParameterType): { readonly value: unknown } | { readonly wrong: PasteFault['wrong'] } {
  if (typed === '') return { wrong: 'value' };
  const plain = typed.normalize('NFKC');
  if (type === 'boolean') return Object.hasOwn(TRUTH, plain.toLowerCase()) ? { value: TRUTH[plain.toLowerCase()] } : { wrong: 'truth' };
  if (type === 'date') {
    const day = dayOf(typed);
    return typeof day === 'string' ? { value: day } : { wrong: 'day' };
  }
  const numeric = type === 'integer' || type === 'number' || type === 'decimal';
  return readParameter(type, numeric ? plain.replaceAll(/(?<=\d),(?=\d{3})/g, '') : type === 'string' ? typed : plain);
}

/** An ISO day; null for an empty cell, undefined for what is no day of the calendar. */
function dayOf(typed: string): string | null | undefined {
  if (typed === '' || /^(?:长期|不限|-|—)$/u.test(typed)) return null;
  const day = readDay(typed);
  return day !== undefined && parseDate(day) !== null ? day : undefined;
}
