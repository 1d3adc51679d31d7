import { Type, type Static } from 'typebox';
import { DatasetFieldSchema, SharingSchema } from './field.ts';
import { AddressSchema, NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';

const indexes = Type.Array(Type.Array(NameSchema, { minItems: 1, maxItems: 4 }), { maxItems: 8 });

/**
 * A table the studio stores itself. `dated` rows carry `valid_from` / `valid_to` (ISO dates, either may be absent);
 * a query with `at` sees only rows valid on that day.
 */
export const DatasetDefinitionSchema = Type.Object(
  {
    id: AddressSchema,
    title: TextRefSchema,
    owner: Type.Optional(Type.String({ description: 'Owning department' })),
    fields: Type.Array(DatasetFieldSchema, { minItems: 1, maxItems: 200 }),
    key: Type.Optional(Type.Array(NameSchema, { minItems: 1, maxItems: 4, description: 'Fields that identify a row' })),
    unique: Type.Optional(indexes),
    index: Type.Optional(indexes),
    dated: Type.Optional(Type.Boolean()),
    subject: Type.Optional(NameSchema),
    sharing: Type.Optional(SharingSchema),
    synthetic: Type.Optional(Type.Boolean({ description: 'All rows are made up; shown wherever they appear' })),
  },
  { additionalProperties: false },
);
export type DatasetDefinition = Static<typeof DatasetDefinitionSchema>;

/** A dataset of the catalogue that a scenario reads (`use`), or one it owns (`own`), by its local name. */
export const ScenarioDatasetSchema = Type.Union([
  Type.Object(
    {
      use: AddressSchema,
      fields: Type.Array(NameSchema, { minItems: 1, description: 'The only fields the scenario may read' }),
      dated: Type.Optional(Type.Boolean()),
      subject: Type.Optional(NameSchema),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      own: Type.Object(
        {
          title: TextRefSchema,
          fields: Type.Array(DatasetFieldSchema, { minItems: 1, maxItems: 200 }),
          index: Type.Optional(indexes),
          dated: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      subject: Type.Optional(NameSchema),
      unique: Type.Optional(Type.Array(NameSchema, { minItems: 1, maxItems: 4 })),
    },
    { additionalProperties: false },
  ),
]);
export type ScenarioDataset = Static<typeof ScenarioDatasetSchema>;
