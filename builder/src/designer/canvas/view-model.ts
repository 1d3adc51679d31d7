import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale, LocalText } from '../../../../runtime/schema/text.ts';
import type { NodeInfo, NodeTrace, NodeTypeItem, Trace } from '../../../../server/api/scenario.ts';
import { member } from '../document/pointer.ts';
import { nodeTitle, portTitle, scenarioText } from '../document/scenario-text.ts';
import type { Link } from '../../../../runtime/schema/links.ts';
import { hitLine, timeWords } from './hit-line.ts';
import { shortTitle, valueWords, type ValueText } from './value-words.ts';
import { CARD_HEIGHT, CARD_TALL, CARD_WIDTH, portPart, type Point } from './sizes.ts';

/** What one card shows; plain data, so that equal cards keep their identity and do not render again. */
export interface CardData extends Record<string, unknown> {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly fact: string;
  readonly category: string;
  readonly icon: string;
  readonly state: NodeState;
  readonly hit: { readonly rule: string; readonly words: string; readonly time: string } | undefined;
  readonly message: string | undefined;
  readonly errors: number;
  readonly warnings: number;
  readonly lock: 'prescribed' | 'optional' | undefined;
  readonly pinned: boolean;
  readonly stale: boolean;
  /** A run halts before it. */
  readonly halts: boolean;
  /** How long it took in the test run. */
  readonly time: string | undefined;
  readonly outs: readonly { readonly id: string; readonly title: string; readonly state: EdgeState; readonly used: boolean }[];
  readonly ins: readonly { readonly edge: string; readonly state: EdgeState }[];
  readonly height: number;
}

/** The API types a status as any text; these are the ones that are drawn. */
export type NodeState = 'none' | 'idle' | 'running' | 'done' | 'waiting' | 'error' | 'dead';
export type EdgeState = 'none' | 'delivered' | 'dead' | 'pending';

export interface WireData extends Record<string, unknown> {
  readonly state: EdgeState;
  readonly label: string | undefined;
  /** A named way out is said strongly when taken; a passing value quietly. */
  readonly strong: boolean;
  /** Room for a label under the port, so that neighbours do not overlap. */
  readonly room: number;
  readonly title: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly lane: number | undefined;
  readonly back: boolean;
}

export interface Card {
  readonly id: string;
  readonly at: Point;
  readonly data: CardData;
}

export interface Wire {
  readonly link: Link;
  readonly data: WireData;
}

export interface ViewSource {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly locale: Locale;
  readonly typeOf: (type: string) => NodeTypeItem | undefined;
  readonly infoOf: (node: string) => NodeInfo | undefined;
  readonly problemsOf: (node: string) => readonly Diagnostic[];
  readonly trace: Trace | undefined;
  readonly staleOf: (node: string) => boolean;
  readonly pins: Readonly<Record<string, unknown>>;
  readonly breakpoints: ReadonlySet<string>;
  readonly words: ValueText & { readonly deadPath: string; readonly waitingFor: string };
  /** What the functions above answer from, besides the document: the same facts, the same answers. Absent: everything is asked anew. */
  readonly facts?: readonly unknown[];
}

function edgeState(trace: Trace | undefined, id: string): EdgeState {
  const state = trace === undefined ? undefined : (member(trace.edges, id) as { readonly state: string } | undefined)?.state;
  if (state === undefined) return 'none';
  return state === 'delivered' || state === 'dead' ? state : 'pending';
}

type Port = { readonly id: string; readonly title: LocalText };

/** Ways out as the node itself names them, before any check has looked at it. */
function uncheckedPorts(source: ViewSource, node: string, type: NodeTypeItem | undefined): readonly Port[] {
  const { cases, outcomes } = source.scenario.flows[source.flow]?.nodes[node]?.config ?? {};
  const own = [cases, outcomes].flatMap((list) => (Array.isArray(list) ? (list as readonly { readonly port?: unknown; readonly title?: unknown }[]) : [])).flatMap(({ port, title }): Port[] => {
    const words = typeof title === 'string' ? title : '';
    return typeof port === 'string' ? [{ id: port, title: { 'zh-CN': words, en: words } }] : [];
  });
  const ofType = type?.ports ?? [{ id: 'out', title: { 'zh-CN': '', en: '' } }];
  return own.length === 0 ? ofType : [...own, ...ofType.filter(({ id }) => id === 'error')];
}

function portsOf(source: ViewSource, node: string, type: NodeTypeItem | undefined, used: readonly Link[]): readonly { readonly id: string; readonly title: string }[] {
  const info = source.infoOf(node);
  const known = info?.ports ?? uncheckedPorts(source, node, type);
  // Until the check has answered, a way out that only it can name has no name: a code would stand there for a moment.
  const titleOf = (port: Parameters<typeof portTitle>[2]): string => {
    const title = portTitle(source.scenario, node, port, source.locale);
    return info === undefined && title === port.id ? '' : title;
  };
  // The error way out, and a port nothing leaves by, are drawn only when they lead somewhere.
  const shown = known.filter((port) => (port.id !== 'error' && !('spare' in port && port.spare === true)) || used.some((link) => link.port === port.id));
  const lost = used.filter((link) => !shown.some((port) => port.id === link.port));
  return [...shown.map((port) => ({ id: port.id, title: titleOf(port) })), ...[...new Set(lost.map((link) => link.port))].map((id) => ({ id, title: titleOf({ id }) }))];
}

function factOf(source: ViewSource, node: string, type: NodeTypeItem | undefined, trace: NodeTrace | undefined, raw: string): string {
  const kind = type?.title[source.locale] ?? raw;
  if (trace?.status === 'dead') return `${kind} · ${source.words.deadPath}`;
  if (trace?.status === 'waiting') return `${kind} · ${source.words.waitingFor}`;
  const fact = source.infoOf(node)?.fact?.[source.locale];
  // A fact may name a text of the scenario (`@decision · 13 列`).
  const told = fact?.replace(/@[\w.-]+/g, (key) => scenarioText(source.scenario, key, source.locale) ?? key);
  return told === undefined || told === '' ? kind : `${kind} · ${told}`;
}

/** @param links edges that leave or reach the node  @param ins those that reach it, from left to right */
export function cardOf(source: ViewSource, id: string, links: readonly Link[], ins: readonly Link[]): CardData {
  const node = source.scenario.flows[source.flow]?.nodes[id];
  const type = node === undefined ? undefined : source.typeOf(node.type);
  const trace = source.trace === undefined ? undefined : (member(source.trace.nodes, id) as NodeTrace | undefined);
  const used = links.filter((link) => link.source === id);
  const problems = source.problemsOf(id);
  const hit = hitLine(trace, (rule) => scenarioText(source.scenario, `@${id}.${rule}`, source.locale));
  return {
    id,
    type: node?.type ?? '',
    title: nodeTitle(source.scenario, source.flow, id, source.locale),
    fact: factOf(source, id, type, trace, node?.type ?? ''),
    category: type?.category ?? (node?.type.split('.')[0] ?? 'flow'),
    icon: type?.icon ?? 'puzzle',
    state: trace?.status ?? 'none',
    hit,
    message: trace?.error?.message ?? (type === undefined ? undefined : problems.find((item) => item.severity === 'error')?.message[source.locale]),
    errors: problems.filter((item) => item.severity === 'error').length,
    warnings: problems.filter((item) => item.severity === 'warning').length,
    lock: node?.lock,
    pinned: Object.hasOwn(source.pins, id),
    stale: source.staleOf(id),
    halts: source.breakpoints.has(id),
    time: hit === undefined && trace?.ms !== undefined ? timeWords(trace.ms) : undefined,
    outs: portsOf(source, id, type, used).map((port) => {
      const mine = used.filter((link) => link.port === port.id);
      const states = mine.map((link) => edgeState(source.trace, link.id));
      return { ...port, used: mine.length > 0, state: states.includes('delivered') ? 'delivered' : (states[0] ?? (trace === undefined ? 'none' : trace.ports?.includes(port.id) ? 'delivered' : 'dead')) };
    }),
    ins: ins.map((link) => ({ edge: link.id, state: edgeState(source.trace, link.id) })),
    height: hit === undefined ? CARD_HEIGHT : CARD_TALL,
  };
}

/** What an edge carried, in full; the server's own words when the output says nothing short. */
function passedOn(source: ViewSource, link: Link, state: EdgeState): string | undefined {
  if (source.trace === undefined || state !== 'delivered') return undefined;
  const output = (member(source.trace.nodes, link.source) as NodeTrace | undefined)?.output;
  const wordOf = (key: string, value: string) => scenarioText(source.scenario, `@${link.source}.${key}.${value}`, source.locale);
  return valueWords(output, source.words, wordOf) ?? (member(source.trace.edges, link.id) as { readonly value?: string } | undefined)?.value;
}

/** One of several edges of a port says the value for all. */
function speaks(links: readonly Link[], link: Link): boolean {
  const same = links.filter((other) => other.source === link.source && other.port === link.port);
  return same[Math.floor((same.length - 1) / 2)] === link;
}

/** Where an edge leaves and arrives. */
export interface Ends {
  readonly port: number;
  readonly from: number;
  readonly to: number;
  readonly start: Point;
  readonly end: Point;
}

export function endsOf(link: Link, start: Card, end: Card): Ends {
  const port = start.data.outs.findIndex((item) => item.id === link.port);
  const entry = end.data.ins.findIndex((item) => item.edge === link.id);
  const from = portPart(Math.max(0, port), Math.max(1, start.data.outs.length));
  const to = portPart(Math.max(0, entry), Math.max(1, end.data.ins.length));
  return { port, from, to, start: { x: start.at.x + from * CARD_WIDTH, y: start.at.y + start.data.height }, end: { x: end.at.x + to * CARD_WIDTH, y: end.at.y } };
}

/** @param links edges that leave the same card */
export function wireOf(source: ViewSource, link: Link, links: readonly Link[], start: Card, { port, from, to }: Ends, lane: number | undefined): Wire {
  const state = edgeState(source.trace, link.id);
  const value = passedOn(source, link, state);
  const named = start.data.outs.length > 1 || (link.port !== 'out' && link.port !== '');
  const title = start.data.outs[port]?.title ?? link.port;
  return {
    link,
    data: {
      state,
      label: named ? (title === '' ? undefined : shortTitle(title)) : value !== undefined && value !== '' && speaks(links, link) ? value : undefined,
      room: CARD_WIDTH / Math.max(1, start.data.outs.length) - 4,
      strong: named && state === 'delivered',
      title: named ? [title, value].filter((part) => part !== undefined && part !== '').join(' · ') : value,
      from,
      to,
      lane,
      back: link.back,
    },
  };
}
