import type { TSchema } from 'typebox';
import { compileFormula, type EngineFormula, type Scope } from '../../../runtime/engine/formula.ts';
import { itemSchema } from '../../../runtime/engine/item-schema.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { commonNames } from '../../../runtime/engine/scope.ts';
import { mainFlow } from '../../../runtime/schema/flow.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { paperFormulas, type DocumentPage } from '../../../runtime/schema/paper.ts';

/** The formulas of one document, ready. One that cannot be read gives null: it was published with a warning, or a node type is gone. */
export interface CompiledPaper {
  readonly value: (source: string, scope: Scope) => Json;
  /** Of one item of the list `of` gives. */
  readonly items: (of: string, scope: Scope) => readonly unknown[];
  readonly ofItem: (source: string, of: string, scope: Scope, item: unknown) => Json;
}

const compiled = new WeakMap<Plan, Map<string, CompiledPaper>>();

/** A document is compiled when somebody first asks for it, and kept with the plan. */
export function compiledPaper(plan: Plan, id: string, page: DocumentPage): CompiledPaper {
  const ofPlan = compiled.get(plan) ?? new Map<string, CompiledPaper>();
  compiled.set(plan, ofPlan);
  const made = ofPlan.get(id) ?? compilePaper(plan, page);
  ofPlan.set(id, made);
  return made;
}

function compilePaper(plan: Plan, page: DocumentPage): CompiledPaper {
  const outputs = Object.fromEntries((plan.flows[mainFlow(plan.scenario)]?.order ?? []).map(({ id, output }) => [id, output]));
  const names: Readonly<Record<string, TSchema>> = { ...outputs, ...commonNames(plan.scenario) };
  const compile = (source: string, locals: Readonly<Record<string, TSchema>> = {}) => compileFormula(plan.language, source, { ...names, ...locals }, 'expression', []);
  const formulas = new Map<string, EngineFormula | null>();
  for (const { source, of } of paperFormulas(page)) {
    if (of === undefined) formulas.set(source, compile(source));
    else formulas.set(`${of}\n${source}`, compile(source, { row: itemSchema(compile(of)?.schema) }));
  }
  const valueOf = (formula: EngineFormula | null | undefined, scope: Scope): Json => (formula ? formula.toJson(formula.evaluate(scope)) : null);
  return {
    value: (source, scope) => valueOf(formulas.get(source), scope),
    items: (of, scope) => {
      const found = formulas.get(of)?.evaluate(scope) ?? null;
      return Array.isArray(found) ? (found as readonly unknown[]) : [];
    },
    ofItem: (source, of, scope, item) => valueOf(formulas.get(`${of}\n${source}`), { ...scope, row: item }),
  };
}
