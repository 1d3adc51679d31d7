import type { Explanation } from '../../../runtime/schema/explanation.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { textOf } from '../texts.ts';
import { valueText } from '../words.ts';
import { columnTitle } from './column-words.ts';
import type { ReasonSource, TableNode } from './source.ts';

type TableExplanation = Extract<Explanation, { kind: 'table' }>;

/** The naming values of a row that was recorded, wherever the explanation tells of it. */
function factsOf({ judgements }: TableExplanation, rule: string): JsonObject | undefined {
  for (const judgement of judgements) {
    const told = judgement.rules[0] === rule ? judgement : [...(judgement.others ?? []), ...judgement.nearMisses].find((one) => one.rule === rule);
    if (told?.row !== undefined) return told.row as JsonObject;
  }
  return undefined;
}

/** What people call a column of the dataset: its own title, else that of the condition it is compared with. */
function titleOfColumn(source: ReasonSource, table: TableNode, dataset: string, column: string): string {
  const declared = source.scenario.datasets[dataset];
  const own = declared !== undefined && 'own' in declared ? declared.own.fields.find(({ id }) => id === column)?.title : undefined;
  if (own !== undefined) return textOf(source.scenario, own, source.locale);
  const input = table.config.inputs?.find((candidate) => [candidate.column, candidate.low, candidate.high].includes(column));
  return input === undefined ? column : columnTitle(source, table, input.id).label;
}

/** What a rule that is a row of a dataset is called: “限价”里品种番茄、区县余杭的一行. Undefined for rules of a table. */
export function rowName(source: ReasonSource, table: TableNode, explanation: TableExplanation, rule: string): string | undefined {
  const { dataset } = explanation;
  if (dataset === undefined) return undefined;
  const { scenario, locale } = source;
  const declared = scenario.datasets[dataset];
  const title = declared !== undefined && 'own' in declared ? textOf(scenario, declared.own.title, locale) : dataset;
  const facts = Object.entries(factsOf(explanation, rule) ?? {}).map(([column, value]) => `${titleOfColumn(source, table, dataset, column)} ${valueText(value, locale, scenario.zone)}`);
  if (locale === 'en') return `the row of ${title}${facts.length === 0 ? '' : ` with ${facts.join(', ')}`}`;
  return `“${title}”里${facts.join('、')}的一行`;
}
