import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { isRecord, member, valueAt } from '../document/pointer.ts';
import { nodeTitle, portTitle, scenarioText } from '../document/scenario-text.ts';
import { changeTexts } from './change-text.ts';

/** What a node type says of itself. */
export type TypeWords = Pick<NodeTypeItem, 'title' | 'config' | 'ports'>;

interface EdgeDesk {
  readonly before: Scenario;
  readonly after: Scenario;
  readonly locale: Locale;
  readonly typeOf: (type: string) => TypeWords | undefined;
}

/** The decision or case that a way out stands for, by the title it has in the node's settings. */
function ownPortTitle(scenario: Scenario, node: unknown, port: string, locale: Locale): string | undefined {
  const config = member(node, 'config');
  const entries = ['outcomes', 'cases'].flatMap((key) => member(config, key) ?? []);
  const title = member(entries.find((entry) => isRecord(entry) && entry['port'] === port), 'title');
  return typeof title === 'string' ? scenarioText(scenario, title, locale) : undefined;
}

/** One end of an edge: a node by its title and, where it has several, the way out. A node that is gone is known by the other version. */
function endWords(end: string, flow: string, scenario: Scenario, { before, after, locale, typeOf }: EdgeDesk): string {
  const [node = '', port = 'out'] = end.split('.');
  const found = [scenario, after, before].find((version) => valueAt(version, ['flows', flow, 'nodes', node]) !== undefined) ?? scenario;
  const title = nodeTitle(found, flow, node, locale);
  if (port === 'out') return title;
  const held = valueAt(found, ['flows', flow, 'nodes', node]);
  const type = member(held, 'type');
  const known = (typeof type === 'string' ? typeOf(type)?.ports : undefined)?.find(({ id }) => id === port);
  return `${title} · ${ownPortTitle(found, held, port, locale) ?? portTitle(found, node, known ?? { id: port }, locale)}`;
}

/** `["ask.yes", "end"]` by the titles of both nodes and of the way out; undefined for anything that is no edge. */
export function edgeWords(edge: unknown, flow: string, scenario: Scenario, desk: EdgeDesk): string | undefined {
  if (!Array.isArray(edge) || edge.length < 2) return undefined;
  const words = edge.slice(0, 2).map((end) => endWords(String(end), flow, scenario, desk)).join(' → ');
  return edge[2] === 'back' ? changeTexts[desk.locale].back(words) : words;
}
