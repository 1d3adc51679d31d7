import { readExpression, type ReadingNames } from '../../../runtime/language/reading/reading.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Reason } from '../../api/portal.ts';
import { textByKey, textOf } from '../texts.ts';
import { nodeTitle, valueText } from '../words.ts';
import { close } from './close.ts';
import { labelOfValue, titleOfPath } from './names.ts';
import { parameterWords } from './parameters.ts';
import type { ReasonSource } from './source.ts';
import { unitInTitle, withUnit } from './units.ts';

interface Case {
  readonly port: string;
  readonly when: string;
  readonly title?: string;
}

interface Place {
  readonly flow: string;
  readonly node: string;
  /** Of the flow state the node ran in. */
  readonly prefix: string;
}

const TEXTS = /"(?:[^"\\]|\\.)*"/g;
const PATHS = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+/gu;

function readPath(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((at, step) => (typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, step) ? (at as { readonly [key: string]: Json })[step] : undefined), value);
}

/** Plain values that a condition looked at, by what people call them: 金额 300 元. */
function usedValues(source: ReasonSource, place: Place, condition: string): readonly { readonly label: string; readonly value: string }[] {
  const { scenario, locale, state } = source;
  const at = { scenario, flow: place.flow, locale };
  const paths = [...new Set(condition.replace(TEXTS, '""').match(PATHS) ?? [])];
  return paths.flatMap((path) => {
    const [head = '', ...rest] = path.split('.');
    const value = readPath(state.flows[place.prefix]?.nodes[head]?.output, rest);
    if (value === undefined || (typeof value === 'object' && value !== null)) return [];
    const { label, unit } = unitInTitle(titleOfPath(at, path) ?? path);
    const said = valueText(value, locale, scenario.zone);
    return [{ label, value: labelOfValue(at, path, value) ?? (typeof value === 'number' ? withUnit(said, unit, locale) : said) }];
  });
}

function conditionNames({ scenario, locale, state }: ReasonSource, flow: string): ReadingNames {
  const at = { scenario, flow, locale };
  return {
    titleOf: (path) => (path.startsWith('param.') ? parameterWords(scenario, path.slice('param.'.length), state.asOf, locale) : undefined) ?? unitInTitle(titleOfPath(at, path) ?? path).label,
    labelOf: (literal, path) => (path === undefined ? undefined : labelOfValue(at, path, literal)),
    sayMoment: (text) => valueText(text, locale, scenario.zone),
  };
}

/** What people call a way out; one without a name is what is left, or has its place among the conditions. */
function portTitle({ scenario, locale }: ReasonSource, node: string, port: string, cases: readonly Case[]): string {
  const at = cases.findIndex((one) => one.port === port);
  const title = cases[at]?.title;
  const own = title === undefined ? textByKey(scenario, `${node}.${port}`, locale) : textOf(scenario, title, locale);
  return own ?? (at < 0 ? (locale === 'en' ? 'Else' : '其他') : locale === 'en' ? `way ${at + 1}` : `第 ${at + 1} 个出口`);
}

/** The reasons of the switches that a flow of a run has passed. */
export function switchReasons(source: ReasonSource, flow: string, prefix = ''): readonly Reason[] {
  return Object.entries(source.state.flows[prefix]?.nodes ?? {}).flatMap(([node, { status }]) => {
    const isSwitch = status === 'done' && source.scenario.flows[flow]?.nodes[node]?.type === 'flow.switch';
    return (isSwitch ? switchReason(source, { flow, node, prefix }) : null) ?? [];
  });
}

/** Why a switch went where it went: the condition that held and the values it looked at, or that none held. */
function switchReason(source: ReasonSource, place: Place): Reason | null {
  const { scenario, locale, state } = source;
  const definition = scenario.flows[place.flow]?.nodes[place.node];
  const output = state.flows[place.prefix]?.nodes[place.node]?.output;
  const ports = readPath(output, ['ports']);
  const cases = definition?.config['cases'];
  if (!Array.isArray(ports) || !Array.isArray(cases)) return null;
  const told = (ports as readonly string[]).map((port) => {
    const taken = (cases as readonly Case[]).find((one) => one.port === port);
    const name = portTitle(source, place.node, port, cases as readonly Case[]);
    if (taken === undefined) return locale === 'en' ? `None of the conditions holds, so it goes to “${name}”.` : `各个条件都不成立，走“${name}”。`;
    const condition = readExpression(taken.when, locale, conditionNames(source, place.flow)) ?? taken.when;
    const values = usedValues(source, place, taken.when).filter(({ value }) => !condition.includes(value)).map(({ label, value }) => `${label} ${value}`);
    const actual = values.length === 0 ? '' : locale === 'en' ? ` (${values.join(', ')})` : `（实际：${values.join('，')}）`;
    return locale === 'en' ? `It goes to “${name}”, because ${condition}${actual}.` : close(`因为 ${condition}${actual}，走“${name}”。`);
  });
  const looked = [...new Map((cases as readonly Case[]).flatMap((one) => usedValues(source, place, one.when)).map((used) => [used.label, used])).values()];
  return {
    node: place.node,
    title: nodeTitle(scenario, place.flow, place.node, locale),
    sentence: told.join(locale === 'en' ? ' ' : ''),
    told,
    prescribed: definition?.lock === 'prescribed',
    lines: looked,
    nearMisses: [],
    bases: [],
  };
}
