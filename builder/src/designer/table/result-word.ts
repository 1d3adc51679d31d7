import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { scenarioText } from '../document/scenario-text.ts';
import type { TableColumn } from './table-columns.ts';

/** What people call the value a cell of results holds: one of those its column lists, by the text `<node>.<column>.<value>`. Undefined for formulas and values without words. */
export function resultWord(scenario: Scenario, node: string, column: TableColumn, source: string, locale: Locale): string | undefined {
  if (column.kind !== 'output') return undefined;
  const cell = source.trim();
  const value = column.output.enum?.find((one) => JSON.stringify(one) === cell);
  return value === undefined ? undefined : scenarioText(scenario, `@${node}.${column.id}.${String(value)}`, locale);
}
