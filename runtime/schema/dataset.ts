import { Type, type Static } from 'typebox';
import { CatalogueFieldSchema, DatasetFieldSchema, SharingSchema } from './field.ts';
import { AddressSchema, NameSchema } from './ids.ts';
import { QualityChecksSchema } from './quality.ts';
import { TextRefSchema } from './text.ts';
import { TotalsSchema } from './total.ts';

const indexes = Type.Array(Type.Array(NameSchema, { minItems: 1, maxItems: 4 }), { maxItems: 8 });

const words = (description: string, maxLength = 1000) => Type.Optional(Type.String({ maxLength, description }));

/** How often the owner brings a dataset up to date, as `dct:accrualPeriodicity` names it. */
export const RHYTHMS = ['continuous', 'daily', 'weekly', 'monthly', 'quarterly', 'annual', 'irregular'] as const;

/** What the catalogue says of a dataset, after DCAT 3; who owns it is where it belongs, not written here. */
export const CatalogueEntrySchema = Type.Object(
  {
    description: words('What it holds', 2000),
    keywords: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })),
    opening: Type.Optional(Type.Enum(['open', 'restricted', 'closed'], { description: 'Opening class for the public' })),
    basis: words('Legal basis of its sharing class; a set that is not shared must have one'),
    rhythm: Type.Optional(Type.Enum([...RHYTHMS])),
    contact: words('Whom to ask', 200),
    checks: Type.Optional(QualityChecksSchema),
  },
  { additionalProperties: false },
);
export type CatalogueEntry = Static<typeof CatalogueEntrySchema>;

/** Title and description in other languages than that of `title` and of the entry; who has none reads those. */
const DatasetTextsSchema = Type.Object(
  { en: Type.Optional(Type.Object({ title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), description: words('What it holds', 2000) }, { additionalProperties: false })) },
  { additionalProperties: false },
);

/**
 * A table the studio stores itself. `dated` rows carry `valid_from` / `valid_to` (ISO dates, either may be absent);
 * a query with `at` sees only rows valid on that day.
 */
export const DatasetDefinitionSchema = Type.Object(
  {
    id: AddressSchema,
    title: TextRefSchema,
    texts: Type.Optional(DatasetTextsSchema),
    owner: Type.Optional(Type.String({ description: 'Owning department' })),
    fields: Type.Array(CatalogueFieldSchema, { minItems: 1, maxItems: 200 }),
    key: Type.Optional(Type.Array(NameSchema, { minItems: 1, maxItems: 4, description: 'Fields that identify a row' })),
    unique: Type.Optional(indexes),
    index: Type.Optional(indexes),
    totals: Type.Optional(TotalsSchema),
    dated: Type.Optional(Type.Boolean()),
    subject: Type.Optional(NameSchema),
    sharing: Type.Optional(SharingSchema),
    entry: Type.Optional(CatalogueEntrySchema),
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
          totals: Type.Optional(TotalsSchema),
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
