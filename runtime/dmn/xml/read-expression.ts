/** Boxed expressions (DMN 1.5, 10.2.2) out of the elements of the XML reader. */
import type { ModdleElement } from 'dmn-moddle';
import type { DmnExpression, DmnFunction, DmnVariable } from '../model.ts';
import { childOf, childrenOf, textOf, texts } from './element.ts';
import { some } from '../optional.ts';
import { readTable } from './read-table.ts';

export function readVariable(element: ModdleElement | null, fallback: string): DmnVariable {
  if (element === null) return { name: fallback };
  return { ...boxed(element), name: textOf(element, 'name') ?? fallback };
}

export function boxed(element: ModdleElement): { readonly id?: string; readonly label?: string; readonly description?: string; readonly typeRef?: string } {
  return texts(element, 'id', 'label', 'description', 'typeRef');
}

type Read = (element: ModdleElement) => DmnExpression;

const part = (element: ModdleElement, name: string): DmnExpression | null => readExpression(childOf(element, name));

/** `<if>`, `<in>`, `<return>` …: an element around one expression. */
function wrapped(element: ModdleElement, name: string): DmnExpression | null {
  const holder = childOf(element, name);
  return holder === null ? null : part(holder, 'value');
}

const iterator = (kind: 'for' | 'some' | 'every'): Read => (element) => ({
  ...boxed(element),
  kind,
  iteratorVariable: textOf(element, 'iteratorVariable') ?? '',
  in: wrapped(element, 'in'),
  result: wrapped(element, kind === 'for' ? 'return' : 'satisfies'),
});

const FUNCTION_KINDS: Readonly<Record<string, 'Java' | 'PMML'>> = { Java: 'Java', J: 'Java', PMML: 'PMML', P: 'PMML' };

export function readFunction(element: ModdleElement): DmnFunction {
  return {
    ...boxed(element),
    kind: 'function',
    functionKind: FUNCTION_KINDS[textOf(element, 'kind') ?? ''] ?? 'FEEL',
    parameters: childrenOf(element, 'formalParameter').map((parameter) => readVariable(parameter, '')),
    body: part(element, 'body'),
  };
}

function readItems(element: ModdleElement): readonly DmnExpression[] {
  return childrenOf(element, 'elements').flatMap((item) => readExpression(item) ?? []);
}

/** Type of the meta-model → our expression. */
const READERS: Readonly<Record<string, Read>> = {
  'dmn:LiteralExpression': (element) => ({ ...boxed(element), kind: 'literal', text: textOf(element, 'text') ?? '', ...texts(element, 'expressionLanguage') }),
  'dmn:DecisionTable': readTable,
  'dmn:Context': (element) => ({
    ...boxed(element),
    kind: 'context',
    entries: childrenOf(element, 'contextEntry').map((entry) => {
      const variable = childOf(entry, 'variable');
      return { ...some('variable', variable === null ? null : readVariable(variable, '')), value: part(entry, 'value') };
    }),
  }),
  'dmn:Invocation': (element) => ({
    ...boxed(element),
    kind: 'invocation',
    called: part(element, 'calledFunction'),
    bindings: childrenOf(element, 'binding').map((binding) => ({ parameter: readVariable(childOf(binding, 'parameter'), ''), value: part(binding, 'bindingFormula') })),
  }),
  'dmn:List': (element) => ({ ...boxed(element), kind: 'list', items: readItems(element) }),
  'dmn:Relation': (element) => ({
    ...boxed(element),
    kind: 'relation',
    columns: childrenOf(element, 'column').map((column) => readVariable(column, '')),
    rows: childrenOf(element, 'row').map(readItems),
  }),
  'dmn:FunctionDefinition': readFunction,
  'dmn:Conditional': (element) => ({ ...boxed(element), kind: 'conditional', if: wrapped(element, 'if'), then: wrapped(element, 'then'), else: wrapped(element, 'else') }),
  'dmn:Filter': (element) => ({ ...boxed(element), kind: 'filter', in: wrapped(element, 'in'), match: wrapped(element, 'match') }),
  'dmn:For': iterator('for'),
  'dmn:Some': iterator('some'),
  'dmn:Every': iterator('every'),
};

export function readExpression(element: ModdleElement | null): DmnExpression | null {
  return element === null ? null : (READERS[element.$type]?.(element) ?? null);
}
