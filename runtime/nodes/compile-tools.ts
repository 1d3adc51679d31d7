import type { TSchema } from 'typebox';
import type { EvalContext } from '../language/context.ts';
import type { Ir } from '../language/ir.ts';
import type { Json } from '../schema/json.ts';

/** Given to `compile`: the language with the names of this node already declared. */
export interface CompileTools {
  /** Names in scope with their JSON Schemas. */
  readonly names: Readonly<Record<string, TSchema>>;
  /** Compiles `source` with extra local names; throws SCN_RULE_SYNTAX only when the checker was skipped. */
  readonly expression: (source: string, locals?: Readonly<Record<string, TSchema>>) => CompiledFormula;
  readonly unaryTests: (source: string, input: TSchema, locals?: Readonly<Record<string, TSchema>>) => CompiledFormula;
  /** The surroundings that evaluations with a scope happen in. Absent where code must not be generated. */
  readonly surroundings?: (scope: Readonly<Record<string, unknown>>) => EvalContext | undefined;
  readonly toJson: (value: unknown) => Json;
  readonly fromJson: (value: Json, schema: TSchema) => unknown;
}

export interface CompiledFormula {
  readonly source: string;
  readonly ir: Ir;
  /** JSON Schema of the value, as far as the checker knows it; `{}` = any. */
  readonly schema: TSchema;
  /** JSON of a value this formula gave; unlike the general one it knows which numbers are decimals (text). */
  readonly toJson: (value: unknown) => Json;
  /** It could not be compiled and gives null. */
  readonly broken?: true;
  /** `scope`: names with FEEL values, own properties; unary tests read the tested value from the name `?` and give true, false or null. */
  readonly evaluate: (scope: Readonly<Record<string, unknown>>) => unknown;
}
