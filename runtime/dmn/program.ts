/** Elements of the requirements graph → formulas and functions, each compiled once and on demand (DMN 1.5, chapter 7). */
import { ANY } from '../language/types.ts';
import type { FeelType } from '../language/types.ts';
import { boxedFormula } from './boxed/boxed.ts';
import { compileFunction, makeFunction, resultTypeOf } from './boxed/functions.ts';
import type { CompiledFunction } from './boxed/functions.ts';
import { NOTHING, typed } from './formula.ts';
import type { Backend, Formula, Tools } from './formula.ts';
import type { ItemType } from './item-types.ts';
import type { DmnElement, DmnLibrary, ElementOf } from './library.ts';
import type { DmnFunction, DmnModel } from './model.ts';
import { some } from './optional.ts';
import type { DmnCode, DmnDetails } from './problems.ts';
import { namesOf, requirementsOf } from './requirements.ts';
import type { Requirement } from './requirements.ts';
import { createTypeRegistry } from './type-registry.ts';
import type { ModelTypes } from './type-registry.ts';

export interface CompiledDecision {
  readonly requirements: readonly Requirement[];
  readonly formula: Formula;
}

export interface CompiledKnowledge {
  readonly requirements: readonly Requirement[];
  readonly function: CompiledFunction;
}

/** A service: its inputs are its parameters, in order. */
export interface CompiledService {
  readonly inputs: readonly ElementOf<'input' | 'decision'>[];
  readonly outputs: readonly ElementOf<'decision'>[];
  /** Of the result. */
  readonly type: ItemType | null;
}

export interface Program {
  readonly library: DmnLibrary;
  readonly types: (model: DmnModel) => ModelTypes;
  readonly variableType: (element: DmnElement) => ItemType | null;
  readonly decision: (element: ElementOf<'decision'>) => CompiledDecision;
  readonly knowledge: (element: ElementOf<'knowledge'>) => CompiledKnowledge;
  readonly service: (element: ElementOf<'service'>) => CompiledService;
}

export type Report = (code: DmnCode, details: DmnDetails, severity?: 'error' | 'warning') => void;

/** Requirements in a row. */
const MAX_CHAIN = 300;
const NO_LOGIC: DmnFunction = { kind: 'function', functionKind: 'FEEL', parameters: [], body: null };

export function createProgram(library: DmnLibrary, backend: Backend, report: Report): Program {
  const types = createTypeRegistry(library, backend, report);
  const open = new Set<object>();

  const toolsOf = (model: DmnModel): Tools => {
    const { named, typeOf } = types(model);
    const tools: Tools = { backend, types: named, typeOf, report, boxed: (expression, place) => boxedFormula(tools, expression, place) };
    return tools;
  };
  const variableType = ({ model, node }: DmnElement): ItemType | null => types(model).typeOf(node.variable.typeRef, node.name);
  const requirements = ({ model, node }: DmnElement, hrefs: readonly string[]): readonly Requirement[] => requirementsOf(library, model, node.name, hrefs, report);

  /** Compiles an element; `null` while it is being compiled already, or when the chain of requirements has no end. */
  const onDemand = <E extends DmnElement, C>(compile: (element: E) => C): ((element: E) => C | null) => {
    const made = new Map<object, C>();
    return (element) => {
      const known = made.get(element.node);
      if (known !== undefined) return known;
      if (open.has(element.node)) return null;
      if (open.size >= MAX_CHAIN) {
        report('SCN_DMN_TOO_DEEP', { limit: MAX_CHAIN });
        return null;
      }
      open.add(element.node);
      const compiled = compile(element);
      open.delete(element.node);
      made.set(element.node, compiled);
      return compiled;
    };
  };

  const decision = onDemand((element: ElementOf<'decision'>): CompiledDecision => {
    const { model, node } = element;
    const needs = requirements(element, [...node.requiredInputs, ...node.requiredDecisions, ...node.requiredKnowledge]);
    const type = variableType(element);
    const place = { of: node.name, names: namesOf(needs, staticType), ...some('result', type) };
    return { requirements: needs, formula: typed(boxedFormula(toolsOf(model), node.logic, place), type, node.name) };
  });

  const knowledge = onDemand((element: ElementOf<'knowledge'>): CompiledKnowledge => {
    const { model, node } = element;
    const needs = requirements(element, node.requiredKnowledge);
    // A business knowledge model may call itself.
    const names = { [node.variable.name]: { kind: 'function', params: [], returns: ANY } as const, ...namesOf(needs, staticType) };
    return { requirements: needs, function: compileFunction(toolsOf(model), node.logic ?? NO_LOGIC, { of: node.name, names }, resultTypeOf(variableType(element))) };
  });

  const service = onDemand((element: ElementOf<'service'>): CompiledService => {
    const { node } = element;
    const pick = <K extends DmnElement['kind']>(hrefs: readonly string[], kind: K): readonly ElementOf<K>[] =>
      requirements(element, hrefs).flatMap((each) => (each.element.kind === kind ? [each.element as ElementOf<K>] : []));
    return {
      inputs: [...pick(node.inputData, 'input'), ...pick(node.inputDecisions, 'decision')],
      outputs: pick(node.outputDecisions, 'decision'),
      type: resultTypeOf(variableType(element)),
    };
  });

  const serviceType = (element: ElementOf<'service'>): FeelType => {
    const compiled = service(element);
    const params = compiled?.inputs.map((input) => variableType(input)?.feel ?? ANY) ?? [];
    return { kind: 'function', params, returns: compiled?.type?.feel ?? ANY };
  };

  function staticType(element: DmnElement): FeelType {
    if (element.kind === 'service') return serviceType(element);
    if (element.kind === 'knowledge') return knowledge(element)?.function.type ?? { kind: 'function', params: [], returns: ANY };
    const declared = variableType(element);
    if (declared !== null || element.kind === 'input') return declared?.feel ?? ANY;
    return decision(element)?.formula.type ?? ANY;
  }

  return {
    library,
    types,
    variableType,
    decision: (element) => decision(element) ?? { requirements: [], formula: NOTHING },
    knowledge: (element) => knowledge(element) ?? { requirements: [], function: { type: { kind: 'function', params: [], returns: ANY }, make: (_scope, session) => makeFunction([], element.node.name, session, () => null) } },
    service: (element) => service(element) ?? { inputs: [], outputs: [], type: null },
  };
}
