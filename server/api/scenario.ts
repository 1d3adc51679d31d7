import { SQL_KINDS } from '../../runtime/host/host.ts';
import { Type, type Static } from 'typebox';
import { CaseFileSchema, CaseAnswerSchema } from '../../runtime/schema/case.ts';
import { DiagnosticSchema } from '../../runtime/schema/diagnostic.ts';
import { Json, JsonRecord, Obj, Opt, Str, TextPairSchema } from './common.ts';

/**
 * The scenario document travels as plain JSON (`Json`) and is checked by the format's own validator, so that a
 * draft with mistakes can still be saved: only its shape (an object with `format` and `id`) is demanded.
 */
export const ScenarioItemSchema = Obj({
  id: Str(),
  title: TextPairSchema,
  purpose: TextPairSchema,
  icon: Opt(Str()),
  /** Words it is found by. */
  tags: Opt(Type.Array(Str())),
  synthetic: Type.Boolean(),
  nodes: Type.Integer(),
  /** Draft version, for compare-and-set. */
  version: Type.Integer(),
  updatedAt: Str(),
  updatedBy: Str(),
  /** Newest published release number. */
  release: Opt(Type.Integer()),
  publishedAt: Opt(Str()),
  draftChanged: Type.Boolean(),
  /** Where it belongs. */
  unit: Str(),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  /** What the reader may answer: look at runs, mend what stopped. */
  may: Obj({ runs: Type.Boolean(), operate: Type.Boolean() }),
  /** For who may see runs: those started in the last seven days of the calendar here, oldest day first, and how they went. */
  runs: Opt(Obj({
    days: Type.Array(Type.Integer()),
    total: Type.Integer(),
    completed: Type.Integer(),
    failed: Type.Integer(),
    /** With a result or without one. */
    ended: Type.Integer(),
    waiting: Type.Integer(),
    /** From the start to the result, in the middle of the newest. */
    medianMs: Opt(Type.Integer()),
    /** Stopped at an error and open, whenever they were started. */
    incidents: Type.Integer(),
    overdue: Type.Integer({ description: 'Open tasks past their deadline' }),
    opinions: Type.Integer({ description: 'Feedback that nobody has answered' }),
  })),
  /** Leave to read others' data that ends soon, among what the reader has a part in. */
  ending: Opt(Obj({ count: Type.Integer(), until: Str({ format: 'date' }), grant: Str() })),
  cases: Obj({ total: Type.Integer(), failed: Opt(Type.Integer()) }),
});
export type ScenarioItem = Static<typeof ScenarioItemSchema>;

export const TemplateItemSchema = Obj({
  slug: Str(),
  title: TextPairSchema,
  purpose: TextPairSchema,
  icon: Opt(Str()),
  nodes: Type.Integer(),
  cases: Type.Integer(),
  datasets: Type.Integer(),
  /** For the little drawing: node category and grid position, plus edges by index. */
  sketch: Obj({
    nodes: Type.Array(Obj({ category: Str(), x: Type.Number(), y: Type.Number() })),
    edges: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
  }),
});
export type TemplateItem = Static<typeof TemplateItemSchema>;

/** A unit that is there, or a name for a new one below the root: one of the two. */
export const DepartmentUnitSchema = Type.Object({ unit: Opt(Str({ minLength: 1, maxLength: 64 })), create: Opt(Str({ minLength: 1, maxLength: 80 })) }, { additionalProperties: false, minProperties: 1, maxProperties: 1 });
export type DepartmentUnit = Static<typeof DepartmentUnitSchema>;

/** POST /api/scenarios → DraftSchema. Exactly one of the three; `id`/`title` override. 409 SCN_API_EXISTS when the id is taken. */
export const NewScenarioBody = Obj({ template: Opt(Str()), scenario: Opt(Json), title: Opt(Str({ maxLength: 200 })), id: Opt(Str()), /** Where it belongs. @default the person's own unit */ unit: Opt(Str({ maxLength: 64 })), /** Which unit stands for a department of the template; its datasets become that unit's. Without it they are the whole house's. */ departments: Opt(Type.Record(Str({ maxLength: 64 }), DepartmentUnitSchema)) });

/** GET /api/scenarios/:id */
export const DraftSchema = Obj({
  scenario: Json,
  version: Type.Integer(),
  updatedAt: Str(),
  updatedBy: Str(),
  release: Opt(Type.Integer()),
  cases: CaseFileSchema,
  casesVersion: Type.Integer(),
  /** What the reader may do with it; absent in the answer to who has just made it, who may do all. */
  may: Opt(Obj({ edit: Type.Boolean(), try: Type.Boolean(), publish: Type.Boolean(), runs: Type.Boolean(), operate: Type.Boolean() })),
});
export type Draft = Static<typeof DraftSchema>;
/** With the applications that were drafted for data of other units; one without an id could not be, and is written by hand in the catalogue. */
export const NewDraftSchema = Obj({ ...DraftSchema.properties, applications: Opt(Type.Array(Obj({ dataset: Str(), title: Str(), owner: Str(), grant: Opt(Str()) }))) });
export type NewDraft = Static<typeof NewDraftSchema>;

/** PUT /api/scenarios/:id → { version, updatedAt }. 409 SCN_STORE_CONFLICT with details { version, updatedBy, updatedAt, scenario }. */
export const SaveDraftBody = Obj({ scenario: Json, baseVersion: Type.Integer() });
export const SavedSchema = Obj({ version: Type.Integer(), updatedAt: Str() });
/** PUT /api/scenarios/:id/cases → SavedSchema */
export const SaveCasesBody = Obj({ cases: CaseFileSchema, baseVersion: Type.Integer() });

/** What the checker knows about one node, for canvas and panel. `output` is a JSON Schema; what its formulas may use follows from the outputs before it. */
export const NodeInfoSchema = Obj({
  ports: Type.Array(Obj({ id: Str(), title: TextPairSchema })),
  fact: Opt(TextPairSchema),
  output: Opt(Json),
  /** Extra names of per-row formulas, by property path. */
  locals: Opt(Type.Record(Str(), JsonRecord)),
});
export type NodeInfo = Static<typeof NodeInfoSchema>;

/** POST /api/scenarios/check { scenario } → */
export const CheckAnswerSchema = Obj({
  diagnostics: Type.Array(DiagnosticSchema),
  nodes: Type.Record(Str(), Type.Record(Str(), NodeInfoSchema)),
  /** Names that every formula may use → JSON Schema. */
  common: Opt(JsonRecord),
  /** A newer check of the same person took its place: nothing was found out. */
  outdated: Opt(Type.Literal(true)),
});
export type CheckAnswer = Static<typeof CheckAnswerSchema>;
export const CheckBody = Obj({ scenario: Json });

/** POST /api/scenarios/rule-rows: the rows of a dataset as the rules of a `rule.rows` node, and which one takes the values tried. */
export const RuleRowsBody = Obj({
  scenario: Str({ description: 'Id of the scenario' }),
  datasets: JsonRecord,
  config: JsonRecord,
  zone: Opt(Str()),
  /** Values of the conditions by id, as JSON; absent: nothing is tried. */
  values: Opt(JsonRecord),
  /** The day whose rows count. */
  asOf: Opt(Str({ format: 'date' })),
});
export type RuleRowsWanted = Static<typeof RuleRowsBody>;
const RuleTextsSchema = Type.Record(Str(), Str());
export const RuleRowsAnswerSchema = Obj({
  count: Type.Integer({ description: 'Rows of the dataset' }),
  limit: Type.Integer({ description: 'Rows a table may have' }),
  rules: Type.Integer(),
  columns: Type.Array(Str()),
  sample: Type.Array(Obj({ id: Str(), when: RuleTextsSchema, results: RuleTextsSchema, from: Opt(Str()), to: Opt(Str()) })),
  faulty: Type.Integer(),
  faults: Type.Array(Obj({ code: Str(), row: Str(), number: Type.Integer(), column: Str(), value: Json, message: Str() })),
  tried: Opt(Obj({ output: Opt(JsonRecord), explanation: Opt(Json), problem: Opt(Obj({ code: Str(), message: Str() })) })),
});
export type RuleRowsAnswer = Static<typeof RuleRowsAnswerSchema>;

/** POST /api/scenarios/:id/test-run: without side effects. A case by id, or typed input; answers for the people in it. */
export const TestRunBody = Obj({
  scenario: Json,
  flow: Opt(Str()),
  caseId: Opt(Str()),
  start: Opt(JsonRecord),
  at: Opt(Str()),
  user: Opt(JsonRecord),
  /** `case`: only the case's rows; `live`: read the real datasets, keep writes in memory. */
  data: Opt(Type.Union([Type.Literal('case'), Type.Literal('live')])),
  answers: Opt(Type.Array(CaseAnswerSchema)),
  /** Values that replace the work of a node (pinned). */
  pins: Opt(JsonRecord),
  /** Ports that pinned nodes are left by, as an earlier run left them; absent: the first port. */
  pinPorts: Opt(Type.Record(Str(), Type.Array(Str()))),
  /** Rows by local dataset name, in place of those of the cases: what a past run read. */
  rows: Opt(Type.Record(Str(), Type.Array(JsonRecord))),
});

/** One step that asks an outside system or database, tried by itself: POST /api/scenarios/:id/try-request */
export const TryRequestBody = Obj({
  scenario: Json,
  flow: Str(),
  node: Str(),
  /** Values of the names its formulas read, and their JSON Schemas. */
  values: JsonRecord,
  names: JsonRecord,
});
export type TryRequestWanted = Static<typeof TryRequestBody>;
export const TryRequestAnswerSchema = Obj({
  /** With which address and secret: one set apart for it, none at all, or the real one. */
  access: Type.Union([Type.Literal('test'), Type.Literal('open'), Type.Literal('real')]),
  ms: Type.Integer(),
  /** Requests that were sent; more than one with paging. */
  requests: Type.Integer(),
  /** Of the first answer, when there was one. */
  status: Opt(Type.Integer()),
  type: Opt(Str()),
  /** The first answer, cut to what a person can look through; without secrets. */
  body: Opt(Json),
  cut: Opt(Type.Boolean()),
  /** Of a database: what the answer has, with the types its columns have here. */
  columns: Opt(Type.Array(Obj({ name: Str(), type: Type.Enum([...SQL_KINDS]) }))),
  /** What the step would give. */
  output: Opt(Json),
  problem: Opt(Obj({ code: Str(), message: Str() })),
});
export type TryRequestAnswer = Static<typeof TryRequestAnswerSchema>;

export const NodeTraceSchema = Obj({
  status: Type.Union(['idle', 'running', 'done', 'waiting', 'error', 'dead'].map((s) => Type.Literal(s))),
  ports: Opt(Type.Array(Str())),
  input: Opt(Json),
  output: Opt(Json),
  explanation: Opt(Json),
  sentences: Opt(Type.Array(Json)),
  startedAt: Opt(Str()),
  endedAt: Opt(Str()),
  ms: Opt(Type.Number()),
  round: Opt(Type.Integer()),
  error: Opt(Obj({ code: Str(), message: Str() })),
  waiting: Opt(Json),
  pinned: Opt(Type.Boolean()),
});
export type NodeTrace = Static<typeof NodeTraceSchema>;

/** A run (real or test) drawn on the canvas. `nodes` by path. */
export const TraceSchema = Obj({
  runId: Opt(Str()),
  scenario: Str(),
  release: Opt(Str()),
  flow: Str(),
  status: Str(),
  startedAt: Str(),
  endedAt: Opt(Str()),
  ms: Opt(Type.Number()),
  starter: Opt(JsonRecord),
  subject: Opt(Str()),
  nodes: Type.Record(Str(), NodeTraceSchema),
  /** Edge id → what passed: delivered / dead / pending, and a short value. */
  edges: Type.Record(Str(), Obj({ state: Str(), value: Opt(Str()) })),
  /** Node paths in the order they finished. */
  order: Type.Array(Str()),
  writes: Opt(Type.Array(Json)),
  result: Opt(Json),
  error: Opt(Obj({ code: Str(), message: Str() })),
  /** Test runs: the node now waiting for an answer, with its form. */
  waiting: Opt(Type.Array(Json)),
});
export type Trace = Static<typeof TraceSchema>;

/** POST /api/scenarios/:id/cases/run { scenario?, cases? } → */
export const CaseResultSchema = Obj({
  id: Str(),
  title: Str(),
  passed: Type.Boolean(),
  ms: Type.Number(),
  failures: Type.Array(Obj({ path: Str(), expected: Opt(Json), actual: Opt(Json), message: TextPairSchema })),
  /** Node ids reached and rules hit, for coverage. */
  covered: Obj({
    nodes: Type.Array(Str()),
    rules: Type.Record(Str(), Type.Array(Str())),
    flows: Type.Record(Str(), Obj({ nodes: Type.Array(Str()), edges: Type.Array(Str()), rules: Type.Record(Str(), Type.Array(Str())) })),
  }),
});
export type CaseResult = Static<typeof CaseResultSchema>;
export const CaseRunAnswerSchema = Obj({ passed: Type.Integer(), failed: Type.Integer(), results: Type.Array(CaseResultSchema) });
export type CaseRunAnswer = Static<typeof CaseRunAnswerSchema>;
export const CaseRunBody = Obj({ scenario: Opt(Json), cases: Opt(CaseFileSchema) });

/** POST /api/scenarios/:id/publish → ReleaseSchema; 422 SCN_API_NOT_PUBLISHABLE with details { diagnostics, cases }. */
export const PublishBody = Obj({ note: Str({ maxLength: 2000 }), baseVersion: Type.Integer(), /** Names the attempt: asked again by the same person it gives the release it made. */ attempt: Opt(Str({ minLength: 16, maxLength: 64 })) });
export const ReleaseSchema = Obj({
  id: Str(),
  scenario: Str(),
  number: Type.Integer(),
  note: Str(),
  publishedAt: Str(),
  publishedBy: Str(),
  hash: Str(),
  current: Type.Boolean(),
  cases: Opt(Obj({ passed: Type.Integer(), total: Type.Integer() })),
  /** Number of the older release whose content it has again. */
  restores: Opt(Type.Integer()),
  /** Id of the planned publication that made it. */
  scheduled: Opt(Str()),
  approvedBy: Opt(Type.Array(Obj({ by: Str(), at: Str(), name: Opt(Str()) }))),
  publishedByName: Opt(Str()),
});
export type Release = Static<typeof ReleaseSchema>;
/** GET /api/releases/:id */
export const ReleaseBodySchema = Obj({ release: ReleaseSchema, scenario: Json });

export const RunItemSchema = Obj({
  id: Str(),
  scenario: Str(),
  release: Str(),
  status: Str(),
  startedAt: Str(),
  endedAt: Opt(Str()),
  starter: Str(),
  starterName: Opt(Str()),
  at: Opt(Str()),
  stage: Opt(Str()),
  subject: Opt(Str()),
  error: Opt(Json),
});
export type RunItem = Static<typeof RunItemSchema>;

/** GET /api/node-types */
export const NodeTypeItemSchema = Obj({
  type: Str(),
  version: Type.Integer(),
  category: Str(),
  title: TextPairSchema,
  summary: TextPairSchema,
  help: Opt(TextPairSchema),
  icon: Str(),
  keywords: Type.Array(Str()),
  /** JSON Schema of the config; `format: feel | feel-row | feel-unary | dataset | connection | flow | list | text` choose the editor. */
  config: Json,
  example: JsonRecord,
  ports: Type.Array(Obj({ id: Str(), title: TextPairSchema })),
  effect: Str(),
  /** Package name when it comes from a plugin. */
  plugin: Opt(Str()),
});
export type NodeTypeItem = Static<typeof NodeTypeItemSchema>;

