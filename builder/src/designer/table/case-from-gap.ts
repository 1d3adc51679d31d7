import type { Case } from '../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';
import { exampleOf, type Gap } from './gaps.ts';

/** Where the gap is, and what a person calls it. */
export interface GapPlace {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly node: string;
  readonly config: TableConfig;
  readonly gap: Gap;
  readonly title: string;
  readonly now: string;
}

export interface GapCase {
  readonly made: Case;
  /** Inputs whose example no answer of the start form gives: a person must add the data they are worked out from. */
  readonly open: readonly string[];
}

/** `18`, `"x"`, `true` and `date("2022-01-05")` as a start form keeps them. */
function asAnswer(literal: string): unknown {
  const day = /^date\("([^"]*)"\)$/.exec(literal)?.[1];
  return day ?? (JSON.parse(literal) as unknown);
}

/** The field of a start form that an input column reads as it is. */
function startField({ scenario, flow }: GapPlace, expr: string): string | undefined {
  const [node, field, ...more] = expr.trim().split('.');
  const config = scenario.flows[flow]?.nodes[node ?? ''];
  const fields = config?.type === 'start.form' && Array.isArray(config.config['fields']) ? (config.config['fields'] as readonly { readonly id?: string }[]) : [];
  return field !== undefined && more.length === 0 && fields.some(({ id }) => id === field) ? field : undefined;
}

/** A case that comes to this table, to take the other answers, rows and the clock from. */
function likeThis({ flow, node }: GapPlace, cases: readonly Case[]): Case | undefined {
  const ofFlow = cases.filter((one) => (one.flow ?? 'main') === flow);
  return ofFlow.find((one) => one.expect.rules !== undefined && Object.hasOwn(one.expect.rules, node)) ?? ofFlow[0];
}

function freeId(cases: readonly Case[], node: string): string {
  const taken = new Set(cases.map(({ id }) => id));
  let number = 1;
  while (taken.has(`gap-${node}-${number}`)) number += 1;
  return `gap-${node}-${number}`;
}

/** The example of a gap as a case: it expects that no rule takes it, which is so today and for a person to confirm or change. */
export function caseFromGap(place: GapPlace, cases: readonly Case[]): GapCase {
  const { config, flow, node, gap, title, now } = place;
  const like = likeThis(place, cases);
  const examples = config.inputs.flatMap(({ id, expr }) => {
    const literal = gap.when[id] === undefined ? undefined : exampleOf(gap.when[id]);
    return literal === undefined ? [] : [{ id, field: startField(place, expr), value: asAnswer(literal) }];
  });
  const given = Object.fromEntries(examples.flatMap(({ field, value }) => (field === undefined ? [] : [[field, value] as const])));
  const made: Case = {
    id: freeId(cases, node),
    title,
    ...(flow === 'main' ? {} : { flow }),
    at: like?.at ?? now,
    ...(like?.calendar === undefined ? {} : { calendar: like.calendar }),
    ...(like?.user === undefined ? {} : { user: like.user }),
    start: { ...like?.start, ...given },
    ...(like?.rows === undefined ? {} : { rows: like.rows }),
    expect: { rules: { [node]: null } },
  };
  return { made, open: examples.flatMap(({ id, field }) => (field === undefined ? [id] : [])) };
}
