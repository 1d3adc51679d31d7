import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { isContainer } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import { matchRank, spellNow, type Spell } from '../formula/pinyin.ts';

export interface Finding {
  readonly flow: string;
  readonly node: string;
  readonly title: string;
  /** The setting, formula or text that matches; undefined when the name or id of the node does. */
  readonly words?: string;
}

/** So many of one node are shown; the node is one jump away. */
const OF_ONE_NODE = 3;

function stringsIn(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (isContainer(value)) for (const inner of Object.values(value)) stringsIn(inner, into);
}

/** The part of a long text around what was found. */
function around(words: string, wanted: string): string {
  const at = words.toLowerCase().indexOf(wanted);
  const start = Math.max(0, at - 16);
  return `${start > 0 ? '…' : ''}${words.slice(start, at + wanted.length + 32)}${at + wanted.length + 32 < words.length ? '…' : ''}`.replaceAll(/\s+/g, ' ');
}

function textsOf(scenario: Scenario, locale: Locale): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const key of Object.keys(scenario.texts)) {
    const [node = ''] = key.split('.');
    const words = scenarioText(scenario, `@${key}`, locale);
    if (words === undefined) continue;
    const list = table.get(node);
    if (list === undefined) table.set(node, [words]);
    else list.push(words);
  }
  return table;
}

/** Nodes of every flow by name (also its pinyin), id, and whatever stands in their settings, formulas, rules and texts; names first. */
export function findInFlows(scenario: Scenario, locale: Locale, typed: string, spell: Spell = spellNow(), limit = 60): readonly Finding[] {
  const wanted = typed.trim().toLowerCase();
  const byName: Finding[] = [];
  const inside: Finding[] = [];
  const texts = wanted === '' ? new Map<string, readonly string[]>() : textsOf(scenario, locale);
  for (const [flow, body] of Object.entries(scenario.flows)) {
    for (const [node, { config }] of Object.entries(body.nodes)) {
      const title = nodeTitle(scenario, flow, node, locale);
      if (`${title} ${node}`.toLowerCase().includes(wanted) || matchRank(typed, [], [title], spell) !== undefined) byName.push({ flow, node, title });
      if (wanted === '' || inside.length >= limit) continue;
      const strings: string[] = [];
      stringsIn(config, strings);
      const all = [...new Set([...strings.map((words) => scenarioText(scenario, words, locale) ?? words), ...(texts.get(node) ?? [])])];
      for (const words of all.filter((one) => one !== title && one.toLowerCase().includes(wanted)).slice(0, OF_ONE_NODE)) inside.push({ flow, node, title, words: around(words, wanted) });
    }
  }
  return [...byName, ...inside].slice(0, limit);
}
