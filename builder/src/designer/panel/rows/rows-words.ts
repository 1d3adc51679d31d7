import type { RowTableConfig } from '../../../../../runtime/rules/row-table-schema.ts';
import { valueSchema } from '../../../../../runtime/schema/value-schema.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { asSchema, spokenValue } from '../../formula/formula-scope.ts';
import { useDesk } from '../entry-desk.tsx';

type Part = { readonly id: string; readonly title?: string };

/** What people call a condition or result. */
export function useTitleOf(config: RowTableConfig): (id: string) => string {
  const desk = useDesk();
  const parts: readonly Part[] = [...config.inputs, ...config.outputs];
  return (id) => scenarioText(desk.scenario, parts.find((part) => part.id === id)?.title, desk.locale) ?? id;
}

/** The type of the column a condition is compared with. */
export function useColumnSchema(config: RowTableConfig): (input: RowTableConfig['inputs'][number]) => ReturnType<typeof asSchema> {
  const desk = useDesk();
  const columns = desk.columns(config.dataset);
  return ({ test, column, low, high }) => {
    const found = columns.find(({ id }) => id === (test === 'range' ? (low ?? high) : column));
    return asSchema(valueSchema(test === 'tests' ? 'any' : (found?.type ?? 'any'), { enum: found?.enum }));
  };
}

/** A row of the dataset in words: its naming values under the titles of their columns. */
export function useRowWords(): (row: unknown) => string {
  const desk = useDesk();
  const columns = desk.columns(desk.node.config['dataset'] as string | undefined);
  const titleOf = (id: string): string => scenarioText(desk.scenario, columns.find((column) => column.id === id)?.title, desk.locale) ?? id;
  return (row) => Object.entries((row ?? {}) as Readonly<Record<string, unknown>>).map(([column, value]) => `${titleOf(column)} ${spokenValue(value, desk.locale)}`).join(desk.locale === 'en' ? ', ' : '，');
}
