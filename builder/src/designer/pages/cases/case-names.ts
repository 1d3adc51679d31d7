import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { FormField } from '../../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import type { SameShape } from '../../../text/catalogue.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import type { caseTexts } from './case-text.ts';

type CaseWords = SameShape<(typeof caseTexts)['zh-CN']>;

/** What people call the member of a case at a path, where they do not call it by its id. */
export type NameOf = (path: readonly string[]) => string | undefined;

export interface CaseNamesSource {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly locale: Locale;
  /** Definitions of the server's datasets. */
  readonly datasets: readonly DatasetDefinition[];
}

function fieldsOf({ scenario, flow }: CaseNamesSource, node: string): readonly FormField[] {
  const fields = scenario.flows[flow]?.nodes[node]?.config['fields'];
  return Array.isArray(fields) ? (fields as readonly FormField[]) : [];
}

function fieldName(source: CaseNamesSource, node: string, id: string | undefined): string | undefined {
  const field = fieldsOf(source, node).find((one) => one.id === id);
  return id === undefined ? undefined : scenarioText(source.scenario, field?.title ?? `@${node}.${id}`, source.locale);
}

function nodeName({ scenario, flow, locale }: CaseNamesSource, node: string | undefined): string | undefined {
  return node === undefined || !Object.hasOwn(scenario.flows[flow]?.nodes ?? {}, node) ? undefined : nodeTitle(scenario, flow, node, locale);
}

/** Fields of the start form. */
export function startNames(source: CaseNamesSource): NameOf {
  const start = Object.entries(source.scenario.flows[source.flow]?.nodes ?? {}).find(([, node]) => node.type.startsWith('start.'))?.[0];
  return ([field, ...deeper]) => (start === undefined || deeper.length > 0 ? undefined : fieldName(source, start, field));
}

/** Fields of the form a person answers. */
export function answerNames(source: CaseNamesSource, node: string, words: CaseWords): NameOf {
  return ([part, field, ...deeper]) => {
    if (field === undefined) return partName(words, part);
    return part === 'data' && deeper.length === 0 ? fieldName(source, node, field) : undefined;
  };
}

function partName(words: CaseWords, part: string | undefined): string | undefined {
  const name: unknown = (words as Readonly<Record<string, unknown>>)[`name_${part}`];
  return typeof name === 'string' ? name : undefined;
}

/** Parts of what is expected, and the nodes they are about. */
export function expectNames(source: CaseNamesSource, words: CaseWords): NameOf {
  return ([part, node, field, ...deeper]) => {
    if (node === undefined) return partName(words, part);
    if (part === 'rows') return rowNames(source)([node, ...(field === undefined ? [] : [field]), ...deeper]);
    if (field === undefined) return ['outputs', 'rules', 'due'].includes(part ?? '') ? nodeName(source, node) : undefined;
    return part === 'outputs' && deeper.length === 0 ? fieldName(source, node, field) : undefined;
  };
}

/** Datasets and their fields. */
export function rowNames({ scenario, locale, datasets }: CaseNamesSource): NameOf {
  const said = (title: string | undefined): string | undefined => scenarioText(scenario, title, locale);
  return ([dataset = '', at, field, ...deeper]) => {
    const entry = Object.hasOwn(scenario.datasets, dataset) ? scenario.datasets[dataset] : undefined;
    const definition = entry === undefined ? undefined : 'own' in entry ? entry.own : datasets.find((one) => one.id === entry.use);
    if (at === undefined) return said(definition?.title);
    return field === undefined || deeper.length > 0 ? undefined : said(definition?.fields.find((one) => one.id === field)?.title);
  };
}
