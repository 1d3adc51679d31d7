import { Type, type Static } from 'typebox';
import { FeelRow, Feel } from './field.ts';
import { KeySchema, NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';

/** One aggregate over the rows of a group. */
export const MeasureSchema = Type.Union([
  Type.Object({ count: FeelRow('Rows for which this is true') }, { additionalProperties: false }),
  Type.Object({ sum: FeelRow('Number added up; null counts as 0') }, { additionalProperties: false }),
  Type.Object({ avg: FeelRow() }, { additionalProperties: false }),
  Type.Object({ median: FeelRow() }, { additionalProperties: false }),
  Type.Object({ min: FeelRow() }, { additionalProperties: false }),
  Type.Object({ max: FeelRow() }, { additionalProperties: false }),
]);
export type Measure = Static<typeof MeasureSchema>;

export const TILE_KINDS = ['number', 'bar', 'line', 'table'] as const;
export const TILE_UNITS = ['count', 'percent', 'yuan', 'days', 'number'] as const;

/** A tile of a dashboard: measures per group, then values computed from them. */
export const TileSchema = Type.Object(
  {
    id: NameSchema,
    title: Type.Optional(TextRefSchema),
    definition: Type.Optional(TextRefSchema),
    kind: Type.Optional(Type.Enum([...TILE_KINDS])),
    dataset: NameSchema,
    where: Type.Optional(FeelRow()),
    measures: Type.Record(NameSchema, MeasureSchema),
    groupBy: Type.Optional(FeelRow()),
    values: Type.Record(NameSchema, Feel('Computed from the measures by name')),
    titles: Type.Optional(Type.Record(NameSchema, TextRefSchema, { description: 'What each value is called; without one the text `<page>.<tile>.<value>`' })),
    units: Type.Optional(Type.Record(NameSchema, Type.Enum([...TILE_UNITS]))),
    basis: Type.Optional(Type.Array(KeySchema)),
    minCount: Type.Optional(Type.Integer({ minimum: 0, description: 'Groups with fewer rows are not shown' })),
  },
  { additionalProperties: false },
);
export type Tile = Static<typeof TileSchema>;
