import type { Diagnostic } from '../../../schema/diagnostic.ts';
import { joinPair } from '../../../schema/join.ts';
import { unknownColumns, unknownDataset } from '../../dataset-problems.ts';
import { definitionOf, datasetTitle } from '../../dataset-row.ts';
import type { NodeEnv } from '../../node-env.ts';
import { problem } from '../../problem.ts';
import type { Query } from './query-config.ts';

type Join = NonNullable<Query['join']>[string];

/** Columns of different kinds never hold the same, so that such a join finds nothing. */
function unlikeColumns(config: Query, env: NodeEnv, join: Join, base: string): readonly Diagnostic[] {
  const typeOf = (dataset: string, id: string) => definitionOf(env, dataset)?.fields.find((field) => field.id === id)?.type;
  return join.on.flatMap((column, index) => {
    const { from, to } = joinPair(column);
    const [here, there] = [typeOf(config.dataset, from), typeOf(join.dataset, to)];
    if (here === undefined || there === undefined || here === there || (NUMBERS.has(here) && NUMBERS.has(there))) return [];
    const [main, joined] = [datasetTitle(env, config.dataset), datasetTitle(env, join.dataset)];
    return [problem('SCN_DATA_JOIN_TYPES', `${base}/on/${index}`, `“${main}”的列“${from}”和“${joined}”的列“${to}”类型不同，一行也连不上。请换成同类型的列`, `Column "${from}" of "${main}" and column "${to}" of "${joined}" are of different types, so nothing is ever joined. Choose columns of one type`, 'warning')];
  });
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number']);

function joinProblems(config: Query, env: NodeEnv): readonly Diagnostic[] {
  return Object.entries(config.join ?? {}).flatMap(([name, join]) => {
    const base = `/join/${name}`;
    const sides = join.on.map((column, index) => ({ ...joinPair(column), at: (side: 'from' | 'to') => (typeof column === 'string' ? `${base}/on/${index}` : `${base}/on/${index}/${side}`) }));
    return [
      ...unknownDataset(env, join.dataset, `${base}/dataset`),
      ...unknownColumns(env, join.dataset, join.fields.map((id, index) => ({ id, path: `${base}/fields/${index}` }))),
      ...unknownColumns(env, join.dataset, sides.map(({ to, at }) => ({ id: to, path: at('to') }))),
      ...unknownColumns(env, config.dataset, sides.map(({ from, at }) => ({ id: from, path: at('from') }))),
      ...unlikeColumns(config, env, join, base),
    ];
  });
}

/** What the schema cannot see: datasets and columns that are not there, and settings that contradict one another. */
export function queryProblems(config: Query, env: NodeEnv): readonly Diagnostic[] {
  return [
    ...unknownDataset(env, config.dataset, '/dataset'),
    ...unknownColumns(env, config.dataset, (config.fields ?? []).map((id, index) => ({ id, path: `/fields/${index}` }))),
    ...unknownColumns(env, config.dataset, (config.orderBy ?? []).map(([id], index) => ({ id, path: `/orderBy/${index}/0` }))),
    ...joinProblems(config, env),
    ...(config.group !== undefined && config.measures === undefined
      ? [problem('SCN_DATA_GROUP_WITHOUT_MEASURE', '/group', '分了组却没有统计什么。请加一项统计', 'Groups without a measure. Add a measure')]
      : []),
    ...(config.count === true && (config.one === true || config.measures !== undefined)
      ? [problem('SCN_DATA_COUNT_ONLY', '/count', '“只数有几行”不能和“只要一行”或“统计”一起用。请留一个', '"Count only" goes neither with "One row" nor with measures. Keep one of them')]
      : []),
    ...(config.page !== undefined && config.offset !== undefined
      ? [problem('SCN_DATA_PAGE_TWICE', '/offset', '“第几页”和“跳过几行”只能填一个。请清空一个', 'Either the page or the rows to skip. Clear one of them')]
      : []),
  ];
}
