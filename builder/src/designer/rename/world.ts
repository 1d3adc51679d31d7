import { linksIn, readEnd } from '../../../../runtime/schema/links.ts';
import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isRecord, member } from '../document/pointer.ts';
import { outputOf, type NodeView } from './node-shapes.ts';
import { choices, lazily, markOf, oneOf, shapeOf, UNKNOWN, type Member, type Names, type Shape } from './shape.ts';

/** What names lead to, everywhere in a scenario. */
export interface World {
  readonly scenario: Scenario;
  readonly view: (flow: string, id: string) => NodeView | undefined;
  readonly namesOf: (flow: string) => Names;
  readonly outputOf: (flow: string, id: string) => Shape;
  readonly rowOf: (dataset: unknown) => Shape;
}

function flowOf(scenario: Scenario, flow: string): Flow | undefined {
  return Object.hasOwn(scenario.flows, flow) ? scenario.flows[flow] : undefined;
}

/** Nodes of a flow after which nothing comes. */
function endsOf(flow: Flow): readonly string[] {
  const left = new Set(linksIn(flow.edges).filter(({ back, port }) => !back && port !== 'error').map(({ source }) => source));
  return Object.keys(flow.nodes).filter((id) => !left.has(id));
}

function remembering<Made>(make: (key: string) => Made): (key: string) => Made {
  const made = new Map<string, Made>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

export function createWorld(scenario: Scenario): World {
  const rowOf = (dataset: unknown): Shape => (typeof dataset === 'string' ? rows(dataset) : UNKNOWN);
  const rows = remembering((dataset: string): Shape => {
    const declared = member(scenario.datasets, dataset);
    const own = isRecord(declared) ? declared['own'] : undefined;
    const fields = isRecord(own) && Array.isArray(own['fields']) ? (own['fields'] as readonly { readonly id: string }[]) : [];
    return shapeOf(Object.fromEntries(fields.map(({ id }) => [id, { mark: markOf('columns', dataset, id), shape: UNKNOWN }])));
  });
  const roles = choices(Object.keys(scenario.roles), (id) => markOf('roles', id));
  const common: Readonly<Record<string, Member>> = {
    param: { shape: shapeOf(Object.fromEntries(Object.keys(scenario.parameters).map((id) => [id, { mark: markOf('parameters', id), shape: UNKNOWN }]))) },
    run: { shape: UNKNOWN },
    user: { shape: shapeOf({ duties: { shape: roles }, roles: { shape: roles } }) },
  };
  const outputs = remembering((key: string): Shape => lazily(() => {
    const { node, port } = readEnd(key);
    const found = view(node, port);
    return found === undefined ? UNKNOWN : outputOf(found);
  }));
  const resultOf = (flow: unknown): Shape => {
    const found = typeof flow === 'string' ? flowOf(scenario, flow) : undefined;
    return found === undefined ? UNKNOWN : oneOf(endsOf(found).map((id) => outputs(`${flow as string}.${id}`)));
  };
  const names = remembering((flow: string): Names => {
    const nodes = flowOf(scenario, flow)?.nodes ?? {};
    return (name) => {
      if (Object.hasOwn(common, name)) return common[name];
      return Object.hasOwn(nodes, name) ? { mark: markOf('nodes', flow, name), shape: outputs(`${flow}.${name}`) } : undefined;
    };
  });
  const ends = remembering((flow: string): ReadonlySet<string> => new Set(endsOf(flowOf(scenario, flow) ?? { nodes: {}, edges: {} })));
  const called = new Set(Object.values(scenario.flows).flatMap(({ nodes }) => Object.values(nodes).flatMap(({ config }) => (typeof config['flow'] === 'string' ? [config['flow']] : []))));
  const isEnd = (flow: string, id: string): boolean => called.has(flow) && ends(flow).has(id);
  const view = (flow: string, id: string): NodeView | undefined => {
    const nodes = flowOf(scenario, flow)?.nodes;
    const node = nodes !== undefined && Object.hasOwn(nodes, id) ? nodes[id] : undefined;
    return node === undefined ? undefined : { flow, id, node, names: names(flow), rowOf, resultOf, result: (name) => (isEnd(flow, id) ? markOf('gives', flow, name) : markOf('results', flow, id, name)) };
  };
  return { scenario, view, namesOf: names, outputOf: (flow, id) => outputs(`${flow}.${id}`), rowOf };
}
