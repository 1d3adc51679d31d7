import { compileExpression, compileUnaryTests, type Compiled } from '../../../../runtime/language/compile.ts';
import { createContext } from '../../../../runtime/language/context.ts';
import { interpret } from '../../../../runtime/language/interpret.ts';
import { fromJson } from '../../../../runtime/language/json.ts';
import { typeFromSchema, type FeelType } from '../../../../runtime/language/types.ts';
import type { Value } from '../../../../runtime/language/values/value.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';
import type { FormulaScope } from '../formula/formula-scope.ts';

/** How one rule fared with the values tried. `failed` is the first condition that did not hold. */
export interface TriedRule {
  readonly id: string;
  readonly hit: boolean;
  readonly failed?: string;
}

export interface Tried {
  readonly rules: readonly TriedRule[];
  /** Inputs that have no value though a rule asks for one; then nothing hits. */
  readonly missing: readonly string[];
}

/** Rules beyond this many are not tried while typing. */
const MOST = 2000;

interface Outer {
  readonly types: Readonly<Record<string, FeelType>>;
  readonly values: Readonly<Record<string, Value>>;
}

const remembered = new WeakMap<object, Outer>();

/** Names and last values as FEEL; one per scope, because the parser is kept by names. */
function outerOf(scope: FormulaScope): Outer {
  const known = remembered.get(scope.names);
  if (known) return known;
  const types = Object.fromEntries(Object.entries(scope.names).map(([name, schema]) => [name, typeFromSchema(schema)]));
  const values = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, fromJson(scope.samples?.[name] ?? null, type)]));
  const made = { types, values };
  remembered.set(scope.names, made);
  return made;
}

/** A value typed by a person as FEEL; undefined when it cannot be read. */
export function readTyped(source: string, scope: FormulaScope): { readonly value: Value } | undefined {
  const outer = outerOf(scope);
  const compiled = compileExpression(source, { names: outer.types });
  if (compiled.diagnostics.some((one) => one.severity === 'error')) return undefined;
  return { value: interpret(compiled.ir, outer.values, createContext({ maxSteps: 10_000 })) };
}

/**
 * Tries values (by input id) against every rule with the eval-free interpreter: a what-if, never the record of a run.
 * As in a run, a missing value that a rule asks for before any hit ends the trial.
 */
export function tryTable(config: TableConfig, scope: FormulaScope, schemas: (input: string) => unknown, values: Readonly<Record<string, Value>>): Tried {
  const outer = outerOf(scope);
  const context = createContext({ maxSteps: 2_000_000 });
  const cells = new Map<string, Compiled>();
  const first = config.hitPolicy === 'FIRST';
  let done = false;
  let missing: readonly string[] = [];
  const rules = config.rules.slice(0, MOST).map((rule): TriedRule => {
    if (done) return { id: rule.id, hit: false };
    for (const input of config.inputs) {
      const source = rule.when[input.id] ?? '';
      if (source === '' || source === '-') continue;
      const value = values[input.id] ?? null;
      if (value === null && input.nullable !== true && config.nulls !== 'dmn') {
        missing = [input.id];
        done = true;
        return { id: rule.id, hit: false, failed: input.id };
      }
      const key = `${input.id}\u0000${source}`;
      const compiled = cells.get(key) ?? compileUnaryTests(source, { names: outer.types, input: typeFromSchema(schemas(input.id)) });
      cells.set(key, compiled);
      if (interpret(compiled.ir, { ...outer.values, '?': value }, context) !== true) return { id: rule.id, hit: false, failed: input.id };
    }
    done = first;
    return { id: rule.id, hit: true };
  });
  return { rules, missing };
}
