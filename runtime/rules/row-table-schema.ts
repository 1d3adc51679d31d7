import { Type, type Static } from 'typebox';
import { NameSchema } from '../schema/ids.ts';
import { label, valueWords } from '../schema/property-text.ts';
import { TableConfigSchema, TableInputSchema, TableOutputSchema } from './table-schema.ts';

const closed = { additionalProperties: false } as const;
const column = (...words: Parameters<typeof label>) => Type.String({ ...NameSchema, format: 'column', ...label(...words) });

export const ROW_TESTS = ['equals', 'range', 'tests'] as const;
export const RANGE_ENDS = ['[]', '[)', '(]', '()'] as const;

/** An input of a table whose rules are rows: which columns hold the condition, and how they are read. */
export const RowInputSchema = Type.Object(
  {
    ...TableInputSchema.properties,
    test: Type.Enum([...ROW_TESTS], { ...label('怎么比', 'How to compare'), ...valueWords({ equals: ['等于这一列', 'Equals the column'], range: ['在两列之间', 'Between two columns'], tests: ['这一列写的是条件', 'The column holds a condition'] }) }),
    column: Type.Optional(column('比哪一列', 'Column', '用于 equals 和 tests', 'For equals and tests')),
    low: Type.Optional(column('下限的列', 'Column of the low end', '用于 range，可以只有一头', 'For range; one end may be left out')),
    high: Type.Optional(column('上限的列', 'Column of the high end')),
    ends: Type.Optional(Type.Enum([...RANGE_ENDS], { ...label('含不含两头', 'Ends', '不填是都含', 'Absent: both included'), ...valueWords({ '[]': ['都含', 'Both'], '[)': ['含下限', 'Lower only'], '(]': ['含上限', 'Upper only'], '()': ['都不含', 'Neither'] }) })),
    required: Type.Optional(Type.Boolean(label('每行都要填', 'Every row must have it', '不打开时，空着就是不限', 'When off, an empty cell takes any value'))),
  },
  closed,
);
export type RowInput = Static<typeof RowInputSchema>;

const { type: _type, enum: _enum, ...outputParts } = TableOutputSchema.properties;

/** An output of a table whose rules are rows: the column its value stands in. Its type is that of the column. */
export const RowOutputSchema = Type.Object({ ...outputParts, column: column('取哪一列', 'Column') }, closed);
export type RowOutput = Static<typeof RowOutputSchema>;

const { each, as, hitPolicy, aggregator, let: helpers, incomplete, empty, pick, nulls } = TableConfigSchema.properties;

/** A decision table whose rules are the rows of a dataset. Everything that is not about rows means what it means in a table. */
export const RowTableConfigSchema = Type.Object(
  {
    dataset: Type.String({ ...NameSchema, format: 'dataset', ...label('数据集', 'Dataset') }),
    order: Type.Optional(column('按哪一列排先后', 'Column that orders the rows', '小的在前；只有看先后的命中方式才要', 'The least first; needed only where the order decides')),
    name: Type.Optional(Type.Array(column('列', 'Column'), { maxItems: 4, ...label('用哪些列称呼一行', 'Columns a row is called by', '说明结果时用；不填就用条件列', 'For explanations; absent: the columns of the conditions') })),
    hitPolicy,
    aggregator,
    inputs: Type.Array(RowInputSchema, { minItems: 1, maxItems: 60, ...label('条件', 'Inputs') }),
    outputs: Type.Array(RowOutputSchema, { minItems: 1, maxItems: 60, ...label('结果', 'Outputs') }),
    each,
    as,
    let: helpers,
    incomplete,
    empty,
    pick,
    nulls,
  },
  closed,
);
export type RowTableConfig = Static<typeof RowTableConfigSchema>;

/** Columns of the dataset that a table reads, each once. */
export function columnsRead(config: RowTableConfig): readonly string[] {
  const read = [
    ...config.inputs.flatMap(({ test, column: own, low, high }) => (test === 'range' ? [low, high] : [own])),
    ...config.outputs.map((output) => output.column),
    ...(config.name ?? []),
    config.order,
  ];
  return [...new Set(read.flatMap((one) => (one === undefined || one === '' ? [] : [one])))];
}
