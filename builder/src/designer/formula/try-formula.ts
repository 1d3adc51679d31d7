import { compileExpression, compileUnaryTests, hasErrors, type Compiled } from '../../../../runtime/language/compile.ts';
import type { WorkingCalendar } from '../../../../runtime/language/calendar.ts';
import { createContext, type EvalContext } from '../../../../runtime/language/context.ts';
import type { FeelDiagnostic } from '../../../../runtime/language/diagnostics.ts';
import { interpret } from '../../../../runtime/language/interpret.ts';
import type { Ir } from '../../../../runtime/language/ir.ts';
import { fromJson, toJson } from '../../../../runtime/language/json.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import type { Value } from '../../../../runtime/language/values/value.ts';
import type { Json } from '../../../../runtime/schema/json.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { namesOf } from './scope-names.ts';
import { sampleAt, type FormulaScope } from './formula-scope.ts';

/** Values a person typed, by path (`order.at`); `?` is the tested value of a cell. They replace the samples. */
export type TriedValues = Readonly<Record<string, unknown>>;

/** What the trial knows beside the values. */
export interface TrySurroundings {
  /** ISO instant that `now()` is. */
  readonly now: string;
  /** @default "Asia/Shanghai" */
  readonly zone?: string | undefined;
  readonly calendar?: WorkingCalendar | undefined;
}

/** One part of the formula with what it came to. */
export interface TriedStep {
  readonly text: string;
  readonly value: Json;
  /** How deep it stands in the formula; 0 is the whole. */
  readonly depth: number;
}

export interface TriedFormula {
  readonly value: Json;
  readonly steps: readonly TriedStep[];
  /** Why a part came to nothing, with positions in the formula. */
  readonly warnings: readonly FeelDiagnostic[];
}

/** Enough for any formula a person tries, little enough that typing never stalls. */
const MAX_STEPS = 200_000;
const MOST_STEPS = 14;

function contextOf({ now, zone, calendar }: TrySurroundings): EvalContext {
  return createContext({ now, maxSteps: MAX_STEPS, ...(zone === undefined ? {} : { zone }), ...(calendar === undefined ? {} : { calendar }) });
}

function compile(source: string, kind: FormulaKind, scope: FormulaScope): Compiled | undefined {
  if (source.trim() === '' || (kind === 'unary' && source.trim() === '-')) return undefined;
  const names = namesOf(scope);
  const compiled = kind === 'unary' ? compileUnaryTests(source, { names, input: typeFromSchema(scope.input) }) : compileExpression(source, { names });
  return hasErrors(compiled) ? undefined : compiled;
}

/** Paths whose values the formula reads, `?` first for a cell; each once. Undefined when it does not compile. */
export function pathsOf(source: string, kind: FormulaKind, scope: FormulaScope): readonly string[] | undefined {
  const compiled = compile(source, kind, scope);
  if (compiled === undefined) return undefined;
  const read = compiled.refs.map((ref) => ref.path.join('.'));
  const whole = read.filter((path) => !read.some((other) => other.startsWith(`${path}.`)));
  return [...(kind === 'unary' ? ['?'] : []), ...new Set(whole)];
}

/** The JSON of a root with typed values laid over the sample; through lists the first item is meant. */
function laidOver(value: unknown, path: readonly string[], typed: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return typed;
  if (Array.isArray(value) && value.length > 0) return [laidOver(value[0], path, typed), ...(value as unknown[]).slice(1)];
  const holder = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
  return { ...holder, [step]: laidOver(Object.hasOwn(holder, step) ? holder[step] : undefined, rest, typed) };
}

/** JSON of a scope's names: samples with typed values laid over them. */
export function scopeJson(scope: FormulaScope, typed: TriedValues): Readonly<Record<string, unknown>> {
  const json: Record<string, unknown> = Object.fromEntries(Object.keys(scope.names).map((name) => [name, scope.samples?.[name] ?? null]));
  for (const [path, value] of Object.entries(typed)) {
    const [head = '', ...rest] = path.split('.');
    if (head !== '?' && Object.hasOwn(scope.names, head)) json[head] = laidOver(json[head], rest, value);
  }
  return json;
}

/** The FEEL values of a scope's names: samples with typed values laid over them. */
export function scopeValues(scope: FormulaScope, typed: TriedValues): Readonly<Record<string, Value>> {
  const json = scopeJson(scope, typed);
  const names = namesOf(scope);
  const values = Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fromJson(value, names[name] ?? { kind: 'any' })]));
  return { ...values, '?': fromJson(typed['?'] ?? null, typeFromSchema(scope.input)) };
}

/** A formula as rules want it: evaluated against a scope given each time. One that does not compile is null. */
export function evaluatorOf(source: string, kind: FormulaKind, scope: FormulaScope, surroundings: TrySurroundings): { readonly ir: Ir; readonly evaluate: (values: Readonly<Record<string, unknown>>) => unknown; readonly toJson: (value: unknown) => Json } {
  const compiled = compile(source, kind, scope);
  return {
    ir: compiled?.ir ?? NOTHING,
    evaluate: (values) => (compiled === undefined ? null : interpret(compiled.ir, values as Readonly<Record<string, Value>>, contextOf(surroundings))),
    toJson: (value) => jsonOf(value as Value),
  };
}

const NOTHING: Ir = { op: 'null', type: { kind: 'null' }, at: [0, 0] };

/** The value a path has in a trial: typed, else the sample. */
export function triedValue(scope: FormulaScope, typed: TriedValues, path: string): unknown {
  return Object.hasOwn(typed, path) ? typed[path] : path === '?' ? undefined : sampleAt(scope.samples, path.split('.'));
}

const WORTH_SHOWING: ReadonlySet<Ir['op']> = new Set(['and', 'or', 'not', 'compare', 'between', 'match', 'arithmetic', 'builtin', 'call', 'quantified', 'filter', 'if', 'path', 'name']);
/** Inside these a name may be bound anew, so a part has no value of its own. */
const BINDS: ReadonlySet<Ir['op']> = new Set(['for', 'quantified', 'filter', 'function', 'bind', 'context']);

function childrenOf(ir: Ir): readonly Ir[] {
  const parts = Object.entries(ir).filter(([key]) => key !== 'type' && key !== 'at').flatMap(([, part]) => (Array.isArray(part) ? (part as unknown[]) : [part]));
  return parts.filter((part): part is Ir => typeof part === 'object' && part !== null && 'op' in part && 'at' in part);
}

function stepsOf(compiled: Compiled, evaluate: (ir: Ir) => Json): readonly TriedStep[] {
  const steps: TriedStep[] = [];
  const seen = new Set<string>();
  const walk = (ir: Ir, depth: number): void => {
    const text = compiled.source.slice(ir.at[0], ir.at[1]).trim();
    const shown = WORTH_SHOWING.has(ir.op) && text !== '' && text !== '?' && !seen.has(text);
    if (shown && steps.length < MOST_STEPS) {
      seen.add(text);
      steps.push({ text, value: evaluate(ir), depth });
    }
    if (ir.op === 'path' || BINDS.has(ir.op)) return;
    for (const child of childrenOf(ir)) walk(child, shown ? depth + 1 : depth);
  };
  walk(compiled.ir, 0);
  return steps;
}

function jsonOf(value: Value): Json {
  try {
    return toJson(value);
  } catch {
    return null;
  }
}

/**
 * Evaluates a formula with the samples of a scope and typed values, by the eval-free interpreter: a what-if, never the record of a run.
 * Undefined while the formula does not compile.
 */
export function tryFormula(source: string, kind: FormulaKind, scope: FormulaScope, typed: TriedValues, surroundings: TrySurroundings): TriedFormula | undefined {
  const compiled = compile(source, kind, scope);
  if (compiled === undefined) return undefined;
  const values = scopeValues(scope, typed);
  const whole = contextOf(surroundings);
  const value = jsonOf(interpret(compiled.ir, values, whole));
  return { value, steps: stepsOf(compiled, (ir) => jsonOf(interpret(ir, values, contextOf(surroundings)))), warnings: whole.warnings };
}
