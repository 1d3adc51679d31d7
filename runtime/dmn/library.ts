import type { DmnDecision, DmnDecisionService, DmnInputData, DmnKnowledgeModel, DmnModel } from './model.ts';
import { dmnProblem } from './problems.ts';
import type { DmnProblem } from './problems.ts';

/** An element of the requirements graph, with the model it is in. */
export type DmnElement = { readonly model: DmnModel } & (
  | { readonly kind: 'input'; readonly node: DmnInputData }
  | { readonly kind: 'decision'; readonly node: DmnDecision }
  | { readonly kind: 'knowledge'; readonly node: DmnKnowledgeModel }
  | { readonly kind: 'service'; readonly node: DmnDecisionService }
);

export type ElementOf<K extends DmnElement['kind']> = Extract<DmnElement, { readonly kind: K }>;

/** Models that may import one another; the first is the one asked. */
export interface DmnLibrary {
  readonly models: readonly DmnModel[];
  readonly elements: readonly DmnElement[];
  /** What an href written in `model` points at. */
  readonly find: (model: DmnModel, href: string) => DmnElement | null;
  readonly modelOf: (namespace: string) => DmnModel | null;
  /** The name formulas of `model` put before names of the other one; null for its own elements and for imports without a name. */
  readonly prefixOf: (model: DmnModel, other: DmnModel) => string | null;
  /** Imports without a model, ids and names used twice. */
  readonly problems: readonly DmnProblem[];
}

function elementsOf(model: DmnModel): readonly DmnElement[] {
  return [
    ...model.inputData.map((node) => ({ model, kind: 'input', node }) as const),
    ...model.decisions.map((node) => ({ model, kind: 'decision', node }) as const),
    ...model.knowledgeModels.map((node) => ({ model, kind: 'knowledge', node }) as const),
    ...model.decisionServices.map((node) => ({ model, kind: 'service', node }) as const),
  ];
}

export function createLibrary(models: readonly DmnModel[]): DmnLibrary {
  const problems: DmnProblem[] = [];
  const byNamespace = new Map<string, DmnModel>();
  for (const model of models) if (!byNamespace.has(model.namespace)) byNamespace.set(model.namespace, model);
  const byId = new Map(models.map((model) => [model, indexById(model, problems)]));
  const modelOf = (namespace: string): DmnModel | null => byNamespace.get(namespace) ?? null;
  for (const model of models) problems.push(...missingImports(model, modelOf), ...sameNames(model));
  return {
    models,
    elements: models.flatMap(elementsOf),
    find: (model, href) => {
      const mark = href.lastIndexOf('#');
      const namespace = href.slice(0, Math.max(0, mark));
      const owner = namespace === '' || namespace === model.namespace ? model : modelOf(namespace);
      return owner === null ? null : (byId.get(owner)?.get(href.slice(mark + 1)) ?? null);
    },
    modelOf,
    prefixOf: (model, other) => {
      if (model === other) return null;
      const name = model.imports.find((each) => each.namespace === other.namespace)?.name ?? '';
      return name === '' ? null : name;
    },
    problems,
  };
}

function indexById(model: DmnModel, problems: DmnProblem[]): ReadonlyMap<string, DmnElement> {
  const index = new Map<string, DmnElement>();
  for (const element of elementsOf(model)) {
    const { id } = element.node;
    if (id === undefined) continue;
    if (index.has(id)) problems.push(dmnProblem('SCN_DMN_DUPLICATE_ID', { id }));
    else index.set(id, element);
  }
  return index;
}

const DMN_IMPORT = /\/DMN\//i;

function missingImports(model: DmnModel, modelOf: (namespace: string) => DmnModel | null): readonly DmnProblem[] {
  return model.imports
    .filter((each) => DMN_IMPORT.test(each.importType) && modelOf(each.namespace) === null)
    .map(({ namespace, name }) => dmnProblem('SCN_DMN_IMPORT', { namespace, name }));
}

function sameNames(model: DmnModel): readonly DmnProblem[] {
  const seen = new Set<string>();
  return elementsOf(model).flatMap(({ node: { name } }) => {
    if (seen.has(name)) return [dmnProblem('SCN_DMN_DUPLICATE_NAME', { name }, 'warning')];
    seen.add(name);
    return [];
  });
}
