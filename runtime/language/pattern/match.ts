/**
 * The one place that runs regular expressions: Pike's virtual machine (R. Cox, "Regular Expression Matching: the Virtual Machine
 * Approach", 2009), whose time is program length × text length whatever the pattern.
 */
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
  readonly groups: number;
  readonly multiline: boolean;
}

const MAX_STEPS = 20_000;

/** Null when the pattern or its flags cannot be read. */
export function compilePattern(source: string, flagText: string): Program | null {
  const flags = parseFlags(flagText);
  if (flags === null) return null;
  try {
    const { pattern, groups } = parsePattern(source, flags);
    const steps: Step[] = [];
    emit({ kind: 'group', index: 0, body: pattern }, steps);
    steps.push({ op: 'match' });
    return { steps, groups, multiline: flags.multiline };
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}

function emit(pattern: Pattern, steps: Step[]): void {
  if (steps.length > MAX_STEPS) throw new PatternError('too long');
  switch (pattern.kind) {
    case 'char': steps.push({ op: 'char', test: pattern.test }); return;
    case 'start': case 'end': steps.push({ op: pattern.kind }); return;
    case 'empty': return;
    case 'sequence': for (const part of pattern.parts) emit(part, steps); return;
    case 'choice': emitChoice(pattern.parts, steps); return;
    case 'repeat': emitRepeat(pattern, steps); return;
    case 'group':
      steps.push({ op: 'save', slot: pattern.index * 2 });
      emit(pattern.body, steps);
      steps.push({ op: 'save', slot: pattern.index * 2 + 1 });
  }
}

function emitChoice(parts: readonly Pattern[], steps: Step[]): void {
  const jumps: { op: 'jump'; to: number }[] = [];
  parts.forEach((part, index) => {
    if (index === parts.length - 1) {
      emit(part, steps);
      return;
    }
    const split = { op: 'split' as const, first: steps.length + 1, second: 0 };
    steps.push(split);
    emit(part, steps);
    const jump = { op: 'jump' as const, to: 0 };
    jumps.push(jump);
    steps.push(jump);
    split.second = steps.length;
  });
  for (const jump of jumps) jump.to = steps.length;
}

function emitRepeat({ body, min, max, lazy }: Extract<Pattern, { kind: 'repeat' }>, steps: Step[]): void {
  for (let i = 0; i < min; i++) emit(body, steps);
  if (max === Infinity) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    const start = steps.push(split) - 1;
    emit(body, steps);
    steps.push({ op: 'jump', to: start });
    aim(split, start + 1, steps.length, lazy);
    return;
  }
  const splits: { readonly step: { op: 'split'; first: number; second: number }; readonly at: number }[] = [];
  for (let i = min; i < max; i++) {
    const step = { op: 'split' as const, first: 0, second: 0 };
    splits.push({ step, at: steps.push(step) - 1 });
    emit(body, steps);
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

/** Places of the leftmost match from `from` on: `[start, end, start of group 1, …]`, −1 for a group not met; null for none. */
export function findMatch(program: Program, text: string, from: number): readonly number[] | null {
  const seen = new Int32Array(program.steps.length).fill(-1);
  let current: Threads = { at: [], saves: [] };
  let best: readonly number[] | null = null;
  const empty = Array.from({ length: (program.groups + 1) * 2 }, () => -1);
  for (let position = from; ; ) {
    if (best === null) addThread(program, current, 0, position, empty, text, seen);
    if (current.at.length === 0 && best !== null) return best;
    const point = text.codePointAt(position);
    const width = point === undefined ? 1 : point > 0xffff ? 2 : 1;
    const next: Threads = { at: [], saves: [] };
    for (let i = 0; i < current.at.length; i++) {
      const step = program.steps[current.at[i] ?? 0];
      const saved = current.saves[i] ?? empty;
      if (step?.op === 'match') {
        best = saved;
        break;
      }
      if (step?.op === 'char' && point !== undefined && step.test(point)) addThread(program, next, (current.at[i] ?? 0) + 1, position + width, saved, text, seen);
    }
    if (point === undefined) return best;
    current = next;
    position += width;
  }
}

/** Follows all steps that read no character. `seen` holds the position a step was last added at, so each is added once a position. */
function addThread(program: Program, threads: Threads, start: number, position: number, saves: readonly number[], text: string, seen: Int32Array): void {
  const stack: { at: number; saves: readonly number[] }[] = [{ at: start, saves }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { at } = top;
    if (seen[at] === position) continue;
    seen[at] = position;
    const step = program.steps[at];
    if (step === undefined) continue;
    if (step.op === 'jump') stack.push({ at: step.to, saves: top.saves });
    else if (step.op === 'split') stack.push({ at: step.second, saves: top.saves }, { at: step.first, saves: top.saves });
    else if (step.op === 'save') stack.push({ at: at + 1, saves: top.saves.with(step.slot, position) });
    else if (step.op === 'start' || step.op === 'end') {
      if (holds(step.op, program.multiline, text, position)) stack.push({ at: at + 1, saves: top.saves });
    } else {
      threads.at.push(at);
      threads.saves.push(top.saves);
    }
  }
}

function holds(anchor: 'start' | 'end', multiline: boolean, text: string, position: number): boolean {
  if (anchor === 'start') return position === 0 || (multiline && text[position - 1] === '\n');
  return position === text.length || (multiline && text[position] === '\n');
}
