import { compileFormula } from '../../runtime/engine/formula.ts';
import type { FormulaLanguage } from '../../runtime/engine/formula.ts';
import type { Ir } from '../../runtime/language/ir.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { TSchema } from 'typebox';

/** A formula for the browser's interpreter, and which outside names it reads. */
export interface FormulaView {
  readonly ir: Ir;
  readonly names: readonly string[];
}

/** Every name the tree reads, wherever it stands: only those values are sent to the browser. */
function namesIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) namesIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const node = value as { readonly op?: unknown; readonly name?: unknown };
    if (node.op === 'name' && typeof node.name === 'string') found.add(node.name);
    for (const inner of Object.values(value)) namesIn(inner, found);
  }
}

/** Null for a formula that does not compile; the checker has told the designer. */
export function viewFormula(language: FormulaLanguage, source: string, names: Readonly<Record<string, TSchema>>): FormulaView | null {
  const code = compileFormula(language, source, names, 'expression', []);
  if (!code) return null;
  const found = new Set<string>();
  namesIn(code.ir, found);
  return { ir: code.ir, names: [...found] };
}

/** Values of the outside names as `{ value, schema }`, without those the form itself provides. */
export function scopeValues(language: FormulaLanguage, wanted: Iterable<string>, scope: Readonly<Record<string, unknown>>, schemas: Readonly<Record<string, TSchema>>): Record<string, { value: Json; schema: unknown }> {
  return Object.fromEntries([...new Set(wanted)].flatMap((name) => (Object.hasOwn(scope, name) ? [[name, { value: language.toJson(scope[name]), schema: schemas[name] ?? {} }] as const] : [])));
}
