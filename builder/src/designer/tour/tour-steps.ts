import type { Scenario } from '../../../../runtime/schema/scenario.ts';

export const TOUR_STEPS = ['start', 'field', 'table', 'page', 'connect', 'run', 'case', 'publish'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** What the tour judges by: the document as it is, and what cannot be read from it. */
export interface TourFacts {
  readonly scenario: Scenario;
  /** A test run came to a result. */
  readonly tried: boolean;
  readonly cases: number;
  readonly published: boolean;
}

type Nodes = Scenario['flows'][string]['nodes'];

const idsOf = (nodes: Nodes, type: string): ReadonlySet<string> => new Set(Object.keys(nodes).filter((id) => nodes[id]?.type === type));

/** A start form begins with one question of its type's example; the person adds another. */
function asksMore(nodes: Nodes): boolean {
  return Object.values(nodes).some(({ type, config }) => type === 'start.form' && Array.isArray(config['fields']) && config['fields'].length > 1);
}

/** From a start form by a table to a page, whatever stands between them. */
function isConnected({ nodes, edges }: Scenario['flows'][string]): boolean {
  const next = new Map<string, string[]>();
  for (const [from, to] of Object.values(edges)) {
    const source = from.split('.')[0] ?? '';
    next.set(source, [...(next.get(source) ?? []), to]);
  }
  const reach = (from: Iterable<string>): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const to of next.get(id) ?? []) {
        if (!seen.has(to)) open.push(to);
        seen.add(to);
      }
    }
    return seen;
  };
  const tables = idsOf(nodes, 'rule.table');
  const reached = [...reach(idsOf(nodes, 'start.form'))].filter((id) => tables.has(id));
  const pages = idsOf(nodes, 'output.page');
  return [...reach(reached)].some((id) => pages.has(id));
}

/** Which deeds are done, by what is really there: whoever takes one back has it before them again. */
export function doneSteps({ scenario, tried, cases, published }: TourFacts): ReadonlySet<TourStep> {
  const flows = Object.values(scenario.flows);
  const some = (type: string): boolean => flows.some(({ nodes }) => idsOf(nodes, type).size > 0);
  const done: Readonly<Record<TourStep, boolean>> = {
    start: some('start.form'),
    field: flows.some(({ nodes }) => asksMore(nodes)),
    table: some('rule.table'),
    page: some('output.page'),
    connect: flows.some(isConnected),
    run: tried,
    case: cases > 0,
    publish: published,
  };
  return new Set(TOUR_STEPS.filter((step) => done[step]));
}

/** The first deed that is not done; undefined at the end. */
export function stepNow(done: ReadonlySet<TourStep>): TourStep | undefined {
  return TOUR_STEPS.find((step) => !done.has(step));
}
