import { FORM_PAGES } from '../../runtime/schema/field.ts';
import { TEXT_KINDS } from '../../runtime/schema/text-kind/text-kind.ts';
import { Type, type Static } from 'typebox';
import { Json, JsonRecord, Obj, Opt, Str } from './common.ts';
import { PageBlockSchema } from './pages.ts';
import { FileSchema, TaskActionsSchema, TimelineEntrySchema } from './people.ts';
import { PaperItemSchema } from './paper.ts';
import { TaskTimeSchema } from './task-time.ts';

/** Texts of the portal arrive resolved in the reader's language (`Accept-Language`). */
export const PortalAppSchema = Obj({
  id: Str(),
  title: Str(),
  purpose: Str(),
  icon: Opt(Str()),
  /** In the reader's language where the scenario says how. */
  tags: Opt(Type.Array(Str())),
  synthetic: Type.Boolean(),
  release: Str(),
  pages: Type.Array(Obj({ id: Str(), title: Str() })),
  canStart: Type.Boolean(),
});
export type PortalApp = Static<typeof PortalAppSchema>;

/** A line of a form or a result; files of it can be opened. */
export const FactSchema = Obj({ label: Str(), value: Str(), files: Opt(Type.Array(FileSchema)) });

/** A column of a table of answers. */
const PortalColumnSchema = Obj({
  id: Str(), type: Str(), title: Str(), optional: Type.Boolean(),
  choices: Opt(Type.Array(Obj({ value: Json, label: Str() }))),
  min: Opt(Json), max: Opt(Json), maxLength: Opt(Type.Integer()), kind: Opt(Type.Enum([...TEXT_KINDS])), pattern: Opt(Str()),
  sum: Opt(Type.Boolean()), compute: Opt(Json),
});
export type PortalColumn = Static<typeof PortalColumnSchema>;

/** A field ready to draw: labels resolved, formulas as IR for the browser's interpreter. */
export const PortalFieldSchema = Obj({
  id: Str(),
  type: Str(),
  widget: Opt(Str()),
  title: Str(),
  hint: Opt(Str()),
  error: Opt(Str()),
  optional: Type.Boolean(),
  section: Opt(Str()),
  choices: Opt(Type.Array(Obj({ value: Json, label: Str(), detail: Opt(Str()) }))),
  /** Too many to send: ask GET /api/portal/options. */
  lookup: Opt(Type.Boolean()),
  value: Opt(Json),
  valueLabel: Opt(Str()),
  /** Widget `checks`: the label of each value, in their order. */
  valueLabels: Opt(Type.Array(Str())),
  /** Shown, and never sent back. */
  readOnly: Opt(Type.Boolean()),
  min: Opt(Json),
  max: Opt(Json),
  maxLength: Opt(Type.Integer()),
  /** What the text is, by a public rule. */
  kind: Opt(Type.Enum([...TEXT_KINDS])),
  pattern: Opt(Str()),
  /** Widget `table`: the columns of its rows. */
  columns: Opt(Type.Array(PortalColumnSchema)),
  /** Widget `region`: how far down; `dataset` when the regions are asked for at GET /api/portal/options. */
  depth: Opt(Str()),
  dataset: Opt(Type.Boolean()),
  visible: Opt(Json),
  required: Opt(Json),
  /** Nobody fills it in: this formula does, here for showing and on the server for keeping. */
  compute: Opt(Json),
  check: Opt(Json),
  /** Widget `open`: what to open. */
  open: Opt(Obj({ reference: Str(), title: Str(), facts: Type.Array(Obj({ label: Str(), value: Str() })) })),
});
export type PortalField = Static<typeof PortalFieldSchema>;

export const PortalFormSchema = Obj({
  title: Str(),
  intro: Opt(Str()),
  /** @default one */
  pages: Opt(Type.Enum([...FORM_PAGES])),
  fields: Type.Array(PortalFieldSchema),
  /** Facts shown beside the form. */
  facts: Type.Array(FactSchema),
  outcomes: Type.Array(Obj({ port: Str(), title: Str(), preselect: Type.Boolean(), require: Opt(Json) })),
  /** Values the formulas need beside the fields (already decoded JSON by name, with schemas). */
  scope: JsonRecord,
  /** JSON Schema of the answer, for @cfworker/json-schema. */
  schema: Json,
});
export type PortalForm = Static<typeof PortalFormSchema>;

/** GET /api/portal/apps/:id */
export const PortalAppDetailSchema = Obj({ app: PortalAppSchema, /** Sample data is still being loaded: 0–99 percent. */ loading: Opt(Type.Integer()), start: Opt(PortalFormSchema), draft: Opt(Obj({ values: JsonRecord, savedAt: Str() })) });
export type PortalAppDetail = Static<typeof PortalAppDetailSchema>;

/** POST /api/portal/apps/:id/runs { clientKey, input } → RunViewSchema (200 ended or at an inline task, 202 otherwise). */
export const StartRunBody = Obj({ clientKey: Str({ minLength: 8, maxLength: 64 }), release: Opt(Str()), input: JsonRecord });

/** POST /api/portal/apps/:id/again: the form with what the reader answered in an earlier run of theirs; files are copied. */
export const StartAgainBody = Obj({ run: Str({ maxLength: 64 }) });

export const ReasonLineSchema = Obj({ label: Str(), value: Str(), need: Opt(Str()), met: Opt(Type.Union([Type.Boolean(), Type.Null()])), source: Opt(Str()) });
export const ReasonSchema = Obj({
  node: Str(),
  title: Str(),
  /** Rule id, e.g. R7, and what it says. */
  rule: Opt(Str()),
  /** Where the rule stands in its table, as sentences count; absent for rows of a dataset. */
  number: Opt(Type.Integer()),
  sentence: Str(),
  /** The reason in whole sentences, in the order in which they are read aloud: conditions with values, result, ground. */
  told: Type.Array(Str()),
  place: Opt(Str({ description: '7 条里命中第 7 条 · 第 1 版' })),
  prescribed: Type.Boolean(),
  lines: Type.Array(ReasonLineSchema),
  nearMisses: Type.Array(Obj({ rule: Str(), number: Opt(Type.Integer()), sentence: Str() })),
  bases: Type.Array(Obj({ title: Str(), article: Opt(Str()), level: Str(), levelTitle: Str(), from: Opt(Str()), url: Opt(Str()), flag: Opt(Str()) })),
});
export type Reason = Static<typeof ReasonSchema>;

export const ResultSchema = Obj({
  title: Str(),
  tone: Type.Union([Type.Literal('ok'), Type.Literal('warn'), Type.Literal('neutral'), Type.Literal('err')]),
  text: Str(),
  figures: Type.Array(Obj({ label: Str(), value: Str(), unit: Opt(Str()) })),
  facts: Type.Array(FactSchema),
  reasons: Type.Array(ReasonSchema),
  decidedBy: Opt(Str()),
});
export type Result = Static<typeof ResultSchema>;

/** One run as its starter (or handler) sees it. */
export const RunViewSchema = Obj({
  id: Str(),
  app: PortalAppSchema,
  status: Str(),
  subject: Opt(Str()),
  startedAt: Str(),
  endedAt: Opt(Str()),
  stages: Type.Array(Obj({ title: Str(), state: Type.Union([Type.Literal('done'), Type.Literal('now'), Type.Literal('next'), Type.Literal('stopped')]), at: Opt(Str()) })),
  /** What the person does next, if anything. */
  next: Type.Union([
    Obj({ kind: Type.Literal('task'), taskId: Str() }),
    Obj({ kind: Type.Literal('result') }),
    Obj({ kind: Type.Literal('progress'), waitingFor: Str(), dueAt: Opt(Str()), workingDaysLeft: Opt(Type.Integer()) }),
    Obj({ kind: Type.Literal('failed'), message: Str(), code: Str() }),
  ]),
  result: Opt(ResultSchema),
  timeline: Type.Array(TimelineEntrySchema),
  /** The reader submitted it, and nobody has acted. */
  mayWithdraw: Type.Boolean(),
  /** The reader may begin again with the answers of this one. */
  mayRefill: Opt(Type.Boolean()),
  /** What it gives on paper, to print or to take away. */
  documents: Type.Array(PaperItemSchema),
  feedback: Opt(Obj({ clear: Opt(Type.Boolean()), text: Opt(Str()) })),
  /** When the reader objected to the result, oldest first, and whether somebody answered; not in lists. */
  objections: Opt(Type.Array(Obj({ at: Str(), answered: Type.Boolean() }))),
});
export type RunView = Static<typeof RunViewSchema>;

export const TaskItemSchema = Obj({
  id: Str(), runId: Str(), app: Str(), appTitle: Str(), title: Str(), subject: Opt(Str()), starterName: Opt(Str()),
  /** How it began when nobody started it by hand, as a sentence. */
  startedBy: Opt(Str()),
  createdAt: Str(), dueAt: Opt(Str()),
  /** Where the deadline counts working days: how many are left, 0 on its day, negative when it is late. */
  workingDaysLeft: Opt(Type.Integer()), status: Str(), claimedBy: Opt(Str()), claimedByName: Opt(Str()), claimedUntil: Opt(Str()), outcome: Opt(Str()), doneAt: Opt(Str()),
  /** The clock stands still since then. */
  stoppedAt: Opt(Str()),
  /** How often more time was granted. */
  extended: Opt(Type.Integer()),
  /** `sign`: an opinion somebody asked for. */
  kind: Opt(Str()),
  /** Others sign first. */
  resting: Opt(Type.Boolean()),
  /** Who is away and named the reader. */
  forName: Opt(Str()),
});
export type TaskItem = Static<typeof TaskItemSchema>;

export const DUE_GROUPS = ['late', 'today', 'soon', 'later', 'none'] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

/** GET /api/portal/tasks/counts: what the caller may do, by when it is due; `more`: counting ended there. */
export const InboxCountsSchema = Obj({
  all: Type.Integer(), late: Type.Integer(), today: Type.Integer(), soon: Type.Integer(), later: Type.Integer(), none: Type.Integer(), more: Type.Boolean(),
  /** Where today and the next three working days end. */
  todayEnd: Str(), soonEnd: Str(),
});
export type InboxCounts = Static<typeof InboxCountsSchema>;

/** GET /api/portal/tasks/:id */
export const TaskViewSchema = Obj({ task: TaskItemSchema, time: Opt(TaskTimeSchema), form: PortalFormSchema, draft: Opt(Obj({ values: JsonRecord, savedAt: Str() })), app: PortalAppSchema,
  actions: TaskActionsSchema,
  /** Newest last. */
  timeline: Type.Array(TimelineEntrySchema),
  /** Who has to sign before the task goes on. */
  signing: Type.Array(Str()),
  /** What the run gives on paper as it stands. */
  documents: Type.Array(PaperItemSchema),
});
export type TaskView = Static<typeof TaskViewSchema>;

/** POST /api/portal/tasks/:id/submit → RunViewSchema; 409 SCN_TASK_DONE with details { by, at }; 422 SCN_FORM_INVALID with errors. */
export const SubmitTaskBody = Obj({ clientKey: Str({ minLength: 8, maxLength: 64 }), outcome: Str(), data: JsonRecord });

/** PUT /api/portal/drafts/:key { values } (key: `app:<id>` or `task:<id>`) */
export const DraftBody = Obj({ values: JsonRecord });
/** GET /api/portal/options?app=&field=&task=&q= */
export const OptionsAnswerSchema = Obj({ choices: Type.Array(Obj({ value: Json, label: Str(), detail: Opt(Str()) })), more: Type.Boolean() });
/** POST /api/portal/runs/:id/feedback, POST /api/portal/apps/:id/feedback */
export const FeedbackBody = Obj({ clear: Opt(Type.Boolean()), kind: Opt(Type.Union([Type.Literal('issue'), Type.Literal('idea')])), text: Opt(Str({ maxLength: 2000 })), /** Page of the portal it was written from. */ page: Opt(Str({ pattern: '^(start|pages/[\\p{L}\\w-]{1,64})$' })) });
/** GET /api/portal/apps/:id/reports?reference= : the synthetic record behind an `open` field. */
export const RecordViewSchema = Obj({ title: Str(), synthetic: Type.Boolean(), facts: Type.Array(Obj({ label: Str(), value: Str() })), sections: Type.Array(Obj({ title: Str(), text: Str() })) });
export type RecordView = Static<typeof RecordViewSchema>;

/** GET /api/portal/apps/:id/pages/:page */
export const DashboardSchema = Obj({
  title: Str(),
  synthetic: Type.Boolean(),
  asOf: Str(),
  tiles: Type.Array(Obj({
    id: Str(), title: Str(), definition: Opt(Str()), kind: Str(),
    columns: Type.Array(Obj({ id: Str(), title: Str(), unit: Opt(Str()) })),
    groups: Type.Array(Obj({ label: Str(), values: Type.Record(Str(), Type.Union([Type.Number(), Type.Null()])), hidden: Opt(Type.Boolean()), /** Of which moment the figures are, when fewer rows than may be told have changed since. */ earlier: Opt(Str()) })),
    note: Opt(Str()),
  })),
  /** In this order; without them, the tiles one after the other. */
  blocks: Opt(Type.Array(PageBlockSchema)),
  /** The reader may see figures, but is none of those whom the rows are for. */
  figuresOnly: Opt(Type.Boolean()),
  /** Seconds between two looks on a big screen. */
  refresh: Type.Integer(),
});
export type Dashboard = Static<typeof DashboardSchema>;

/** GET /api/portal/live: an event `change` of the stream. */
export const LiveChangeSchema = Obj({ tasks: Type.Boolean(), notices: Type.Boolean(), run: Opt(Str()) });
export type LiveChange = Static<typeof LiveChangeSchema>;

export const NoticeSchema = Obj({ id: Str(), title: Str(), body: Str(), runId: Opt(Str()), at: Str(), readAt: Opt(Str()) });
export type Notice = Static<typeof NoticeSchema>;

/** POST /api/apps/:id (and /api/apps/:id/:release): the scenario as a JSON API. Body = fields of the start form. */
export const DecisionAnswerSchema = Obj({ runId: Str(), release: Str(), status: Str(), end: Opt(Str()), outputs: JsonRecord, reasons: Opt(Type.Array(ReasonSchema)), waiting: Opt(Type.Array(Obj({ taskId: Str(), node: Str(), outcomes: Type.Array(Str()) }))) });
