import { Type, type Static } from 'typebox';
import { NameSchema } from '../../../schema/ids.ts';
import { label } from '../../../schema/property-text.ts';
import { choice, closed, column, count, dataset, feel, feelRow, rowCondition, rowFormulas } from '../../config-parts.ts';

export const DEFAULT_LIMIT = 100;

const columns = (zh: string, en: string, minItems = 1) => Type.Array(column('列', 'Column'), { minItems, maxItems: 200, ...label(zh, en) });

const JoinColumnSchema = Type.Union(
  [
    column('两边同名的列', 'Column of the same name'),
    Type.Object({ from: column('主表的列', 'Column here'), to: column('连上的表的列', 'Column of the joined dataset') }, { ...closed, ...label('名字不同的两列', 'Columns of different names') }),
  ],
  label('列', 'Column'),
);

const JoinSchema = Type.Object(
  {
    dataset: dataset('数据集', 'Dataset'),
    on: Type.Array(JoinColumnSchema, { minItems: 1, maxItems: 200, ...label('按哪些列连', 'Joined on') }),
    at: Type.Optional(feelRow('取哪天有效的', 'Valid on', '用 row 读主表的这一行', 'Reads the main row as row')),
    fields: columns('取哪些列', 'Columns'),
  },
  closed,
);

const MeasureSchema = Type.Union([
  Type.Object({ count: rowCondition('数哪些行', 'Count rows where') }, { ...closed, ...label('计数', 'Count') }),
  Type.Object({ sum: feelRow('加什么', 'Sum of') }, { ...closed, ...label('合计', 'Sum') }),
  Type.Object({ avg: feelRow('平均什么', 'Average of') }, { ...closed, ...label('平均', 'Average') }),
  Type.Object({ median: feelRow('取什么的中位数', 'Median of') }, { ...closed, ...label('中位数', 'Median') }),
  Type.Object({ min: feelRow('取什么的最小', 'Least of') }, { ...closed, ...label('最小', 'Least') }),
  Type.Object({ max: feelRow('取什么的最大', 'Most of') }, { ...closed, ...label('最大', 'Most') }),
]);

export const QueryConfigSchema = Type.Object(
  {
    dataset: dataset('数据集', 'Dataset'),
    where: Type.Optional(rowCondition('条件', 'Where', '用 row.列名 读每一行', 'Reads each row as row.column')),
    at: Type.Optional(feel('取哪天有效的', 'Valid on', '只用于有起止日期的数据集', 'For dated datasets only')),
    one: Type.Optional(Type.Boolean(label('只要一行', 'One row'))),
    count: Type.Optional(Type.Boolean(label('只数有几行', 'Count only', '不取任何一行', 'Takes no row'))),
    fields: Type.Optional(columns('取哪些列', 'Columns')),
    join: Type.Optional(Type.Record(NameSchema, JoinSchema, label('连上别的表', 'Joined datasets'))),
    orderBy: Type.Optional(
      Type.Array(Type.Tuple([column('列', 'Column'), choice({ asc: ['升序', 'Ascending'], desc: ['降序', 'Descending'] }, '次序', 'Order')]), { maxItems: 8, ...label('排序', 'Order') }),
    ),
    limit: Type.Optional(count(1, 10_000, '最多几行', 'Most rows', `不填是 ${DEFAULT_LIMIT}`, `Default ${DEFAULT_LIMIT}`)),
    page: Type.Optional(feel('第几页', 'Page', '从 1 起，一页就是“最多几行”；空就是第一页', 'From 1, each of “most rows”; null is the first')),
    offset: Type.Optional(feel('跳过几行', 'Skip rows', '和“第几页”只填一个；空就是不跳过', 'Either this or the page; null skips none')),
    group: Type.Optional(rowFormulas('分组', 'Group by')),
    measures: Type.Optional(Type.Record(NameSchema, MeasureSchema, label('统计', 'Measures'))),
  },
  closed,
);
export type Query = Static<typeof QueryConfigSchema>;
