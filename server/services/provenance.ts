import { splitPath } from '../../runtime/engine/path.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import type { FlowNode } from '../../runtime/schema/flow.ts';

/** A column of a dataset, by the scenario's name of it. */
export interface Column {
  readonly local: string;
  readonly column: string;
}

/** Columns that may have made a value, as `local column`. */
type Sources = ReadonlySet<string>;

const NONE: Sources = new Set();
const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;
/** After the name of a query: one column of its only row, of the row of a list by a plain number, or of all its rows. */
const ONE_COLUMN = /^\s*\.\s*(?:row|rows\s*(?:\[\s*\d+\s*\])?)\s*\.\s*([\p{L}_][\p{L}\p{N}_]*)/u;

export const columnsOf = (sources: Sources): readonly Column[] =>
  [...sources].map((source) => {
    const at = source.indexOf(' ');
    return { local: source.slice(0, at), column: source.slice(at + 1) };
  });

/** Every text of a document of any shape. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) yield key;
      yield* textsIn(inner);
    }
  }
}

interface QueryConfig {
  readonly dataset?: unknown;
  readonly fields?: readonly string[];
  readonly group?: unknown;
  readonly measures?: unknown;
  readonly join?: Readonly<Record<string, { readonly dataset?: unknown; readonly fields?: readonly string[] }>>;
}

/** The columns the scenario says it reads of its datasets, by their names there. */
type AllColumns = ReadonlyMap<string, readonly string[]>;

/** What one node says that may stand for data: texts of its own, and those of the catalogue of texts that it names. */
function saidBy({ plan: { scenario }, id }: At, node: FlowNode): readonly string[] {
  const { config, caption } = node;
  const own = [...textsIn(config), ...(caption === undefined ? [] : [caption])];
  const texts = scenario.texts as Readonly<Record<string, unknown>>;
  const keyed = own.flatMap((said) => (Object.hasOwn(texts, said) ? [...textsIn(texts[said])] : []));
  const titled = Object.keys(texts).filter((key) => key.startsWith(`${id}.`)).flatMap((key) => [...textsIn(texts[key])]);
  return [...own, ...keyed, ...titled];
}

interface At {
  readonly plan: Plan;
  readonly flow: string;
  readonly id: string;
  readonly all: AllColumns;
  readonly made: Map<string, Sources>;
  /** What the queries were asked with. */
  readonly asked: Map<string, Sources>;
  /** What a flow is given by those that call it, and all it may give back. */
  readonly given: ReadonlyMap<string, Sources>;
  readonly gives: ReadonlyMap<string, Sources>;
}

const keyOf = (flow: string, node: string): string => `${flow} ${node}`;
const localsOf = ({ dataset, join = {} }: QueryConfig): readonly string[] => [dataset, ...Object.values(join).map((one) => one.dataset)].filter((local): local is string => typeof local === 'string');

/** Columns a query itself gives: those it names, else all the scenario reads. */
function ownColumns({ all }: Pick<At, 'all'>, config: QueryConfig): readonly string[] {
  const { dataset, fields, group, measures, join = {} } = config;
  const local = typeof dataset === 'string' ? dataset : '';
  const words = new Set([...textsIn(group), ...textsIn(measures)].flatMap((said) => said.match(WORD) ?? []));
  const own = measures === undefined ? (fields ?? all.get(local) ?? []) : (all.get(local) ?? []).filter((column) => words.has(column));
  const joined = Object.values(join).flatMap((one) => (typeof one.dataset === 'string' ? (one.fields ?? all.get(one.dataset) ?? []).map((column) => `${String(one.dataset)} ${column}`) : []));
  return [...own.map((column) => `${local} ${column}`), ...joined];
}

/** What of another node a text takes: a column where it says one, else all that node was made of. */
function takenFrom(at: At, said: string, end: number, name: string): Iterable<string> {
  const sources = at.made.get(keyOf(at.flow, name)) ?? NONE;
  const node = at.plan.scenario.flows[at.flow]?.nodes[name];
  if (node?.type !== 'data.query') return sources;
  const config: QueryConfig = node.config;
  const column = ONE_COLUMN.exec(said.slice(end))?.[1];
  const first = typeof config.dataset === 'string' ? config.dataset : '';
  const isPlain = column !== undefined && config.measures === undefined && !Object.hasOwn(config.join ?? {}, column) && (at.all.get(first) ?? []).includes(column);
  // What the query itself was asked with comes through every column.
  return isPlain ? [...(at.asked.get(keyOf(at.flow, name)) ?? NONE), `${first} ${column}`] : sources;
}

function mentioned(at: At, node: FlowNode): Set<string> {
  const found = new Set<string>();
  const locals = node.type === 'data.query' ? new Set(localsOf(node.config)) : undefined;
  for (const said of saidBy(at, node)) {
    for (const match of said.matchAll(WORD)) {
      const [word] = match;
      for (const source of takenFrom(at, said, match.index + word.length, word)) found.add(source);
      // A node that reads a dataset by itself: choices of a form, rows of a table, a list of a page.
      if (locals?.has(word) !== true) for (const column of at.all.get(word) ?? []) found.add(`${word} ${column}`);
    }
    for (const source of at.gives.get(said) ?? NONE) found.add(source);
  }
  return found;
}

function sameSize(one: ReadonlyMap<string, Sources>, other: ReadonlyMap<string, Sources>): boolean {
  return [...other].every(([key, sources]) => one.get(key)?.size === sources.size);
}

const union = (into: Map<string, Sources>, key: string, more: Sources): void => void into.set(key, new Set([...(into.get(key) ?? NONE), ...more]));

const known = new WeakMap<Plan, ReadonlyMap<string, Sources>>();

/** Rounds until nothing new is found; flows that call each other need one for each that passes data on. */
const ROUNDS = 12;

/**
 * Of which columns the values of each node may be made, by `flow node`. Told by what a node says: whoever is named in it,
 * or named by whom it names, may have given it anything, so it errs by telling too much and never too little.
 */
function sourcesOf(plan: Plan): ReadonlyMap<string, Sources> {
  const before = known.get(plan);
  if (before) return before;
  const all: AllColumns = new Map(Object.entries(plan.datasets).map(([local, { fields }]) => {
    const declared = plan.scenario.datasets[local];
    return [local, declared && 'use' in declared ? declared.fields : fields.map(({ id }) => id)];
  }));
  let made = new Map<string, Sources>();
  const asked = new Map<string, Sources>();
  let given = new Map<string, Sources>();
  let gives = new Map<string, Sources>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = { made: new Map(made), given: new Map<string, Sources>(), gives: new Map<string, Sources>() };
    for (const [flow, { order }] of Object.entries(plan.flows)) {
      for (const { id, definition, incoming } of order) {
        const at: At = { plan, flow, id, all, made: next.made, asked, given, gives };
        const found = mentioned(at, definition);
        if (definition.type === 'data.query') {
          asked.set(keyOf(flow, id), new Set(found));
          for (const source of ownColumns(at, definition.config)) found.add(source);
        }
        if (incoming.length === 0) for (const source of given.get(flow) ?? NONE) found.add(source);
        next.made.set(keyOf(flow, id), found);
        union(next.gives, flow, found);
        const called = [...textsIn(definition.config)].filter((said) => Object.hasOwn(plan.flows, said));
        for (const other of called) union(next.given, other, found);
      }
    }
    const isDone = sameSize(made, next.made) && sameSize(given, next.given) && sameSize(gives, next.gives);
    ({ made, given, gives } = next);
    if (isDone) break;
  }
  known.set(plan, made);
  return made;
}

/** Of which columns the values of the node at a path of a run may be made. */
export function sourcesAt(plan: Plan, flows: RunState['flows'], path: string): readonly Column[] {
  const { prefix, node } = splitPath(path);
  const flow = flows[prefix]?.flow;
  return flow === undefined ? [] : columnsOf(sourcesOf(plan).get(keyOf(flow, node)) ?? NONE);
}
