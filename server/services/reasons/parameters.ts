import { localDay } from '../../../runtime/engine/time.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { isTable, keyOf, OTHER_KEYS, valueOn, type ParameterValue } from '../../../runtime/schema/parameter.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { textOf } from '../texts.ts';
import { valueText } from '../words.ts';
import { withUnit } from './units.ts';

/** The value of a parameter in force at `asOf`, the moment the rules of a run are taken from; of a table, that of a key. */
function parameterAt(scenario: Scenario, name: string, asOf: string, key?: string): ParameterValue | undefined {
  const parameter = Object.hasOwn(scenario.parameters, name) ? scenario.parameters[name] : undefined;
  return parameter && valueOn(parameter, localDay(asOf, scenario.zone), key);
}

/** `param.x` as people read it, with its unit. */
export function parameterWords(scenario: Scenario, name: string, asOf: string, locale: Locale): string | undefined {
  const value = isTableName(scenario, name) ? undefined : (parameterAt(scenario, name, asOf)?.value as Json | undefined);
  return value === undefined ? undefined : withUnit(valueText(value, locale, scenario.zone), scenario.parameters[name]?.unit, locale);
}

/** All of them, for texts that name their own unit. */
export function parameterValues(scenario: Scenario, asOf: string): Record<string, Json> {
  return Object.fromEntries(Object.keys(scenario.parameters).map((name) => [name, isTableName(scenario, name) ? null : ((parameterAt(scenario, name, asOf)?.value ?? null) as Json)]));
}

function isTableName(scenario: Scenario, name: string): boolean {
  const parameter = Object.hasOwn(scenario.parameters, name) ? scenario.parameters[name] : undefined;
  return parameter !== undefined && isTable(parameter);
}

/** Which entry of a parameter table a run looked up: its key, the day it holds from, and its source. Undefined when nothing was found. */
export function lookupWords(scenario: Scenario, name: string, key: string, asOf: string, locale: Locale): string | undefined {
  const found = parameterAt(scenario, name, asOf, key);
  if (!found) return undefined;
  const basis = found.basis === undefined ? undefined : scenario.bases[found.basis];
  const other = keyOf(found) === OTHER_KEYS;
  const parts = [
    other ? (locale === 'en' ? `${key}: as all others` : `${key}，按其他`) : key,
    ...(found.from === null ? [] : [locale === 'en' ? `since ${found.from}` : `${found.from} 起`]),
    ...(basis === undefined ? [] : [`${textOf(scenario, basis.title, locale)}${basis.article === undefined ? '' : locale === 'en' ? `, ${basis.article}` : basis.article}`]),
  ];
  return locale === 'en' ? parts.join('; ') : parts.join('；');
}
