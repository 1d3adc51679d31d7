import { Type, type Static } from 'typebox';
import { DatasetDefinitionSchema } from '../../runtime/schema/dataset.ts';
import { Json, Obj, Opt, Str } from './common.ts';

/** POST /api/datasets/preview: what a definition would do to what is there; nothing is changed. */
export const PreviewBody = Obj({ definition: DatasetDefinitionSchema });

/** Rows that would not fit, of which some are named. `refused`: the change is not taken on while they are there. */
const MisfitSchema = Obj({
  kind: Type.Enum(['missing', 'type', 'enum', 'unique', 'reference']),
  fields: Type.Array(Str()),
  rows: Type.Integer(),
  refused: Type.Boolean(),
  examples: Type.Array(Obj({ row: Str(), value: Opt(Json) })),
});
export type Misfit = Static<typeof MisfitSchema>;

const PartSchema = Obj({ kind: Type.Enum(['total', 'unique', 'index', 'check', 'subject', 'key', 'computed']), id: Str() });
/** A part of the definition that used a column which goes, and goes with it. */
export type LostPart = Static<typeof PartSchema>;

export const StructurePreviewSchema = Obj({
  rows: Type.Integer(),
  added: Type.Array(Str()),
  changed: Type.Array(Str()),
  removed: Type.Array(Obj({ field: Str(), rows: Type.Integer({ description: 'Rows that have a value there' }) })),
  parts: Type.Array(PartSchema),
  misfits: Type.Array(MisfitSchema),
  scenarios: Type.Array(Obj({ id: Str(), title: Str(), fields: Type.Array(Str()) })),
  others: Type.Integer({ description: 'Scenarios that read such columns and that the reader may not see' }),
  grants: Type.Array(Obj({ id: Str(), scenario: Str(), fields: Type.Array(Str()) })),
  referrers: Type.Array(Obj({ dataset: Str(), field: Str() })),
});
export type StructurePreview = Static<typeof StructurePreviewSchema>;

/** GET /api/datasets/units: where the reader may make datasets; the first is where one goes that names none. */
export const NewDatasetUnitsSchema = Obj({ items: Type.Array(Obj({ id: Str(), name: Str() })) });
export type NewDatasetUnits = Static<typeof NewDatasetUnitsSchema>;
