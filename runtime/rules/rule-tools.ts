import type { TSchema } from 'typebox';
import type { EvalContext } from '../language/context.ts';
import type { Ir } from '../language/ir.ts';
import type { Json } from '../schema/json.ts';

/** A compiled formula as rules need it; the node layer's `CompiledFormula` is one. */
export interface RuleFormula {
  readonly source: string;
  readonly ir: Ir;
  readonly schema: TSchema;
  readonly evaluate: (scope: Readonly<Record<string, unknown>>) => unknown;
  /** JSON of a value this formula gave: decimals as text. */
  readonly toJson: (value: unknown) => Json;
  /** It could not be compiled and gives null. */
  readonly broken?: true;
}

/** The language, handed in, so that rules do not care how formulas are compiled. */
export interface RuleTools {
  readonly names: Readonly<Record<string, TSchema>>;
  readonly expression: (source: string, locals?: Readonly<Record<string, TSchema>>) => RuleFormula;
  readonly unaryTests: (source: string, input: TSchema, locals?: Readonly<Record<string, TSchema>>) => RuleFormula;
  /** The surroundings that evaluations with a scope happen in. Absent where code must not be generated. */
  readonly surroundings?: (scope: Readonly<Record<string, unknown>>) => EvalContext | undefined;
}

/** What an evaluation sees: FEEL values by name, and the day whose rules count. */
export interface RuleFacts {
  readonly scope: Readonly<Record<string, unknown>>;
  /** ISO date-time with offset. */
  readonly asOf: string;
  /** IANA zone of the scenario. */
  readonly zone: string;
}

/** Scope with room for locals; own properties only, as generated code demands. */
export type LocalScope = Record<string, unknown>;

/** The name the tested value of a unary test goes by. */
export const TESTED = '?';

export function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
