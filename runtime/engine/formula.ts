import type { TSchema } from 'typebox';
import type { EvalContext } from '../language/context.ts';
import type { Ir } from '../language/ir.ts';
import type { Lambda } from '../language/lambda.ts';
import type { Calendar } from '../host/calendar.ts';
import type { CompiledFormula, CompileTools } from '../nodes/compile-tools.ts';
import type { Json, JsonObject } from '../schema/json.ts';

/** The surroundings of an evaluation: whose `now()`, in which zone, with which working-day calendar. */
export interface FormulaClock {
  readonly now: string;
  readonly zone: string;
  readonly calendar?: Calendar;
  /** Steps of all evaluations until `takeStop` is called. @default without a limit */
  readonly maxStepsInAll?: number;
}

/** A finding about a formula; offsets are characters of its source. */
export interface FormulaProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly from: number;
  readonly to: number;
  readonly message: { readonly 'zh-CN': string; readonly en: string };
  /** Replace `from..to` by `text` to mend it. */
  readonly fix?: { readonly from: number; readonly to: number; readonly text: string };
}

/** A formula that a limit ended: its null is no answer. */
export interface FormulaStop {
  readonly code: string;
  readonly message: { readonly 'zh-CN': string; readonly en: string };
  readonly details: JsonObject;
}

export interface FormulaCode {
  readonly ir: Ir;
  readonly schema: TSchema;
  /** `context` is what `FormulaLanguage.context` made. */
  readonly evaluate: (scope: Readonly<Record<string, unknown>>, context: unknown) => unknown;
  /** JSON of a result; knows the static type, so that decimals become text. */
  readonly toJson: (value: unknown) => Json;
}

/** A formula of a config: as nodes see it, and able to give JSON. */
export interface EngineFormula extends CompiledFormula {
  readonly toJson: (value: unknown) => Json;
}

/** The language as the engine needs it; `real-language.ts` is the one that ships. */
export interface FormulaLanguage {
  readonly compile: (source: string, names: Readonly<Record<string, TSchema>>, kind: 'expression' | 'unary') => { readonly code: FormulaCode | null; readonly problems: readonly FormulaProblem[] };
  readonly context: (clock: FormulaClock) => unknown;
  /** What `context` made, for code generated over several formulas. Absent in a language that generates none. */
  readonly surroundings?: (context: unknown) => EvalContext | undefined;
  /** Takes what ended an evaluation early since it was last asked; null when nothing did. What comes after has its whole `maxStepsInAll` again. */
  readonly takeStop?: (context: unknown) => FormulaStop | null;
  readonly toJson: (value: unknown) => Json;
  readonly fromJson: (value: Json, schema: TSchema) => unknown;
}

/**
 * The surroundings travel inside the scope under this key, because a node copies its scope to add locals and
 * formulas are evaluated with the scope alone. A symbol, so no formula can name it.
 */
export const SURROUNDINGS = Symbol('surroundings');

export type Scope = Readonly<Record<string, unknown>> & { readonly [SURROUNDINGS]?: unknown };

/** Compiles one formula, or gives null and says why; never throws. */
export function compileFormula(language: FormulaLanguage, source: string, names: Readonly<Record<string, TSchema>>, kind: 'expression' | 'unary', problems: FormulaProblem[]): EngineFormula | null {
  const { code, problems: found } = language.compile(source, names, kind);
  problems.push(...found);
  if (!code) return null;
  return { source, ir: code.ir, schema: code.schema, toJson: code.toJson, evaluate: (scope) => code.evaluate(scope, (scope as Scope)[SURROUNDINGS]) };
}

export function lambdaOf(formula: CompiledFormula, scope: Scope): Lambda {
  return { kind: 'lambda', source: formula.source, ir: formula.ir, scope, call: (locals) => formula.evaluate({ ...scope, ...locals }) };
}

/** A formula that could not be compiled while its place had to be filled: always null. */
function nothing(source: string): CompiledFormula {
  return { source, ir: NULL_IR, schema: {}, toJson: () => null, evaluate: () => null, broken: true };
}
const NULL_IR: Ir = { op: 'null', type: { kind: 'null' }, at: [0, 0] };

/** What a node's `compile` gets. Broken formulas give null and a problem at `place`, so that a bad scenario never throws. */
export function compileTools(language: FormulaLanguage, names: Readonly<Record<string, TSchema>>, problems: FormulaProblem[]): CompileTools {
  const { surroundings } = language;
  const withLocals = namesWithLocals(names);
  return {
    names,
    expression: (source, locals) => compileFormula(language, source, withLocals(locals), 'expression', problems) ?? nothing(source),
    unaryTests: (source, input, locals) => compileFormula(language, source, withLocals(locals, input), 'unary', problems) ?? nothing(source),
    ...(surroundings ? { surroundings: (scope: Scope) => surroundings(scope[SURROUNDINGS]) } : {}),
    toJson: language.toJson,
    fromJson: language.fromJson,
  };
}

type Schemas = Readonly<Record<string, TSchema>>;

/** Names and locals as one object, the same for the same ones: the language prepares its parser once for each. */
function namesWithLocals(names: Schemas): (locals?: Schemas, input?: TSchema) => Schemas {
  const known = new WeakMap<Schemas, Map<TSchema | undefined, { readonly size: number; readonly merged: Schemas }>>();
  return (locals = NO_LOCALS, input) => {
    if (locals === NO_LOCALS && input === undefined) return names;
    const byInput = known.get(locals) ?? new Map<TSchema | undefined, { readonly size: number; readonly merged: Schemas }>();
    known.set(locals, byInput);
    // Locals may have grown since: a table adds its helper values one by one.
    const size = Object.keys(locals).length;
    const before = byInput.get(input);
    if (before?.size === size) return before.merged;
    const merged = { ...names, ...locals, ...(input === undefined ? {} : { '?': input }) };
    byInput.set(input, { size, merged });
    return merged;
  };
}

const NO_LOCALS: Schemas = {};
