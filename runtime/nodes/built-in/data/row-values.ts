import type { Diagnostic } from '../../../schema/diagnostic.ts';
import type { LocalText } from '../../../schema/text.ts';
import { computedColumns, unknownColumns, unknownDataset } from '../../dataset-problems.ts';
import { datasetTitle } from '../../dataset-row.ts';
import type { NodeEnv } from '../../node-env.ts';
import { pointerStep } from '../../problem.ts';

/** A node that gives a row its values, a formula for each column. */
interface RowValues {
  readonly dataset: string;
  readonly values: Readonly<Record<string, string>>;
}

export function valuesFact({ dataset, values }: RowValues, env: NodeEnv): LocalText {
  const columns = Object.keys(values).length;
  const title = datasetTitle(env, dataset);
  return { 'zh-CN': `${title} · ${columns} 列`, en: `${title} · ${columns} columns` };
}

export function checkValues({ dataset, values }: RowValues, env: NodeEnv): readonly Diagnostic[] {
  const columns = Object.keys(values).map((id) => ({ id, path: `/values/${pointerStep(id)}` }));
  return [...unknownDataset(env, dataset, '/dataset'), ...unknownColumns(env, dataset, columns), ...computedColumns(env, dataset, columns)];
}
