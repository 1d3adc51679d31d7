import { useMemo } from 'react';
import { mainFlow } from '../../../../../../runtime/schema/flow.ts';
import { useDatasets } from '../../../document/catalogue.ts';
import { useCheck } from '../../../document/check-context.tsx';
import { useTrace } from '../../../document/trace-context.tsx';
import type { FormulaScope, SchemaView } from '../../../formula/formula-scope.ts';
import { asSchema } from '../../../formula/formula-scope.ts';
import { datasetColumns } from '../../../panel/dataset-columns.ts';
import { nodeScope } from '../../../panel/node-scope.ts';
import type { PageDesk } from '../page-desk.ts';

/** What the formulas of a document may say: the outputs of every node of the main flow, parameters, the run. */
export function usePaperScope({ scenario, locale }: PageDesk): FormulaScope {
  const check = useCheck();
  const { list } = useDatasets();
  const { trace } = useTrace();
  return useMemo(() => {
    const flow = mainFlow(scenario);
    const ids = Object.keys(scenario.flows[flow]?.nodes ?? {});
    const common = Object.fromEntries(Object.entries(check.scope(flow, ids[0] ?? '')).filter(([name]) => name === 'param' || name === 'run' || name === 'user'));
    const names = { ...Object.fromEntries(ids.map((id) => [id, check.info(flow, id)?.output ?? {}])), ...common };
    return nodeScope(scenario, flow, names, trace, locale, (local) => datasetColumns(scenario, list, local, locale));
  }, [scenario, check, list, trace, locale]);
}

function itemsOf(schema: SchemaView): SchemaView | undefined {
  return schema.items ?? schema.anyOf?.map(itemsOf).find((found) => found !== undefined);
}

/** The scope with `row`, an item of the list at a path of it; anything, when the list is worked out. */
export function withRow(scope: FormulaScope, source: string): FormulaScope {
  const [head = '', ...rest] = source.split('.');
  let schema: SchemaView | undefined = asSchema(scope.names[head]);
  for (const step of rest) schema = schema?.properties?.[step] ?? schema?.anyOf?.map((one) => one.properties?.[step]).find((found) => found !== undefined);
  const titles = Object.fromEntries(Object.entries(scope.titles ?? {}).flatMap(([path, title]) => (path.startsWith(`${source}.`) ? [[`row.${path.slice(source.length + 1)}`, title]] : [])));
  return { ...scope, names: { ...scope.names, row: (schema && itemsOf(schema)) ?? {} }, titles: { ...scope.titles, ...titles } };
}
