import { Type, type Static } from 'typebox';
import { JsonRecord, Obj, Opt, Str } from './common.ts';

export const LevelSchema = Type.Union([Type.Literal('province'), Type.Literal('city'), Type.Literal('county'), Type.Literal('department')]);
export type Level = Static<typeof LevelSchema>;

/** What a role in a space may do is in `services/policy/roles.ts`; it holds for the unit and all below it. */
export const SpaceRoleSchema = Type.Union([Type.Literal('admin'), Type.Literal('designer'), Type.Literal('publisher'), Type.Literal('operator'), Type.Literal('auditor'), Type.Literal('protector')]);
export type SpaceRole = Static<typeof SpaceRoleSchema>;

/** What somebody may do with one scenario or dataset. */
export const RightNameSchema = Type.Union([Type.Literal('owner'), Type.Literal('editor'), Type.Literal('viewer'), Type.Literal('publisher'), Type.Literal('operator'), Type.Literal('auditor')]);
export type RightName = Static<typeof RightNameSchema>;

const unitId = Str({ minLength: 1, maxLength: 64, pattern: '^[\\p{L}\\p{N}._-]+$' });
const unitName = Str({ minLength: 1, maxLength: 80 });

/** A unit of the tree; the one without a parent is the root, to which everything belongs that names no unit. */
export const UnitNodeSchema = Obj({
  id: Str(),
  name: Str(),
  level: LevelSchema,
  parent: Opt(Str()),
  attributes: Opt(JsonRecord),
  /** Keeps its people and things, gets no new ones. */
  closedAt: Opt(Str()),
});
export type UnitNode = Static<typeof UnitNodeSchema>;

/** GET /api/units → the units the reader may see, parents first. */
export const UnitItemSchema = Obj({ ...UnitNodeSchema.properties, version: Type.Integer(), people: Type.Integer(), /** Whether the reader may change it. */ mayChange: Type.Boolean() });
export type UnitItem = Static<typeof UnitItemSchema>;
/** POST /api/units → UnitNodeSchema */
export const NewUnitBody = Obj({ id: unitId, name: unitName, level: LevelSchema, parent: unitId, attributes: Opt(JsonRecord) });
export type NewUnit = Static<typeof NewUnitBody>;
/** PATCH /api/units/:id → UnitNodeSchema: rename, move, close, open again. */
export const UnitChangeBody = Type.Partial(Obj({ name: unitName, level: LevelSchema, parent: unitId, attributes: JsonRecord, closed: Type.Boolean() }), { additionalProperties: false });
export type UnitChange = Static<typeof UnitChangeBody>;

/** `who`: `u:<account>`, `g:<unit>` everybody of a unit, `r:<duty>`. */
export const RightSchema = Obj({ who: Str({ minLength: 3, maxLength: 90, pattern: '^[ugr]:.+$' }), right: RightNameSchema });
export type Right = Static<typeof RightSchema>;
/** Where a scenario or dataset belongs, and who has rights to it besides those with a role there. */
export const PlaceSchema = Obj({ unit: Str(), rights: Type.Array(RightSchema, { maxItems: 200 }) });
export type Place = Static<typeof PlaceSchema>;
/** GET and PUT /api/scenarios/:id/place, /api/datasets/place?dataset= */
export const PlaceViewSchema = Obj({ unit: Str(), unitName: Str(), rights: Type.Array(Obj({ ...RightSchema.properties, name: Str() })), version: Type.Integer(), mayShare: Type.Boolean() });
export type PlaceView = Static<typeof PlaceViewSchema>;
export const PlaceBody = Obj({ ...PlaceSchema.properties, baseVersion: Type.Integer({ minimum: 0 }) });
