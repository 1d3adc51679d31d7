import { Type, type Static } from 'typebox';
import type { JsonObject } from './json.ts';

const Json = Type.Unknown();

/** Where a value of an explanation came from: a node's output path, a parameter, or computed. */
export const SourceSchema = Type.Object(
  {
    kind: Type.Union([Type.Literal('node'), Type.Literal('param'), Type.Literal('computed'), Type.Literal('user'), Type.Literal('row')]),
    node: Type.Optional(Type.String()),
    path: Type.Optional(Type.String()),
    key: Type.Optional(Type.String({ description: 'Of a parameter table: the key that was looked up' })),
    dataset: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** One tested input of a rule. `met` null = could not be decided (a value is missing). */
export const ConditionSchema = Type.Object(
  {
    input: Type.String({ description: 'Input column id' }),
    expr: Type.String(),
    value: Json,
    test: Type.String({ description: 'The cell, FEEL unary tests; "-" = any' }),
    met: Type.Union([Type.Boolean(), Type.Null()]),
    sources: Type.Array(SourceSchema),
  },
  { additionalProperties: false },
);
export type Condition = Static<typeof ConditionSchema>;

/** What a row of a dataset is called by, when the rules are rows: values by column. */
const RowFacts = Type.Record(Type.String(), Json, { description: 'Naming values of the dataset row, by column' });

/** How one subject (the whole table, or one element of `each`) was judged. */
export const JudgementSchema = Type.Object(
  {
    index: Type.Integer({ description: 'Element of the list; 0 without `each`' }),
    rules: Type.Array(Type.String({ description: 'Ids of the rules that hit, in table order' })),
    incomplete: Type.Optional(Type.Array(Type.String(), { description: 'Input ids without a value' })),
    conditions: Type.Array(ConditionSchema, { description: 'Of the first hit rule' }),
    others: Type.Optional(Type.Array(
      Type.Object({ rule: Type.String(), conditions: Type.Array(ConditionSchema), row: Type.Optional(RowFacts) }, { additionalProperties: false }),
      { description: 'The rules that hit beside the first, of a table that collects' },
    )),
    nearMisses: Type.Array(
      Type.Object({ rule: Type.String(), failed: ConditionSchema, row: Type.Optional(RowFacts) }, { additionalProperties: false }),
    ),
    row: Type.Optional(RowFacts),
    lets: Type.Record(Type.String(), Json),
    outputs: Json,
  },
  { additionalProperties: false },
);
export type Judgement = Static<typeof JudgementSchema>;

/** Recorded with a completed node (E12): data only; sentences are made on reading. */
export const ExplanationSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('table'),
      judgements: Type.Array(JudgementSchema),
      picked: Type.Optional(Type.Integer({ description: 'Index of the judgement that was picked' })),
      total: Type.Integer({ description: 'Rules in the table' }),
      dataset: Type.Optional(Type.String({ description: 'Local name of the dataset whose rows are the rules' })),
      faulty: Type.Optional(Type.Integer({ description: 'Rows of it that could not be read as rules' })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('score'),
      total: Type.Number(),
      parts: Type.Array(Type.Object({ id: Type.String(), points: Type.Number(), value: Json, test: Type.String() }, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('query'),
      dataset: Type.String(),
      count: Type.Integer(),
      rowIds: Type.Array(Type.String(), { maxItems: 50 }),
      grants: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Grants that rows of other units were read under, by dataset' })),
      part: Type.Optional(Type.Object({ from: Type.Integer(), rows: Type.Integer() }, { additionalProperties: false, description: 'Which of them were taken, when not all: rows before, and rows' })),
      hidden: Type.Optional(Type.Integer({ description: 'Groups too small to be shown, or too near to one that was' })),
      earlier: Type.Optional(Type.Integer({ description: 'Groups whose figures are those of an earlier answer about nearly the same rows' })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('expression'), inputs: Type.Record(Type.String(), Json) },
    { additionalProperties: false },
  ),
]);
export type Explanation = Static<typeof ExplanationSchema>;

/**
 * The short form a run keeps when the long one can be worked out of it with the release the run is pinned to: what
 * was decided and the values it was decided on. Only its node type knows how to read `data`.
 */
export interface RecordedExplanation {
  readonly kind: 'record';
  readonly data: JsonObject;
}
