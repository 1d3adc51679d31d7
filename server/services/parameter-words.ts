import { localDay } from '../../runtime/engine/time.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { valueText } from './words.ts';

const PARAMETER = /\bparam\.([\p{L}_][\p{L}\p{N}_]*)/gu;

/** A cell as people read it: each `param.x` is the value in force at `asOf`, the moment its rules are taken from. */
export function withParameters(scenario: Scenario, test: string, asOf: string, locale: Locale): string {
  if (!test.includes('param.')) return test;
  const day = localDay(asOf, scenario.zone);
  return test.replaceAll(PARAMETER, (whole, name: string) => {
    const values = scenario.parameters[name]?.values ?? [];
    const entry = values.findLast(({ from, to }) => (from === null || from <= day) && (to === undefined || to === null || day <= to));
    return entry === undefined ? whole : valueText(entry.value as Json, locale, scenario.zone);
  });
}
