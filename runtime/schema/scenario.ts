import { Type, type Static } from 'typebox';
import { AnnotationsSchema } from './annotation.ts';
import { BasisSchema } from './basis.ts';
import { ScenarioDatasetSchema } from './dataset.ts';
import { FieldTypeSchema } from './field.ts';
import { FlowSchema, LockSchema } from './flow.ts';
import { AddressSchema, KeySchema, NameSchema, SlugSchema } from './ids.ts';
import { SCENARIO_FORMAT } from './limits.ts';
import { PageSchema } from './page.ts';
import { TextEntrySchema, TextRefSchema } from './text.ts';

/** Values of one parameter. */
export const MOST_VALUES = 5000;

const day = Type.Union([Type.String({ format: 'date' }), Type.Null()]);

/** A named value with validity dates and a legal source; read as `param.<id>` at the run's `asOf`. */
export const ParameterSchema = Type.Object(
  {
    type: Type.Union([FieldTypeSchema]),
    title: Type.Optional(TextRefSchema),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    lock: Type.Optional(LockSchema),
    key: Type.Optional(
      Type.Object(
        { title: Type.Optional(TextRefSchema), list: Type.Optional(NameSchema) },
        { additionalProperties: false, description: 'A value for each key, such as a county; read by `lookup(param.<id>, key)`. `list`: the keys are those of a list' },
      ),
    ),
    values: Type.Array(
      Type.Object(
        { key: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Absent in a table: the value for all other keys' })), from: day, to: Type.Optional(day), value: Type.Unknown(), basis: Type.Optional(KeySchema) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST_VALUES },
    ),
  },
  { additionalProperties: false },
);
export type Parameter = Static<typeof ParameterSchema>;

/** A list of choices; item texts are `<list>.<value>` in `texts`. */
export const ListSchema = Type.Object(
  {
    title: Type.Optional(TextRefSchema),
    lock: Type.Optional(LockSchema),
    slot: Type.Optional(KeySchema),
    items: Type.Array(Type.Union([Type.String(), Type.Number()]), { maxItems: 500 }),
  },
  { additionalProperties: false },
);

export const PositionSchema = Type.Object({ x: Type.Number(), y: Type.Number() }, { additionalProperties: false });

/** Canvas positions by flow and node, apart from content so that moving a node is no content change. */
export const LayoutSchema = Type.Record(
  NameSchema,
  Type.Record(NameSchema, PositionSchema),
);

/** How much of each run is kept (E9). */
export const RecordingSchema = Type.Union([
  Type.Literal('all'), Type.Literal('sampled'), Type.Literal('errors'), Type.Literal('none'),
]);

/** The whole scenario document. `runtime/schema/README` of the format: design 3. */
export const ScenarioSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: 300 })),
    format: Type.Literal(SCENARIO_FORMAT),
    id: SlugSchema,
    title: TextRefSchema,
    purpose: TextRefSchema,
    icon: Type.Optional(Type.String({ maxLength: 40 })),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20, pattern: '^\\S(.*\\S)?$' }), { maxItems: 12, uniqueItems: true, description: 'Words the scenario is found by on the page of all scenarios' })),
    zone: Type.String({ default: 'Asia/Shanghai', maxLength: 60 }),
    calendar: Type.String({ default: 'cn', maxLength: 40 }),
    synthetic: Type.Optional(Type.Boolean({ description: 'Built on made-up data; every screen says so' })),
    recording: Type.Optional(RecordingSchema),
    bases: Type.Record(KeySchema, BasisSchema),
    parameters: Type.Record(NameSchema, ParameterSchema),
    roles: Type.Record(NameSchema, TextRefSchema),
    lists: Type.Record(NameSchema, ListSchema),
    connections: Type.Optional(Type.Record(NameSchema, Type.Object({ use: AddressSchema }, { additionalProperties: false }))),
    datasets: Type.Record(NameSchema, ScenarioDatasetSchema),
    flows: Type.Record(NameSchema, FlowSchema),
    pages: Type.Record(NameSchema, PageSchema),
    texts: Type.Record(Type.String({ maxLength: 200 }), TextEntrySchema),
    layout: LayoutSchema,
    annotations: Type.Optional(AnnotationsSchema),
  },
  { additionalProperties: false, $id: 'https://scenario-studio.example/schema/scenario-1.json', title: 'Scenario' },
);
export type Scenario = Static<typeof ScenarioSchema>;
