import type { Calendar } from './calendar.ts';
import type { JoinPair } from '../schema/join.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Lambda } from '../language/lambda.ts';

/**
 * The outside world as a node sees it. Every method belongs to one effect of one run, so a host can
 * check scopes, record disclosures, and put dataset writes into the commit of the step (E6).
 */
export interface Host {
  readonly datasets: DatasetHost;
  readonly http: HttpHost;
  readonly notify: NotifyHost;
  readonly events: EventHost;
  readonly mail: MailHost;
  readonly script: ScriptHost;
  readonly sql: SqlHost;
  readonly calendar: (id: string) => Calendar;
}

export interface QueryRequest {
  /** Local dataset name. */
  readonly dataset: string;
  readonly where?: Lambda;
  /** Fields of the answer; `_id` and `_version` are always there. */
  readonly fields: readonly string[];
  /** For dated datasets: the ISO day or date-time the rows must be valid on. */
  readonly at?: string;
  readonly join?: Readonly<Record<string, JoinRequest>>;
  readonly orderBy?: readonly (readonly [string, 'asc' | 'desc'])[];
  readonly offset?: number;
  readonly limit: number;
  /** The rows go into groups and measures and are not shown: columns that may only be counted are given too. */
  readonly grouped?: true;
  /** Further formulas over each row whose results tell of single rows: what they read counts as tested. */
  readonly telling?: readonly Lambda[];
  /** What tells the groups apart, and what their measures are made of. */
  readonly keys?: readonly Lambda[];
  readonly measured?: readonly Lambda[];
}

/** One figure of a group; the same `of` is the same question of other rows. Without it the rows behind it may be known. */
export interface Figure {
  readonly value: Json;
  readonly of?: string;
}

/** Rows of an answer, by place, and what is to be said of them. */
export interface FigureGroup {
  readonly rows: readonly number[];
  readonly figures: Readonly<Record<string, Figure>>;
}

/** What may be said: the figures, or those of an earlier answer about nearly the same rows, and of when. */
export interface ToldFigures {
  readonly figures: Readonly<Record<string, Json>>;
  readonly earlier?: string;
}

export interface JoinRequest {
  readonly dataset: string;
  readonly on: readonly JoinPair[];
  readonly at?: Lambda;
  readonly fields: readonly string[];
}

export interface QueryAnswer {
  readonly rows: readonly JsonObject[];
  /** Rows that match in all, before `limit`. */
  readonly count: number;
  readonly rowIds: readonly string[];
  /** Groups of fewer rows must not be shown. */
  readonly smallest?: number;
  /** Under which grant each dataset of another unit was read, by local name. */
  readonly grants?: Readonly<Record<string, string>>;
}

export interface WriteRequest {
  readonly dataset: string;
  readonly values: JsonObject;
  /** The same key never inserts twice. */
  readonly key: string;
}

export interface DeleteRequest {
  readonly dataset: string;
  readonly where: Lambda;
  readonly expectedVersion?: number;
  readonly key: string;
}

export interface UpdateRequest extends DeleteRequest {
  readonly set: (row: JsonObject) => JsonObject;
}

/** What became of the rows a condition met; on a conflict none was touched. */
export interface RowsTouched {
  readonly count: number;
  readonly ids: readonly string[];
  readonly conflict: boolean;
}

export interface DatasetHost {
  /** Changes whenever a row of the dataset does: what was made of the rows is good as long as it stays the same. */
  readonly revision: (dataset: string) => Promise<string>;
  readonly query: (request: QueryRequest) => Promise<QueryAnswer>;
  /** Asked before figures of an answer with a least size are told, by those who share data; null where a group must stay hidden. */
  readonly tell?: (request: QueryRequest, answer: QueryAnswer, groups: readonly FigureGroup[]) => Promise<readonly (ToldFigures | null)[]>;
  /** @throws SCN_DATA_UNIQUE when a unique key is taken by another row. */
  readonly insert: (request: WriteRequest) => Promise<{ readonly id: string; readonly version: number }>;
  readonly update: (request: UpdateRequest) => Promise<RowsTouched>;
  readonly delete: (request: DeleteRequest) => Promise<RowsTouched>;
}

export interface HttpRequest {
  readonly connection: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly timeoutMs: number;
  /** Sent as `Idempotency-Key`. */
  readonly key: string;
  /** With the headers of a webhook, signed by the secret of the connection. */
  readonly signed?: true;
  /** Where an answer says the next page is, in place of path and query; it must lie under the address of the connection. */
  readonly link?: string;
  /** The answer is read as JSON whatever it says it is. */
  readonly json?: true;
  /** An answer to the same question may be this many seconds old. Only for `GET`. */
  readonly cacheS?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

export interface HttpHost {
  /** @throws SCN_HTTP_REFUSED, SCN_HTTP_TIMEOUT, SCN_HTTP_TOO_LARGE, SCN_HTTP_BAD_JSON, SCN_HTTP_RESTING */
  readonly request: (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
}

export interface NotifyHost {
  /** `en`: where the scenario says it otherwise in English, for whoever reads English. */
  readonly send: (message: { readonly to: readonly string[]; readonly title: string; readonly body: string; readonly en?: { readonly title: string; readonly body: string }; readonly key: string }) => Promise<void>;
}

export interface EventHost {
  /** Reaches whoever waits for this name and key once the node is committed; once for each effect. */
  readonly send: (message: { readonly name: string; readonly key: Json; readonly payload: Json; readonly effect: string }) => Promise<void>;
}

export interface Letter {
  readonly connection: string;
  readonly to: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly key: string;
}

export interface MailHost {
  /** @throws SCN_MAIL_FAILED, SCN_MAIL_TIMEOUT, SCN_HTTP_REFUSED */
  readonly send: (letter: Letter, signal: AbortSignal) => Promise<void>;
}

/** Types a column of a foreign database can have here. A `decimal` is text, so that no digit is lost. */
export const SQL_KINDS = ['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'date-time', 'time', 'any'] as const;
export type SqlKind = (typeof SQL_KINDS)[number];

export interface SqlRequest {
  readonly connection: string;
  /** The statement with parameters as the database writes them, and which name each stands for. */
  readonly written: (placeholder: (index: number) => string) => { readonly text: string; readonly order: readonly string[] };
  readonly value: (name: string) => Json;
  readonly maxRows: number;
  readonly timeoutMs: number;
}

export interface SqlAnswer {
  readonly columns: readonly { readonly name: string; readonly type: SqlKind }[];
  readonly rows: readonly JsonObject[];
  /** There were more rows than asked for. */
  readonly more: boolean;
}

/** Reads databases of others: one statement at a time, in a transaction that cannot write. */
export interface SqlHost {
  /** @throws SCN_SQL_FAILED, SCN_SQL_TIMEOUT, SCN_SQL_TOO_LARGE, SCN_SQL_STATEMENT_REFUSED, SCN_HTTP_REFUSED, SCN_HTTP_RESTING */
  readonly query: (request: SqlRequest, signal: AbortSignal) => Promise<SqlAnswer>;
}

export interface ScriptRequest {
  /** The body of a function of `input`; what it returns is the answer. */
  readonly code: string;
  readonly input: Json;
  /** The time the script sees, ISO: it has no clock of its own. */
  readonly now: string;
  readonly limitMs: number;
}

/** Runs a designer's JavaScript apart from everything: no network, files, clock, chance or globals that outlive the call. */
export interface ScriptHost {
  /** @throws SCN_SCRIPT_FAILED, SCN_SCRIPT_TIME, SCN_SCRIPT_MEMORY, SCN_SCRIPT_SIZE */
  readonly run: (request: ScriptRequest, signal: AbortSignal) => Promise<Json>;
}
