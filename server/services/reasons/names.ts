import type { Json } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { textByKey, textOf } from '../texts.ts';
import { nodeTitle } from '../words.ts';

/** Parts of a node that have a title and may be read by later formulas. */
interface Part {
  readonly id?: string;
  readonly port?: string;
  readonly title?: string;
  readonly options?: { readonly list?: string };
}

const PARTS = ['fields', 'outputs', 'values', 'inputs'] as const;

interface At {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly locale: Locale;
}

function partsOf({ scenario, flow }: At, node: string, kinds: readonly string[]): readonly Part[] {
  const config = scenario.flows[flow]?.nodes[node]?.config ?? {};
  return kinds.flatMap((kind) => (Array.isArray(config[kind]) ? (config[kind] as Part[]) : []));
}

/** What people call `form.days` or `param.limit`; undefined when nobody gave it a name. */
export function titleOfPath(at: At, path: string): string | undefined {
  const { scenario, flow, locale } = at;
  const steps = path.split('.');
  const [head = '', last = ''] = [steps[0], steps.at(-1)];
  if (head === 'param') return scenario.parameters[last]?.title === undefined ? undefined : textOf(scenario, scenario.parameters[last].title, locale);
  const title = partsOf(at, head, PARTS).find((part) => part.id === last)?.title;
  if (title !== undefined) return textOf(scenario, title, locale);
  const own = textByKey(scenario, path, locale) ?? (steps.length > 1 ? textByKey(scenario, `${head}.${last}`, locale) : undefined);
  return own ?? (steps.length === 1 && scenario.flows[flow]?.nodes[head] ? nodeTitle(scenario, flow, head, locale) : undefined);
}

/** The word for a coded value at a path: its own text (`order.setting.outpatient`), that of its list, or the name of an outcome. */
export function labelOfValue(at: At, path: string, value: Json): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const { scenario, locale } = at;
  const steps = path.split('.');
  const [head = '', last = ''] = [steps[0], steps.at(-1)];
  const own = textByKey(scenario, `${path}.${value}`, locale) ?? textByKey(scenario, `${head}.${last}.${value}`, locale);
  if (own !== undefined) return own;
  const list = partsOf(at, head, ['fields']).find((part) => part.id === last)?.options?.list;
  if (list !== undefined) return textByKey(scenario, `${list}.${value}`, locale);
  if (last !== 'outcome') return undefined;
  const outcome = partsOf(at, head, ['outcomes']).find((part) => part.port === value)?.title;
  return outcome === undefined ? textByKey(scenario, `${head}.${value}`, locale) : textOf(scenario, outcome, locale);
}
