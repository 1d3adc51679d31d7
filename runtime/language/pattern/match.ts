/**
 * The one place that runs regular expressions: Pike's virtual machine (R. Cox, "Regular Expression Matching: the Virtual Machine
 * Approach", 2009), whose time is program length × text length whatever the pattern.
 */
import { charge } from '../context.ts';
import type { Meter } from '../context.ts';
import { parseFlags, parsePattern, PatternError } from './syntax.ts';
import type { CharTest, Pattern } from './syntax.ts';

type Step =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'start' | 'end' | 'match' };

export interface Program {
  readonly steps: readonly Step[];
  /** For each step, the tick it was last added at, so that each is added once a position. Scratch memory of `findMatch`. */
  readonly seen: Float64Array;
  tick: number;
  readonly groups: number;
  readonly multiline: boolean;
}

const MAX_STEPS = 20_000;
/** Repeats of nothing make no steps, but take time too. */
const MAX_EMITTED = 50_000;

interface Emitting {
  readonly steps: Step[];
  emitted: number;
}

const MAX_KEPT = 200;
const kept = new Map<string, Program | null>();

/** As `compilePattern`, keeping the last programs; `fresh` tells whether it had to be made. */
export function programOf(source: string, flagText: string): { readonly program: Program | null; readonly fresh: boolean } {
  const key = `${flagText}/${source}`;
  const known = kept.get(key);
  if (known !== undefined) return { program: known, fresh: false };
  const program = compilePattern(source, flagText);
  if (kept.size >= MAX_KEPT) kept.clear();
  if (source.length <= 1000) kept.set(key, program);
  return { program, fresh: true };
}

/** Null when the pattern or its flags cannot be read. */
function compilePattern(source: string, flagText: string): Program | null {
  const flags = parseFlags(flagText);
  if (flags === null) return null;
  try {
    const { pattern, groups } = parsePattern(source, flags);
    const steps: Step[] = [];
    emit({ kind: 'group', index: 0, body: pattern }, { steps, emitted: 0 });
    steps.push({ op: 'match' });
    return { steps, seen: new Float64Array(steps.length), tick: 0, groups, multiline: flags.multiline };
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}

function emit(pattern: Pattern, made: Emitting): void {
  const { steps } = made;
  made.emitted += 1;
  if (steps.length > MAX_STEPS || made.emitted > MAX_EMITTED) throw new PatternError('too long');
  switch (pattern.kind) {
    case 'char': steps.push({ op: 'char', test: pattern.test }); return;
    case 'start': case 'end': steps.push({ op: pattern.kind }); return;
    case 'empty': return;
    case 'sequence': for (const part of pattern.parts) emit(part, made); return;
    case 'choice': emitChoice(pattern.parts, made); return;
    case 'repeat': emitRepeat(pattern, made); return;
    case 'group':
      steps.push({ op: 'save', slot: pattern.index * 2 });
      emit(pattern.body, made);
      steps.push({ op: 'save', slot: pattern.index * 2 + 1 });
  }
}

function emitChoice(parts: readonly Pattern[], made: Emitting): void {
  const { steps } = made;
  const jumps: { op: 'jump'; to: number }[] = [];
  parts.forEach((part, index) => {
    if (index === parts.length - 1) {
      emit(part, made);
      return;
    }
    const split = { op: 'split' as const, first: steps.length + 1, second: 0 };
    steps.push(split);
    emit(part, made);
    const jump = { op: 'jump' as const, to: 0 };
    jumps.push(jump);
    steps.push(jump);
    split.second = steps.length;
  });
  for (const jump of jumps) jump.to = steps.length;
}

function emitRepeat({ body, min, max, lazy }: Extract<Pattern, { kind: 'repeat' }>, made: Emitting): void {
  const { steps } = made;
  for (let i = 0; i < min; i++) emit(body, made);
  if (max === Infinity) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    const start = steps.push(split) - 1;
    emit(body, made);
    steps.push({ op: 'jump', to: start });
    aim(split, start + 1, steps.length, lazy);
    return;
  }
  const splits: { readonly step: { op: 'split'; first: number; second: number }; readonly at: number }[] = [];
  for (let i = min; i < max; i++) {
    const step = { op: 'split' as const, first: 0, second: 0 };
    splits.push({ step, at: steps.push(step) - 1 });
    emit(body, made);
  }
  for (const { step, at } of splits) aim(step, at + 1, steps.length, lazy);
}

function aim(split: { first: number; second: number }, into: number, past: number, lazy: boolean): void {
  split.first = lazy ? past : into;
  split.second = lazy ? into : past;
}

interface Threads {
  readonly at: number[];
  readonly saves: (readonly number[])[];
}

/** How many steps of a program, or places of groups copied, a step of the budget stands for. */
const PLACES_PER_STEP = 16;

/**
 * Places of the leftmost match from `from` on: `[start, end, start of group 1, …]`, −1 for a group not met; null for none.
 * Each character costs as many steps as there are ways the pattern may go on.
 */
export function findMatch(program: Program, text: string, from: number, meter: Meter): readonly number[] | null {
  let current: Threads = { at: [], saves: [] };
  let best: readonly number[] | null = null;
  const empty = Array.from({ length: (program.groups + 1) * 2 }, () => -1);
  program.tick += 1;
  let work = 1 + empty.length / PLACES_PER_STEP;
  for (let position = from; ; ) {
    if (best === null) work += addThread(program, current, { start: 0, position, saves: empty, text });
    charge(meter, 2 * (work + current.at.length));
    work = 0;
    if (current.at.length === 0 && best !== null) return best;
    const point = text.codePointAt(position);
    const width = point === undefined ? 1 : point > 0xffff ? 2 : 1;
    const next: Threads = { at: [], saves: [] };
    program.tick += 1;
    for (let i = 0; i < current.at.length; i++) {
      const step = program.steps[current.at[i] ?? 0];
      const saves = current.saves[i] ?? empty;
      if (step?.op === 'match') {
        best = saves;
        break;
      }
      if (step?.op === 'char' && point !== undefined && step.test(point)) work += addThread(program, next, { start: (current.at[i] ?? 0) + 1, position: position + width, saves, text });
    }
    if (point === undefined) return best;
    current = next;
    position += width;
  }
}

interface Thread {
  readonly start: number;
  readonly position: number;
  readonly saves: readonly number[];
  readonly text: string;
}

/** Follows all steps that read no character, and gives the work it took. */
function addThread(program: Program, threads: Threads, { start, position, saves: first, text }: Thread): number {
  const stack: { at: number; saves: readonly number[] }[] = [{ at: start, saves: first }];
  let work = 0;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { at, saves } = top;
    if (program.seen[at] === program.tick) continue;
    program.seen[at] = program.tick;
    work += 1;
    const step = program.steps[at];
    if (step === undefined) continue;
    if (step.op === 'jump') stack.push({ at: step.to, saves });
    else if (step.op === 'split') stack.push({ at: step.second, saves }, { at: step.first, saves });
    else if (step.op === 'save') {
      work += saves.length / PLACES_PER_STEP;
      stack.push({ at: at + 1, saves: saves.with(step.slot, position) });
    } else if (step.op === 'start' || step.op === 'end') {
      if (holds(step.op, program.multiline, text, position)) stack.push({ at: at + 1, saves });
    } else {
      threads.at.push(at);
      threads.saves.push(saves);
    }
  }
  return work;
}

function holds(anchor: 'start' | 'end', multiline: boolean, text: string, position: number): boolean {
  if (anchor === 'start') return position === 0 || (multiline && text[position - 1] === '\n');
  return position === text.length || (multiline && text[position] === '\n');
}
