/** A decision table (DMN 1.5, chapter 8) out of the elements of the XML reader. */
import type { ModdleElement } from 'dmn-moddle';
import { AGGREGATORS, HIT_POLICIES } from '../../rules/table-schema.ts';
import type { DmnDecisionTable, DmnTableInput, DmnTableOutput, DmnTableRule } from '../model.ts';
import { childOf, childrenOf, innerText, textOf, texts } from './element.ts';
import { some } from '../optional.ts';

/** The table is in the file as it is; a cell the file leaves out is `-` or null. */
export function readTable(element: ModdleElement): DmnDecisionTable {
  const inputs = childrenOf(element, 'input').map(readInput);
  const outputs = childrenOf(element, 'output').map(readOutput);
  const policy = (textOf(element, 'hitPolicy') ?? 'UNIQUE').replace(' ', '_');
  return {
    ...texts(element, 'id', 'label', 'description', 'typeRef', 'outputLabel', 'preferredOrientation'),
    kind: 'decisionTable',
    hitPolicy: HIT_POLICIES.find((known) => known === policy) ?? 'UNIQUE',
    ...some('aggregation', AGGREGATORS.find((known) => known === textOf(element, 'aggregation'))),
    inputs,
    outputs,
    annotations: childrenOf(element, 'annotation').map((annotation) => textOf(annotation, 'name') ?? ''),
    rules: childrenOf(element, 'rule').map((rule) => readRule(rule, inputs.length, outputs.length)),
  };
}

function readInput(element: ModdleElement): DmnTableInput {
  const expression = childOf(element, 'inputExpression');
  return {
    ...texts(element, 'id', 'label', 'description'),
    expression: expression === null ? null : (textOf(expression, 'text') ?? ''),
    ...(expression === null ? {} : texts(expression, 'typeRef')),
    ...some('allowedValues', innerText(element, 'inputValues')),
  };
}

function readOutput(element: ModdleElement): DmnTableOutput {
  return {
    ...texts(element, 'id', 'label', 'description', 'name', 'typeRef'),
    ...some('allowedValues', innerText(element, 'outputValues')),
    ...some('default', innerText(element, 'defaultOutputEntry')),
  };
}

function readRule(element: ModdleElement, inputs: number, outputs: number): DmnTableRule {
  const tests = childrenOf(element, 'inputEntry');
  const results = childrenOf(element, 'outputEntry');
  const cell = (cells: readonly ModdleElement[], index: number, absent: string): string => {
    const found = cells[index];
    return (found === undefined ? undefined : textOf(found, 'text')) ?? absent;
  };
  return {
    ...texts(element, 'id', 'label', 'description'),
    inputs: Array.from({ length: inputs }, (_, index) => cell(tests, index, '-')),
    outputs: Array.from({ length: outputs }, (_, index) => cell(results, index, '')),
    annotations: childrenOf(element, 'annotationEntry').map((entry) => textOf(entry, 'text') ?? ''),
  };
}
