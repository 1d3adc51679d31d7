import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { ParameterValue } from '../../../../runtime/schema/parameter.ts';

/** A value that nobody has decided: its basis is an example setting, or it has none. */
export function isInvented(scenario: Scenario, value: ParameterValue): boolean {
  const basis = value.basis !== undefined && Object.hasOwn(scenario.bases, value.basis) ? scenario.bases[value.basis] : undefined;
  return basis === undefined || basis.level === 'invented';
}

/** How many parameter values of the scenario are invented. */
export function inventedCount(scenario: Scenario): number {
  return Object.values(scenario.parameters).reduce((sum, parameter) => sum + parameter.values.filter((value) => isInvented(scenario, value)).length, 0);
}
