/** Boxed expressions into elements of the XML writer: `read-expression.ts` the other way. */
import type { ModdleElement } from 'dmn-moddle';
import type { DmnDecisionTable, DmnExpression, DmnVariable } from '../model.ts';
import { textElement } from './builder.ts';
import type { Build } from './builder.ts';

type KindOf<K extends DmnExpression['kind']> = Extract<DmnExpression, { readonly kind: K }>;
type Writers = { readonly [K in DmnExpression['kind']]: (build: Build, expression: KindOf<K>) => ModdleElement };

export function writeVariable(build: Build, variable: DmnVariable): ModdleElement {
  return build('InformationItem', { ...variable });
}

function boxed({ id, label, description, typeRef }: DmnExpression): Readonly<Record<string, unknown>> {
  return { id, label, description, typeRef };
}

function wrapped(build: Build, value: DmnExpression | null): ModdleElement | undefined {
  return value === null ? undefined : build('ChildExpression', { value: writeExpression(build, value) });
}

function part(build: Build, value: DmnExpression | null): ModdleElement | undefined {
  return value === null ? undefined : writeExpression(build, value);
}

const writeIterator = (type: string, result: string) => (build: Build, expression: KindOf<'for' | 'some' | 'every'>): ModdleElement =>
  build(type, { ...boxed(expression), iteratorVariable: expression.iteratorVariable, in: wrapped(build, expression.in), [result]: wrapped(build, expression.result) });

function writeTable(build: Build, table: DmnDecisionTable): ModdleElement {
  return build('DecisionTable', {
    ...boxed(table),
    hitPolicy: table.hitPolicy.replace('_', ' '),
    aggregation: table.aggregation,
    outputLabel: table.outputLabel,
    preferredOrientation: table.preferredOrientation,
    input: table.inputs.map(({ expression, typeRef, allowedValues, ...element }) =>
      build('InputClause', { ...element, inputExpression: expression === null ? undefined : build('LiteralExpression', { typeRef, text: expression }), inputValues: textElement(build, 'UnaryTests', allowedValues) })),
    output: table.outputs.map(({ allowedValues, default: fallback, ...element }) =>
      build('OutputClause', { ...element, outputValues: textElement(build, 'UnaryTests', allowedValues), defaultOutputEntry: textElement(build, 'LiteralExpression', fallback) })),
    annotation: table.annotations.map((name) => build('RuleAnnotationClause', { name })),
    rule: table.rules.map(({ inputs, outputs, annotations, ...element }) =>
      build('DecisionRule', {
        ...element,
        inputEntry: inputs.map((text) => build('UnaryTests', { text })),
        outputEntry: outputs.map((text) => build('LiteralExpression', { text })),
        annotationEntry: annotations.map((text) => build('RuleAnnotation', { text })),
      })),
  });
}

const WRITERS: Writers = {
  literal: (build, expression) => build('LiteralExpression', { ...boxed(expression), expressionLanguage: expression.expressionLanguage, text: expression.text }),
  decisionTable: writeTable,
  context: (build, expression) => build('Context', {
    ...boxed(expression),
    contextEntry: expression.entries.map(({ variable, value }) => build('ContextEntry', { variable: variable === undefined ? undefined : writeVariable(build, variable), value: part(build, value) })),
  }),
  invocation: (build, expression) => build('Invocation', {
    ...boxed(expression),
    calledFunction: part(build, expression.called),
    binding: expression.bindings.map(({ parameter, value }) => build('Binding', { parameter: writeVariable(build, parameter), bindingFormula: part(build, value) })),
  }),
  list: (build, expression) => build('List', { ...boxed(expression), elements: expression.items.map((item) => writeExpression(build, item)) }),
  relation: (build, expression) => build('Relation', {
    ...boxed(expression),
    column: expression.columns.map((column) => writeVariable(build, column)),
    row: expression.rows.map((row) => build('List', { elements: row.map((cell) => writeExpression(build, cell)) })),
  }),
  function: (build, expression) => build('FunctionDefinition', {
    ...boxed(expression),
    kind: expression.functionKind === 'FEEL' ? undefined : expression.functionKind,
    formalParameter: expression.parameters.map((parameter) => writeVariable(build, parameter)),
    body: part(build, expression.body),
  }),
  conditional: (build, expression) => build('Conditional', { ...boxed(expression), if: wrapped(build, expression.if), then: wrapped(build, expression.then), else: wrapped(build, expression.else) }),
  filter: (build, expression) => build('Filter', { ...boxed(expression), in: wrapped(build, expression.in), match: wrapped(build, expression.match) }),
  for: writeIterator('For', 'return'),
  some: writeIterator('Some', 'satisfies'),
  every: writeIterator('Every', 'satisfies'),
};

export function writeExpression(build: Build, expression: DmnExpression): ModdleElement {
  return WRITERS[expression.kind](build, expression as never);
}
