import type { Judgement } from '../../../runtime/schema/explanation.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { fillPlaceholders } from '../words.ts';
import { columnValue } from './column-words.ts';
import { labelOfValue } from './names.ts';
import { parameterValues } from './parameters.ts';
import type { ReasonSource, TableNode } from './source.ts';

/** Fills a sentence of a table with the outputs of earlier nodes, its columns, helper values and results; codes read as their labels. */
export function fillSentence(source: ReasonSource, table: TableNode, judgement: Judgement | undefined, sentence: string): string {
  const { scenario, locale, state } = source;
  const nodes = Object.values(state.flows).flatMap((flow) => Object.entries(flow.nodes).map(([id, node]) => [id, node.output] as const));
  const outputs = typeof judgement?.outputs === 'object' && judgement.outputs !== null ? (judgement.outputs as Readonly<Record<string, Json>>) : {};
  const inputs = Object.fromEntries((judgement?.conditions ?? []).map(({ input, value }) => [input, value as Json]));
  const values = { ...Object.fromEntries(nodes), param: parameterValues(scenario, state.asOf), ...inputs, ...((judgement?.lets ?? {}) as Record<string, Json>), ...outputs };
  const at = { scenario, flow: table.flow, locale };
  const labelOf = (path: string, value: string | number) => (Object.hasOwn(outputs, path) ? labelOfValue(at, `${table.node}.${path}`, value) : typeof value === 'string' && Object.hasOwn(inputs, path) ? columnValue(source, table, path, value) : labelOfValue(at, path, value));
  return fillPlaceholders(sentence, values, locale, scenario.zone, labelOf);
}
