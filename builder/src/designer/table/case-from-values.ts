import type { Case } from '../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';

/** What somebody wants to keep: values of inputs, what should come of them, and what a person calls it. */
export interface WantedCase {
  /** Begins the id: where the values come from. */
  readonly origin: 'gap' | 'clash' | 'try';
  /** By input, as a start form keeps them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The rule that should take them; null: none. */
  readonly rule: string | null;
  readonly title: string;
}

export interface CasePlace extends WantedCase {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly node: string;
  readonly config: TableConfig;
  readonly now: string;
}

export interface MadeCase {
  readonly made: Case;
  /** Inputs whose value no answer of the start form gives: a person must add the data they are worked out from. */
  readonly open: readonly string[];
}

/** `18`, `"x"`, `true` and `date("2022-01-05")` as a start form keeps them. */
function asAnswer(literal: string): unknown {
  const day = /^date\("([^"]*)"\)$/.exec(literal)?.[1];
  return day ?? (JSON.parse(literal) as unknown);
}

/** Formulas by input as a start form keeps their values. */
export function answersOf(formulas: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(formulas).map(([id, literal]) => [id, asAnswer(literal)]));
}

/** The field of a start form that an input column reads as it is. */
function startField({ scenario, flow }: CasePlace, expr: string): string | undefined {
  const [node, field, ...more] = expr.trim().split('.');
  const config = scenario.flows[flow]?.nodes[node ?? ''];
  const fields = config?.type === 'start.form' && Array.isArray(config.config['fields']) ? (config.config['fields'] as readonly { readonly id?: string }[]) : [];
  return field !== undefined && more.length === 0 && fields.some(({ id }) => id === field) ? field : undefined;
}

/** A case that comes to this table, to take the other answers, rows and the clock from. */
function likeThis({ flow, node }: CasePlace, cases: readonly Case[]): Case | undefined {
  const ofFlow = cases.filter((one) => (one.flow ?? 'main') === flow);
  return ofFlow.find((one) => one.expect.rules !== undefined && Object.hasOwn(one.expect.rules, node)) ?? ofFlow[0];
}

function freeId(cases: readonly Case[], { origin, node }: CasePlace): string {
  const taken = new Set(cases.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${origin}-${node}-${number}`)) number += 1;
  return `${origin}-${node}-${number}`;
}

/** Values of a table as a case: what it expects is what somebody saw or asks for today, for a person to confirm or change. */
export function caseFromValues(place: CasePlace, cases: readonly Case[]): MadeCase {
  const { config, flow, node, values, rule, title, now } = place;
  const like = likeThis(place, cases);
  const examples = config.inputs.flatMap(({ id, expr }) => (Object.hasOwn(values, id) && values[id] !== undefined ? [{ id, field: startField(place, expr), value: values[id] }] : []));
  const given = Object.fromEntries(examples.flatMap(({ field, value }) => (field === undefined ? [] : [[field, value] as const])));
  const made: Case = {
    id: freeId(cases, place),
    title,
    ...(flow === 'main' ? {} : { flow }),
    at: like?.at ?? now,
    ...(like?.calendar === undefined ? {} : { calendar: like.calendar }),
    ...(like?.user === undefined ? {} : { user: like.user }),
    start: { ...like?.start, ...given },
    ...(like?.rows === undefined ? {} : { rows: like.rows }),
    expect: { rules: { [node]: rule } },
  };
  return { made, open: examples.flatMap(({ id, field }) => (field === undefined ? [id] : [])) };
}
