import { NAME_PATTERN } from '../../../../runtime/schema/ids.ts';
import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';
import { sameJson } from '../document/equal.ts';
import { isContainer, isRecord, pointer } from '../document/pointer.ts';

/** Kinds of entries that nodes speak of by name. */
const KINDS = ['bases', 'parameters', 'roles', 'lists', 'datasets', 'connections', 'flows'] as const;
type Kind = (typeof KINDS)[number];

/** What a part of a flow leans on: the entries it names, what those name in turn, and their texts. */
export type PartNeeds = Readonly<Record<Kind | 'texts' | 'layout', Readonly<Record<string, unknown>>>>;

/** The words by which a config names an entry. */
const KEYS: Readonly<Record<string, Kind>> = {
  basis: 'bases', bases: 'bases', role: 'roles', roles: 'roles', list: 'lists', dataset: 'datasets', connection: 'connections', flow: 'flows',
};

const PARAMETER = /\bparam\.([\p{L}_][\p{L}\p{N}_]*)/gu;

const strings = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

/** Every name and every text key that stands in a value. */
function namesIn(value: unknown, name: (kind: Kind, id: string) => void, text: (key: string) => void): void {
  if (typeof value === 'string') {
    if (value.startsWith('@')) text(value.slice(1));
    for (const [, id = ''] of value.matchAll(PARAMETER)) name('parameters', id);
  } else if (isContainer(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const kind = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (kind !== undefined) for (const id of strings(inner)) name(kind, id);
      namesIn(inner, name, text);
    }
  }
}

const entriesOf = (scenario: Scenario, kind: Kind): Readonly<Record<string, unknown>> => scenario[kind] ?? {};
const headOf = (key: string): string => key.split('.')[0] ?? '';

/** What nodes of a scenario need beside themselves, so that they mean the same in another one. */
export function needsOf(scenario: Scenario, nodes: Readonly<Record<string, FlowNode>>, from: string): PartNeeds {
  const needs: Record<Kind | 'texts' | 'layout', Record<string, unknown>> = { bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, connections: {}, flows: {}, texts: {}, layout: {} };
  const text = (key: string): void => {
    if (Object.hasOwn(scenario.texts, key)) needs.texts[key] = scenario.texts[key];
  };
  // Nodes, lists and parameters have texts that no `@` speaks of.
  const textsUnder = (heads: ReadonlySet<string>): void => {
    for (const key of Object.keys(scenario.texts)) if (heads.has(headOf(key))) text(key);
  };
  const take = (kind: Kind, id: string): void => {
    const entries = entriesOf(scenario, kind);
    if (Object.hasOwn(needs[kind], id) || !Object.hasOwn(entries, id) || (kind === 'flows' && id === from)) return;
    needs[kind][id] = entries[id];
    if (kind === 'lists') textsUnder(new Set([id]));
    if (kind === 'parameters') text(`param.${id}`);
    if (kind === 'flows') {
      textsUnder(new Set(Object.keys(scenario.flows[id]?.nodes ?? {})));
      if (Object.hasOwn(scenario.layout, id)) needs.layout[id] = scenario.layout[id];
    }
    namesIn(entries[id], take, text);
  };
  textsUnder(new Set(Object.keys(nodes)));
  namesIn(nodes, take, text);
  namesIn(needs.texts, take, text);
  return needs;
}

const NAME = new RegExp(NAME_PATTERN, 'u');
const isNamed = (value: unknown, sound: (entry: unknown) => boolean): boolean => isRecord(value) && Object.entries(value).every(([id, entry]) => NAME.test(id) && id !== '__proto__' && sound(entry));
const isFlow = (value: unknown): boolean => isRecord(value) && isNamed(value['nodes'], (node) => isRecord(node) && typeof node['type'] === 'string' && isRecord(node['config'])) && isRecord(value['edges']) && Object.values(value['edges']).every(Array.isArray);

const SOUND: Readonly<Record<Exclude<Kind, 'bases'> | 'layout', (entry: unknown) => boolean>> = {
  parameters: (entry) => isRecord(entry) && typeof entry['type'] === 'string' && Array.isArray(entry['values']),
  roles: (entry) => typeof entry === 'string',
  lists: (entry) => isRecord(entry) && Array.isArray(entry['items']),
  datasets: (entry) => isRecord(entry) && (typeof entry['use'] === 'string' || (isRecord(entry['own']) && Array.isArray(entry['own']['fields']))),
  connections: (entry) => isRecord(entry) && typeof entry['use'] === 'string',
  flows: isFlow,
  layout: isRecord,
};

/** Whether what somebody pasted has the shape of such needs. */
export function isNeeds(value: unknown): value is PartNeeds {
  if (!isRecord(value) || !isRecord(value['bases']) || !isRecord(value['texts'])) return false;
  if (!Object.values(value['bases']).every(isRecord)) return false;
  return Object.entries(SOUND).every(([kind, sound]) => isNamed(value[kind], sound));
}

function freeName(taken: Readonly<Record<string, unknown>>, wish: string): string {
  for (let number = 2; ; number += 1) if (!Object.hasOwn(taken, `${wish}${number}`)) return `${wish}${number}`;
}

/** A value whose key `flow` follows new names. */
function withFlows<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  if (!isContainer(value) || names.size === 0) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => withFlows(one, names)) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'flow' && typeof inner === 'string' ? (names.get(inner) ?? inner) : withFlows(inner, names)])) as Value;
}

/** Whether a flow comes along: there is none of its name, or it does something else. */
const comesAlong = (scenario: Scenario, needs: PartNeeds, id: string): boolean => !Object.hasOwn(scenario.flows, id) || !sameJson(scenario.flows[id], needs.flows[id]);

/** How many nodes stand in the flows that come along. */
export function nodesBrought(scenario: Scenario, needs: PartNeeds): number {
  return Object.entries(needs.flows).reduce((sum, [id, flow]) => (comesAlong(scenario, needs, id) && isRecord(flow) && isRecord(flow['nodes']) ? sum + Object.keys(flow['nodes']).length : sum), 0);
}

export interface Brought {
  readonly changes: readonly Change[];
  /** Entries that came along, texts not counted. */
  readonly count: number;
  /** The node with the names that flows have here. */
  readonly adapted: (node: FlowNode) => FlowNode;
}

/** Adds what a scenario has not got yet. Its own entries stay as they are; a flow of the same name that does something else gets another one. */
export function bring(scenario: Scenario, needs: PartNeeds): Brought {
  const names = new Map(Object.keys(needs.flows).flatMap((id) => (Object.hasOwn(scenario.flows, id) && comesAlong(scenario, needs, id) ? [[id, freeName({ ...scenario.flows, ...needs.flows }, id)] as const] : [])));
  const made = KINDS.flatMap((kind) =>
    Object.entries(needs[kind]).flatMap(([id, entry]) => {
      const fresh = kind === 'flows' ? (names.get(id) ?? id) : id;
      return Object.hasOwn(entriesOf(scenario, kind), fresh) ? [] : [{ kind, id: fresh, from: id, value: withFlows(entry, names) }];
    }),
  );
  const connections = made.filter(({ kind }) => kind === 'connections');
  const whole = scenario.connections === undefined && connections.length > 0;
  return {
    changes: [
      ...(whole ? [{ path: pointer('connections'), value: Object.fromEntries(connections.map(({ id, value }) => [id, value])) }] : []),
      ...made.filter(({ kind }) => !(whole && kind === 'connections')).map(({ kind, id, value }) => ({ path: pointer(kind, id), value })),
      ...made.flatMap(({ kind, id, from }) => (kind === 'flows' && Object.hasOwn(needs.layout, from) ? [{ path: pointer('layout', id), value: needs.layout[from] }] : [])),
    ],
    count: made.length,
    adapted: (node) => withFlows(node, names),
  };
}
