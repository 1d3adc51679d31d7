import { localDay } from '../../../runtime/engine/time.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { valueText } from '../words.ts';
import { withUnit } from './units.ts';

/** The value of a parameter in force at `asOf`, the moment the rules of a run are taken from. */
function parameterValue(scenario: Scenario, name: string, asOf: string): Json | undefined {
  const day = localDay(asOf, scenario.zone);
  const values = Object.hasOwn(scenario.parameters, name) ? (scenario.parameters[name]?.values ?? []) : [];
  return values.findLast(({ from, to }) => (from === null || from <= day) && (to === undefined || to === null || day <= to))?.value as Json | undefined;
}

/** `param.x` as people read it, with its unit. */
export function parameterWords(scenario: Scenario, name: string, asOf: string, locale: Locale): string | undefined {
  const value = parameterValue(scenario, name, asOf);
  return value === undefined ? undefined : withUnit(valueText(value, locale, scenario.zone), scenario.parameters[name]?.unit, locale);
}

/** All of them, for texts that name their own unit. */
export function parameterValues(scenario: Scenario, asOf: string): Record<string, Json> {
  return Object.fromEntries(Object.keys(scenario.parameters).map((name) => [name, parameterValue(scenario, name, asOf) ?? null]));
}
