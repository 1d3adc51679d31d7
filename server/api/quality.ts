import { Type, type Static } from 'typebox';
import { QualityCheckSchema, QualityChecksSchema } from '../../runtime/schema/quality.ts';
import { JsonRecord, Obj, Opt, Str } from './common.ts';

/** What checks came to, in a line: of the catalogue and its export. */
export const QualitySummarySchema = Obj({ at: Str(), checks: Type.Integer(), failed: Type.Integer() });
export type QualitySummary = Static<typeof QualitySummarySchema>;

/** `wrong` counts rows; a check of the dataset as a whole says 1, and what it found. */
const CheckResultSchema = Obj({
  ok: Type.Boolean(),
  checked: Type.Integer(),
  wrong: Type.Integer(),
  found: Opt(Str({ description: 'The newest day, or how many rows there are' })),
  broken: Opt(Type.Union([Type.Literal('misfit'), Type.Literal('closed')], { description: 'Columns have become others, or the other dataset may not be looked at' })),
});
export type CheckOutcome = Static<typeof CheckResultSchema>;

/** GET /api/catalogue/quality?dataset=health/report: each check with its latest result, and how the rounds went; newest last. */
export const QualityReportSchema = Obj({
  dataset: Str(),
  items: Type.Array(Obj({ key: Str(), check: QualityCheckSchema, result: Opt(CheckResultSchema) })),
  at: Opt(Str()),
  by: Opt(Str({ description: 'Name of the person; empty: looked at by night' })),
  rows: Opt(Type.Integer()),
  running: Type.Boolean(),
  own: Type.Boolean({ description: 'Whoever asks may look at the rows' }),
  rounds: Type.Array(Obj({ at: Str(), rows: Type.Integer(), checks: Type.Integer(), failed: Type.Integer() })),
});
export type QualityReport = Static<typeof QualityReportSchema>;
export type QualityItem = QualityReport['items'][number];

const Dataset = Str({ minLength: 1, maxLength: 200 });
/** PUT /api/catalogue/checks; POST /api/catalogue/quality/run */
export const ChecksBody = Obj({ dataset: Dataset, checks: QualityChecksSchema });
export const CheckNowBody = Obj({ dataset: Dataset });
/** GET /api/catalogue/quality/rows?dataset=&check= */
export const WrongRowsSchema = Obj({ rows: Type.Array(Obj({ id: Str(), version: Type.Integer(), data: JsonRecord })), count: Type.Integer() });
export type WrongRows = Static<typeof WrongRowsSchema>;
