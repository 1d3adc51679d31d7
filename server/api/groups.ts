import { Type, type Static } from 'typebox';
import { Obj, Str } from './common.ts';

/** Roles that a directory may give by way of a group: none that could lock out, or erase, whoever set it up. */
const GroupRole = Type.Union([Type.Literal('designer'), Type.Literal('publisher'), Type.Literal('operator'), Type.Literal('auditor')]);
export const GroupGrantsSchema = Type.Array(Obj({ unit: Str({ minLength: 1, maxLength: 64 }), role: GroupRole }), { maxItems: 50 });
export type GroupGrant = Static<typeof GroupGrantsSchema>[number];

/** A group that a directory made, and what its members may do. */
export const GroupItemSchema = Obj({ id: Str(), name: Str(), members: Type.Integer(), grants: GroupGrantsSchema, version: Type.Integer() });
export type GroupItem = Static<typeof GroupItemSchema>;
/** PUT /api/groups/:id → GroupItemSchema */
export const GroupGrantsBody = Obj({ grants: GroupGrantsSchema, baseVersion: Type.Integer({ minimum: 1 }) });
