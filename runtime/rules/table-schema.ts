import { Type, type Static } from 'typebox';
import { FIELD_TYPES } from '../schema/field.ts';
import { KeySchema, NameSchema } from '../schema/ids.ts';
import { label, valueWords } from '../schema/property-text.ts';
import { TextRefSchema } from '../schema/text.ts';

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE_ORDER', 'OUTPUT_ORDER'] as const;
export const AGGREGATORS = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];
export type Aggregator = (typeof AGGREGATORS)[number];

/** Most rules of a table. */
export const MOST_RULES = 20_000;

const formula = { format: 'feel-row', maxLength: 4000 } as const;
const closed = { additionalProperties: false } as const;
const day = (zh: string, en: string) => Type.Optional(Type.String({ format: 'date', ...label(zh, en) }));

/** Output formulas by output id; used by rules, `incomplete` and `empty`. */
const then = (zh: string, en: string, zhMore?: string, enMore?: string) =>
  Type.Record(NameSchema, Type.String(formula), label(zh, en, zhMore, enMore));

export const TableInputSchema = Type.Object(
  {
    id: Type.String({ ...NameSchema, ...label('名称', 'Name') }),
    expr: Type.String({ ...formula, ...label('取值', 'Value') }),
    title: Type.Optional(Type.String({ ...TextRefSchema, ...label('列标题', 'Column title') })),
    nullable: Type.Optional(
      Type.Boolean({ ...label('可以缺值', 'May be missing', '打开后，缺值也照常参加比较', 'When on, a missing value is tested like any other') }),
    ),
  },
  closed,
);
export type TableInput = Static<typeof TableInputSchema>;

const literal = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

export const TableOutputSchema = Type.Object(
  {
    id: Type.String({ ...NameSchema, ...label('名称', 'Name') }),
    type: Type.Enum([...FIELD_TYPES], label('类型', 'Type')),
    enum: Type.Optional(Type.Array(literal, { minItems: 1, maxItems: 200, ...label('可取的值', 'Allowed values', '次序就是优先次序，第一个最优先', 'Their order is their priority, the best first') })),
    optional: Type.Optional(Type.Boolean(label('可以没有', 'May be empty'))),
    title: Type.Optional(Type.String({ ...TextRefSchema, ...label('列标题', 'Column title') })),
    default: Type.Optional(Type.String({ ...formula, ...label('没有命中时', 'When nothing hits') })),
    priority: Type.Optional(Type.Array(literal, { minItems: 1, maxItems: 200, ...label('优先次序', 'Priority', '不填就用“可取的值”的次序', 'Absent: the order of the allowed values') })),
  },
  closed,
);
export type TableOutput = Static<typeof TableOutputSchema>;

export const TableRuleSchema = Type.Object(
  {
    id: Type.String({ ...KeySchema, ...label('编号', 'Number') }),
    when: Type.Record(NameSchema, Type.String({ format: 'feel-unary', maxLength: 2000 }), label('条件', 'Conditions', '没写的列等于“-”，即不限', 'A column left out means "-": any value')),
    // oxlint-disable-next-line unicorn/no-thenable -- the key is part of the scenario format; rules are plain JSON
    then: then('结果', 'Results'),
    basis: Type.Optional(Type.Array(KeySchema, { maxItems: 20, ...label('依据', 'Basis') })),
    from: day('起用日', 'In force from'),
    to: day('停用日（含当天）', 'In force until (inclusive)'),
    title: Type.Optional(Type.String({ ...TextRefSchema, ...label('标题', 'Title') })),
    note: Type.Optional(Type.String({ ...TextRefSchema, ...label('备注', 'Note') })),
    lock: Type.Optional(Type.Enum(['prescribed', 'optional'], label('规定动作', 'Lock'))),
  },
  closed,
);
export type TableRule = Static<typeof TableRuleSchema>;

/**
 * A decision table. With `each` it judges every element of a list (named `as`, default `item`) and gives `rows`,
 * and with `pick` the `best` of them; without `each` the outputs are the node's own.
 */
export const TableConfigSchema = Type.Object(
  {
    each: Type.Optional(Type.String({ ...formula, ...label('逐条判断', 'Judge each of', '一个列表；不填就只判断一次', 'A list; absent: judge once') })),
    as: Type.Optional(Type.String({ ...NameSchema, ...label('每条叫做', 'Call each one') })),
    hitPolicy: Type.Enum([...HIT_POLICIES], { default: 'FIRST', ...label('命中方式', 'Hit policy') }),
    aggregator: Type.Optional(Type.Enum([...AGGREGATORS], { ...label('汇总', 'Aggregate', '只用于“全部收集”', 'Only when all hits are collected'), ...valueWords({ SUM: ['合计', 'Sum'], MIN: ['最小', 'Smallest'], MAX: ['最大', 'Largest'], COUNT: ['个数', 'Count'] }) })),
    let: Type.Optional(Type.Record(NameSchema, Type.String(formula), label('中间值', 'Helper values'))),
    inputs: Type.Array(TableInputSchema, { minItems: 1, maxItems: 60, ...label('条件列', 'Inputs') }),
    outputs: Type.Array(TableOutputSchema, { minItems: 1, maxItems: 60, ...label('结果列', 'Outputs') }),
    rules: Type.Array(TableRuleSchema, { maxItems: MOST_RULES, ...label('规则', 'Rules') }),
    incomplete: Type.Optional(then('缺值时的结果', 'When a value is missing', '条件需要的值没有，就用这里的结果，不会落到下一行', 'Used when a tested value is missing; never the next row')),
    empty: Type.Optional(then('一条都没有时', 'When the list is empty')),
    pick: Type.Optional(
      Type.Object(
        { by: Type.String({ ...NameSchema, ...label('按哪个结果挑', 'Output to pick by') }) },
        { ...closed, ...label('挑出最好的一条', 'Pick the best') },
      ),
    ),
    nulls: Type.Optional(Type.Enum(['incomplete', 'dmn'], { default: 'incomplete', ...label('缺值怎么办', 'Missing values'), ...valueWords({ incomplete: ['用“缺值时的结果”（默认）', 'The “missing” results count (default)'], dmn: ['按 DMN 原意，不命中', 'As in DMN, no hit'] }) })),
  },
  closed,
);
export type TableConfig = Static<typeof TableConfigSchema>;
