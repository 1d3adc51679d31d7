import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import type { Before } from './before.ts';
import { compileFormula, type EngineFormula, type FormulaLanguage, type FormulaProblem } from './formula.ts';

type Schemas = Readonly<Record<string, TSchema>>;

/** The names that the formulas of one node may use, gathered only as far as somebody asks: a late node of a large flow has a thousand. */
export interface ScopeNames {
  readonly get: (name: string) => TSchema | undefined;
  readonly all: () => Schemas;
}

/** `outputs` grows as the nodes of the flow are read; those before `id` are in it. */
export function scopeNames(id: string, before: Before, outputs: ReadonlyMap<string, TSchema>, common: Schemas): ScopeNames {
  let made: Schemas | undefined;
  return {
    get: (name) => (Object.hasOwn(common, name) ? common[name] : before.has(id, name) ? outputs.get(name) : undefined),
    all: () => (made ??= { ...Object.fromEntries(before.of(id).map((earlier) => [earlier, outputs.get(earlier) ?? Type.Unsafe({})])), ...common }),
  };
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** The names in scope that a text could mean; ids of nodes are single words. */
function mentioned(source: string, names: ScopeNames): Schemas {
  const found: Record<string, TSchema> = {};
  for (const [word] of source.matchAll(WORD)) {
    const schema = names.get(word);
    if (schema !== undefined) found[word] = schema;
  }
  return found;
}

/** `compileFormula` against names in scope and locals. All names are gathered only for a formula with problems, which may want to suggest one. */
export function compileInScope(language: FormulaLanguage, source: string, names: ScopeNames, locals: Schemas, kind: 'expression' | 'unary', problems: FormulaProblem[]): EngineFormula | null {
  const found: FormulaProblem[] = [];
  const compiled = compileFormula(language, source, { ...mentioned(source, names), ...locals }, kind, found);
  return found.length === 0 ? compiled : compileFormula(language, source, { ...names.all(), ...locals }, kind, problems);
}
