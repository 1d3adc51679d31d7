import type { Evaluated, EvaluatedValue } from '../nodes/define-node.ts';
import { lambdaOf, type EngineFormula, type Scope } from './formula.ts';
import type { ConfigFormula } from './config-formulas.ts';

/** Turns a config into its evaluated form for one scope; a `fixed` one holds no formula and is the same for every scope. */
export type ConfigPlan = ((scope: Scope) => Evaluated) & { readonly fixed?: true };
type Part = (scope: Scope) => EvaluatedValue;

interface Tree {
  formula?: { readonly format: ConfigFormula['format']; readonly code: EngineFormula | null };
  readonly parts: Map<string, Tree>;
}

/** Built once per node: parts without formulas are shared, never copied again. */
export function planConfig(config: Readonly<Record<string, unknown>>, formulas: readonly (ConfigFormula & { readonly code: EngineFormula | null })[]): ConfigPlan {
  if (formulas.length === 0) return Object.assign(() => config as Evaluated, { fixed: true as const });
  const root: Tree = { parts: new Map() };
  for (const formula of formulas) {
    let tree = root;
    for (const step of formula.path) {
      const key = String(step);
      const next = tree.parts.get(key) ?? { parts: new Map() };
      tree.parts.set(key, next);
      tree = next;
    }
    tree.formula = { format: formula.format, code: formula.code };
  }
  return planPart(config, root) as ConfigPlan;
}

function planPart(value: unknown, tree: Tree): Part {
  if (tree.formula) return planFormula(tree.formula);
  if (Array.isArray(value)) {
    const parts = value.map((item, index) => planChild(item, tree.parts.get(String(index))));
    return (scope) => parts.map((part) => part(scope));
  }
  const parts = Object.entries(value as Record<string, unknown>).map(([key, item]) => [key, planChild(item, tree.parts.get(key))] as const);
  return (scope) => {
    const evaluated: Record<string, EvaluatedValue> = {};
    for (const [key, part] of parts) evaluated[key] = part(scope);
    return evaluated;
  };
}

function planChild(value: unknown, tree: Tree | undefined): Part {
  return tree ? planPart(value, tree) : () => value as EvaluatedValue;
}

function planFormula({ format, code }: NonNullable<Tree['formula']>): Part {
  if (!code) return () => null;
  if (format === 'feel') return (scope) => code.toJson(code.evaluate(scope));
  return (scope) => lambdaOf(code, scope);
}
