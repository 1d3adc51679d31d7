import type { Ir } from '../language/ir.ts';
import type { LocalScope, RuleFormula } from './rule-tools.ts';
import type { Source } from './sources.ts';

/** A parameter table that a formula asks, and the formula of the key it asks for. */
interface Lookup {
  readonly parameter: string;
  readonly key: RuleFormula;
}

/** Tells which entries of parameter tables a formula looked up in a scope. */
export type LookedUp = (formula: RuleFormula, scope: LocalScope) => readonly Source[];

/** `compile` makes the formula of a key; asked for once a formula, and only when something is explained. */
export function lookedUpBy(compile: (source: string) => RuleFormula): LookedUp {
  const known = new WeakMap<RuleFormula, readonly Lookup[]>();
  return (formula, scope) => {
    const lookups = known.get(formula) ?? [...lookupsIn(formula.ir)].map(({ parameter, key: [from, to] }) => ({ parameter, key: compile(formula.source.slice(from, to)) }));
    known.set(formula, lookups);
    return lookups.flatMap(({ parameter, key }): readonly Source[] => {
      const value = key.evaluate(scope);
      return typeof value === 'string' ? [{ kind: 'param', path: parameter, key: value }] : [];
    });
  };
}

function* lookupsIn(ir: Ir): Iterable<{ readonly parameter: string; readonly key: Ir['at'] }> {
  if (ir.op === 'builtin' && ir.name === 'lookup') {
    const [table, key] = ir.args;
    if (table?.op === 'path' && table.of.op === 'name' && table.of.name === 'param' && key) yield { parameter: table.key, key: key.at };
  }
  for (const part of Object.values(ir)) for (const inner of Array.isArray(part) ? (part as readonly unknown[]) : [part]) if (isIr(inner)) yield* lookupsIn(inner);
}

function isIr(value: unknown): value is Ir {
  return typeof value === 'object' && value !== null && 'op' in value && 'at' in value;
}
