import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/**
 * POST /api/organisation/preview and /import: CSV of units and of people; either may be missing.
 * Units: id,name,level,parent. People: login,name,unit,duties,head,roles — duties separated by `;`, roles as `role@unit`.
 */
export const OrganisationBody = Obj({ units: Opt(Str({ maxLength: 4_000_000 })), people: Opt(Str({ maxLength: 8_000_000 })), /** Import the good rows although others are wrong. */ skipBad: Opt(Type.Boolean()) });
export type OrganisationFiles = Static<typeof OrganisationBody>;

/** One wrong cell. */
const CellSchema = Obj({ file: Type.Union([Type.Literal('units'), Type.Literal('people')]), line: Type.Integer(), column: Type.Enum(['id', 'name', 'level', 'parent', 'login', 'unit', 'duties', 'head', 'roles']), value: Str(), message: Str() });
export type BadCell = Static<typeof CellSchema>;

export const OrganisationReportSchema = Obj({
  units: Obj({ add: Type.Integer(), change: Type.Integer(), same: Type.Integer() }),
  people: Obj({ add: Type.Integer(), change: Type.Integer(), same: Type.Integer() }),
  /** The first 500. */
  bad: Type.Array(CellSchema),
  badRows: Type.Integer(),
  /** After an import that changed something: what undoes it. */
  undo: Opt(Str()),
  /** New accounts have no password; each gets in by a link of the administrator or by single sign-on. */
  done: Type.Boolean(),
});
export type OrganisationReport = Static<typeof OrganisationReportSchema>;
