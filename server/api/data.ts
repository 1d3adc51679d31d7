import { Type, type Static } from 'typebox';
import { DatasetDefinitionSchema } from '../../runtime/schema/dataset.ts';
import { Json, JsonRecord, Obj, Opt, Str } from './common.ts';

/** How far rows follow the formulas of computed columns; `failed` says which uniqueness or total the new values break. */
const ComputingSchema = Obj({ rows: Type.Integer({ description: 'looked at so far' }), total: Type.Integer(), failed: Opt(Obj({ code: Str(), what: Str() })) });
export type Computing = Static<typeof ComputingSchema>;

export const DatasetItemSchema = Obj({ definition: DatasetDefinitionSchema, rows: Type.Integer(), scenarios: Type.Array(Str()), mayChange: Type.Boolean({ description: 'Whether the reader may change its definition' }), unit: Opt(Obj({ id: Str(), name: Str() })), keeper: Opt(Str({ description: 'The scenario whose own dataset it is: its structure is changed there' })), state: Type.Union([Type.Literal('ready'), Type.Literal('loading'), Type.Literal('not-loaded')]), loading: Opt(Obj({ rows: Type.Integer({ description: 'made so far' }), total: Type.Integer({ description: 'to be made' }) })), computing: Opt(ComputingSchema) });
export type DatasetItem = Static<typeof DatasetItemSchema>;

/** Why computed cells are empty, by row and column. */
const CellReasonsSchema = Type.Record(Type.String(), Type.Record(Type.String(), Obj({ code: Str(), message: Str() })));
export type CellReasons = Static<typeof CellReasonsSchema>;

/** GET /api/datasets/rows?dataset=health/report&field=pid&value=P-1&offset=0&limit=50 */
export const RowsAnswerSchema = Obj({ rows: Type.Array(Obj({ id: Str(), version: Type.Integer(), data: JsonRecord })), count: Type.Integer(), reasons: Opt(CellReasonsSchema) });
export type RowsAnswer = Static<typeof RowsAnswerSchema>;

/** GET /api/datasets/values?dataset=health/report&field=status: the different values of a column, most frequent first, as far as they were looked for. */
export const ColumnValuesSchema = Obj({ values: Type.Array(Type.Union([Type.String(), Type.Number()])) });
export type ColumnValues = Static<typeof ColumnValuesSchema>;

/** How a column of a row is compared when rows are looked for. */
export const RowTestSchema = Type.Union([Type.Literal('='), Type.Literal('!='), Type.Literal('<'), Type.Literal('<='), Type.Literal('>'), Type.Literal('>='), Type.Literal('null'), Type.Literal('not-null'), Type.Literal('contains')]);
export type RowTest = Static<typeof RowTestSchema>;

/** `where` of GET /api/datasets/rows, as JSON text: tests that must all hold. */
export const RowTestsSchema = Type.Array(Obj({ field: Str({ maxLength: 200 }), op: RowTestSchema, value: Opt(Str({ maxLength: 1000 })) }), { maxItems: 10 });
export type RowTests = Static<typeof RowTestsSchema>;

/** `row` counts as the spreadsheet does: 1 is the header of a CSV, the first row of a JSON list; 0 is the file as a whole. */
export const ImportReportSchema = Obj({
  good: Type.Integer(),
  bad: Type.Integer(),
  written: Type.Integer(),
  computed: Opt(Type.Array(Str(), { description: 'Columns of the file that were passed over, because their values are worked out' })),
  problems: Type.Array(Obj({ row: Type.Integer(), field: Opt(Str()), value: Opt(Json), code: Str(), message: Str() })),
});
export type ImportReport = Static<typeof ImportReportSchema>;

/** Outside source. `secret` is write-only: the answer says only whether one is set. */
const ConnectionKindSchema = Type.Union([Type.Literal('http'), Type.Literal('webhook'), Type.Literal('smtp'), Type.Literal('postgres'), Type.Literal('mysql')]);
export type ConnectionKind = Static<typeof ConnectionKindSchema>;
/** Mail servers and databases: `user` logs in with the secret; mail servers: letters are from `from`, and the one with `notices` sends what people want by mail. */
const mailParts = { user: Opt(Str({ maxLength: 200 })), from: Opt(Str({ maxLength: 200 })), notices: Opt(Type.Boolean()) };
/** Where steps are tried: an address of its own, a secret of its own, or both. */
const testParts = { testUrl: Opt(Str({ maxLength: 500 })) };
/** How a connection does, as far as the process that answers knows; absent when all is well. `resting` asks nothing until then. */
const ConnectionHealthSchema = Obj({ state: Type.Union([Type.Literal('working'), Type.Literal('resting'), Type.Literal('trying')]), failures: Type.Integer(), until: Opt(Str()), code: Opt(Str()) });
export type ConnectionHealth = Static<typeof ConnectionHealthSchema>;
/** Whose it is, and which further units may use it, each with all below it. */
const UsersSchema = Type.Union([Type.Literal('all'), Type.Array(Str(), { maxItems: 500 })]);
export const ConnectionSchema = Obj({ id: Str(), unit: Str(), users: UsersSchema, kind: ConnectionKindSchema, title: Str(), baseUrl: Str(), allow: Type.Array(Str({ description: 'host:port pairs that may be private addresses' })), header: Opt(Str()), ...mailParts, ...testParts, secretSet: Type.Boolean(), testSecretSet: Type.Boolean(), health: Opt(ConnectionHealthSchema), version: Type.Integer() });
export type Connection = Static<typeof ConnectionSchema>;
/** What whoever may only use it learns of a connection; without `kind` it is HTTP. */
export const ConnectionNameSchema = Obj({ id: Str(), title: Str(), kind: Opt(ConnectionKindSchema) });
export type ConnectionName = Static<typeof ConnectionNameSchema>;
export const ConnectionBody = Obj({ unit: Opt(Str({ description: 'Absent: stays; of a new one, the root' })), users: Opt(UsersSchema), kind: Opt(ConnectionKindSchema), title: Str(), baseUrl: Str(), allow: Type.Array(Str(), { maxItems: 20 }), header: Opt(Str()), ...mailParts, ...testParts, secret: Opt(Str()), testSecret: Opt(Str()), baseVersion: Type.Integer() });

/** Office hours of a working day, in order: `[["08:30", "12:00"], ["13:30", "17:30"]]`. */
const TimeOfDay = Str({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const OfficeHours = Type.Array(Type.Tuple([TimeOfDay, TimeOfDay]), { minItems: 1, maxItems: 10 });

/** Working-day calendar: GET /api/calendars, PUT /api/calendars/:id */
export const CalendarSchema = Obj({ id: Str(), title: Str(), years: Type.Array(Type.Integer()), holidays: Type.Array(Str()), workdays: Type.Array(Str()), hours: Opt(OfficeHours), version: Type.Integer() });
export type CalendarDocument = Static<typeof CalendarSchema>;
/** How far open deadlines are computed again after a calendar was saved: matters looked at, and steps that got another deadline. */
export const RecomputedSchema = Obj({ calendar: Str(), runs: Type.Integer(), moved: Type.Integer(), done: Type.Boolean() });
export type Recomputed = Static<typeof RecomputedSchema>;
export const CalendarsSchema = Obj({ items: Type.Array(CalendarSchema), recomputed: Type.Array(RecomputedSchema) });
export type Calendars = Static<typeof CalendarsSchema>;

export const AuditItemSchema = Obj({ seq: Type.Integer(), at: Str(), by: Str(), byName: Opt(Str()), action: Str(), target: Str(), targetName: Opt(Str()), details: Opt(Json) });
export type AuditItem = Static<typeof AuditItemSchema>;

/** POST /api/datasets/rows { dataset, data } → { id, version }; PUT { dataset, id, version, data } → { id, version }; DELETE ?dataset=&id=&version= → { ok } */
export const NewRowBody = Obj({ dataset: Str(), data: JsonRecord });
export const RowChangeBody = Obj({ dataset: Str(), id: Str(), version: Type.Integer(), data: JsonRecord });
export const RowSavedSchema = Obj({ id: Str(), version: Type.Integer() });

/** PUT /api/datasets { definition } (designer): creates or widens a dataset. */
export const DatasetBody = Obj({ definition: DatasetDefinitionSchema, /** Where a new one belongs. @default the person's own unit */ unit: Opt(Str({ maxLength: 64 })), /** Totals that go because a column they use does. */ drops: Opt(Type.Array(Str({ maxLength: 64 }), { maxItems: 8 })) });

/** GET /api/audit?cursor=&limit= (admin) → Paged(AuditItemSchema) */
/** PUT /api/calendars/:id (admin) */
export const CalendarBody = Obj({
  title: Str({ minLength: 1, maxLength: 200 }),
  years: Type.Array(Type.Integer({ minimum: 1900, maximum: 2200 }), { maxItems: 100 }),
  holidays: Type.Array(Str({ format: 'date' }), { maxItems: 5000 }),
  workdays: Type.Array(Str({ format: 'date' }), { maxItems: 5000 }),
  hours: Opt(OfficeHours),
  baseVersion: Type.Integer(),
});
