import { createHash } from 'node:crypto';
import type { NoticeRecord as EngineNotice, SentEvent } from '../../runtime/engine/batch.ts';
import type { Effect } from '../../runtime/engine/command.ts';
import type { EffectHost } from '../../runtime/engine/perform.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import { engineErrors } from '../../runtime/engine/engine-errors.ts';
import { queryPart } from '../../runtime/host/query-part.ts';
import { findRows, runQuery } from '../../runtime/host/query.ts';
import type { DatasetHost, DeleteRequest, EventHost, FigureGroup, Host, HttpHost, MailHost, NotifyHost, QueryAnswer, QueryRequest, RowsTouched, ScriptHost, SqlHost, ToldFigures, UpdateRequest, WriteRequest } from '../../runtime/host/host.ts';
import type { StoredRow } from '../../runtime/host/row-filter.ts';
import { sourceRow } from '../../runtime/host/sharing/access.ts';
import { fail, failInRun } from '../errors.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Row, RowOperation } from '../stores/store.ts';
import { listUsers } from '../services/accounts.ts';
import type { CalendarShelf } from '../services/calendars.ts';
import { demandConnection, type UnitsBase } from '../services/connection-units.ts';
import { tokensOf } from '../services/people.ts';
import { revisionOf } from '../services/revised.ts';
import { tellAnswer } from '../services/sharing/counted/tell.ts';
import { subjectField, subjectsIn } from '../services/subjects.ts';
import { createDatasetSource, demandShown } from './dataset-source.ts';
import type { DatasetSource, SourceBase } from './dataset-source.ts';
import type { GuardedHttp } from './http-host.ts';

export interface HostBase extends UnitsBase, SourceBase {
  readonly calendars: CalendarShelf;
  readonly http: GuardedHttp;
  readonly mail: MailHost;
  readonly sql: SqlHost;
  readonly scripts: ScriptHost;
}

/** Is told of every disclosure, and makes it durable before the answer is. */
export interface ToldOfReads {
  disclose(disclosure: Disclosure): void;
}

/** The same effect writes the same row, however often it is tried. */
function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

function addressOf(plan: Plan, dataset: string): string {
  const address = plan.datasets[dataset]?.id;
  if (address === undefined) throw fail('SCN_API_NOT_FOUND', { what: dataset });
  return address;
}

/** The row an earlier round wrote, when this write is to replace it (`onRework: again`). */
async function replacedRow(base: HostBase, address: string, previous: Json | undefined): Promise<Row | null> {
  const id = typeof previous === 'object' && previous !== null && !Array.isArray(previous) ? (previous as JsonObject)['id'] : undefined;
  return typeof id === 'string' ? base.store.datasets.row(address, id) : null;
}

/** Data about persons that somebody was given: which dataset, which fields, about whom. */
export interface Disclosure {
  /** Address in the catalogue. */
  readonly dataset: string;
  readonly fields: readonly string[];
  readonly node?: string;
  /** Values of the subject column, each once; they leave here only as marks. */
  readonly subjects: readonly Json[];
  /** The grant it was read under, when the data are another unit's. */
  readonly grant?: string;
  /** How many rows, when they are not said to be about anybody. */
  readonly rows?: number;
}

function grantOf(sharing: HostBase['sharing'], plan: Plan, dataset: string): string | undefined {
  const reading = sharing.reading(plan, dataset);
  return reading.kind === 'shared' ? reading.grant?.id : undefined;
}

/** Data of another unit are only read. @throws SCN_GRANT_WRITE */
function demandOwn({ sharing }: HostBase, plan: Plan, dataset: string): void {
  if (sharing.reading(plan, dataset).kind !== 'own') throw failInRun('SCN_GRANT_WRITE', { dataset: plan.datasets[dataset]?.id ?? dataset });
}

/** What is the same for every step of a plan. */
interface StillParts extends Pick<Host, 'http' | 'mail' | 'script' | 'sql' | 'calendar'> {
  readonly release: string;
  readonly source: DatasetSource;
}

const known = new WeakMap<HostBase, WeakMap<Plan, StillParts>>();

/** Made once for a plan. */
function stillParts(base: HostBase, plan: Plan, release: string): StillParts {
  const ofBase = known.get(base) ?? new WeakMap<Plan, StillParts>();
  const before = ofBase.get(plan);
  if (before && before.release === release) return before;
  const calendar = (id: string) => {
    const found = base.calendars.get(id);
    if (!found) throw engineErrors.SCN_RUN_CALENDAR({ calendar: id, year: 0 });
    return found;
  };
  const made = { release, source: createDatasetSource(base, plan), http: httpHost(base, plan, release), mail: mailHost(base, plan), script: base.scripts, sql: sqlHost(base, plan), calendar };
  known.set(base, ofBase.set(plan, made));
  return made;
}

/** What one effect does with datasets. A class, because one is made for every effect, and most effects ask one thing of it. */
class EffectDatasets implements DatasetHost {
  readonly #parts: EffectParts;
  readonly #source: DatasetSource;
  #rows: RowOperation[] | undefined;

  constructor(parts: EffectParts, source: DatasetSource) {
    this.#parts = parts;
    this.#source = source;
  }

  /** Rows that were written so far. */
  collected(): readonly RowOperation[] {
    return this.#rows ?? NONE;
  }

  async revision(dataset: string): Promise<string> {
    const { sharing } = this.#parts.base;
    const revision = await revisionOf(this.#parts.base, addressOf(this.#parts.plan, dataset));
    // What was made of rows is good only as long as they may be read.
    await demandShown(this.#source, dataset, []);
    return sharing.reading(this.#parts.plan, dataset).kind === 'own' ? revision : `${revision} ${sharing.version()}`;
  }

  query(request: QueryRequest): Promise<QueryAnswer> {
    try {
      const tell: DatasetSource['given'] = (dataset, rows, fields) => this.#tell(dataset, rows, fields);
      // A store that is elsewhere counts and pages by itself.
      if (request.limit === 0 || request.offset !== undefined) return this.#part(request, tell);
      return Promise.resolve(runQuery(request, this.#source, tell));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #part(request: QueryRequest, tell: NonNullable<DatasetSource['given']>): Promise<QueryAnswer> {
    const isAlone = request.join === undefined && request.at === undefined && request.grouped !== true;
    return (isAlone ? await queryPart(request, { ...this.#source, given: tell }) : undefined) ?? runQuery(request, this.#source, tell);
  }

  tell(request: QueryRequest, answer: QueryAnswer, groups: readonly FigureGroup[]): Promise<readonly (ToldFigures | null)[]> {
    return tellAnswer(this.#parts.base.sharing, this.#parts.plan, { request, answer }, groups);
  }

  async insert({ dataset, values, key }: WriteRequest): Promise<{ readonly id: string; readonly version: number }> {
    demandOwn(this.#parts.base, this.#parts.plan, dataset);
    const address = addressOf(this.#parts.plan, dataset);
    const old = await replacedRow(this.#parts.base, address, this.#parts.effect.previous);
    if (old) {
      this.#write({ kind: 'update', dataset: address, id: old.id, expectedVersion: old.version, data: values });
      return { id: old.id, version: old.version + 1 };
    }
    // Of this effect alone, so that the store begins it at 1.
    const id = idOf(key);
    this.#write({ kind: 'insert', dataset: address, id, data: values, key });
    return { id, version: 1 };
  }

  async update({ dataset, where, set, expectedVersion }: UpdateRequest): Promise<RowsTouched> {
    const { found, conflict } = await this.#rowsToChange(dataset, where, expectedVersion);
    for (const { id, version, data } of found) {
      this.#write({ kind: 'update', dataset: addressOf(this.#parts.plan, dataset), id, expectedVersion: version, data: { ...data, ...set({ ...data, _id: id, _version: version }) } });
    }
    return { count: found.length, ids: found.map((row) => row.id), conflict };
  }

  async delete({ dataset, where, expectedVersion }: DeleteRequest): Promise<RowsTouched> {
    const { found, conflict } = await this.#rowsToChange(dataset, where, expectedVersion);
    for (const { id, version } of found) this.#write({ kind: 'delete', dataset: addressOf(this.#parts.plan, dataset), id, expectedVersion: version });
    return { count: found.length, ids: found.map((row) => row.id), conflict };
  }

  #write(operation: RowOperation): void {
    (this.#rows ??= []).push(operation);
  }

  /** None when one of them was changed meanwhile. */
  async #rowsToChange(dataset: string, where: NonNullable<QueryRequest['where']>, expectedVersion: number | undefined): Promise<{ found: readonly StoredRow[]; conflict: boolean }> {
    demandOwn(this.#parts.base, this.#parts.plan, dataset);
    const found = await findRows(dataset, where, this.#source);
    // The formulas of a write may read every column.
    this.#tell(dataset, found, this.#parts.plan.datasets[dataset]?.fields.map((field) => field.id) ?? []);
    const conflict = expectedVersion !== undefined && found.some((row) => row.version !== expectedVersion);
    return { found: conflict ? [] : found, conflict };
  }

  /** Tells of the rows a dataset gave, when it says whose data they are or they are another unit's. */
  #tell(dataset: string, rows: readonly StoredRow[], fields: readonly string[]): void {
    const definition = this.#parts.plan.datasets[dataset];
    const subject = subjectField(this.#parts.plan, dataset);
    const grant = grantOf(this.#parts.base.sharing, this.#parts.plan, dataset);
    if (!definition || (subject === undefined && grant === undefined)) return;
    this.#parts.told.disclose({ dataset: definition.id, fields: [...fields], node: this.#parts.effect.path, subjects: subject === undefined ? [] : subjectsIn(rows.map(sourceRow), subject), ...(grant === undefined ? {} : { grant }), ...(subject === undefined ? { rows: rows.length } : {}) });
  }
}

/** The catalogue's name of a connection of the scenario, which its unit may use. @throws SCN_HTTP_REFUSED, SCN_CONNECTION_UNIT */
async function connectionOf(base: HostBase, plan: Plan, local: string): Promise<string> {
  const connection = plan.scenario.connections?.[local]?.use;
  if (connection === undefined) throw fail('SCN_HTTP_REFUSED', { reason: local });
  await demandConnection(base, plan.scenario.id, connection);
  return connection;
}

/** Connections by the names the scenario gave them. */
function httpHost(base: HostBase, plan: Plan, release: string): HttpHost {
  return {
    request: async (request, signal) => base.http.request({ ...request, connection: await connectionOf(base, plan, request.connection) }, signal, `${plan.scenario.id} ${release}`),
  };
}

function mailHost(base: HostBase, plan: Plan): MailHost {
  return { send: async (letter, signal) => base.mail.send({ ...letter, connection: await connectionOf(base, plan, letter.connection) }, signal) };
}

function sqlHost(base: HostBase, plan: Plan): SqlHost {
  return { query: async (request, signal) => base.sql.query({ ...request, connection: await connectionOf(base, plan, request.connection) }, signal) };
}

function eventHost(effect: Effect, sent: SentEvent[]): EventHost {
  return {
    send: async ({ name, key, payload, effect: id }) => {
      sent.push({ id, path: effect.path, name, key, payload });
    },
  };
}

function notifyHost(base: HostBase, run: RunState, notices: EngineNotice[]): NotifyHost {
  return {
    send: async ({ to, title, body, en, key }) => {
      const people = (await listUsers(base)).filter((user) => !user.disabled && tokensOf(user).some((token) => to.includes(token)));
      for (const { id, locale } of people) notices.push({ id: idOf(`${key}/${id}`), to: id, ...(locale === 'en' && en ? en : { title, body }), runId: run.id, at: base.now().toISOString() });
    },
  };
}

interface EffectParts {
  readonly base: HostBase;
  readonly plan: Plan;
  readonly effect: Effect;
  readonly run: RunState;
  readonly told: ToldOfReads;
}

const NONE: readonly never[] = [];

/** The outside world for one effect of one run: what is the same for every step of the plan, and what the effect collects. */
class EffectWorld implements Host, EffectHost {
  readonly datasets: EffectDatasets;
  readonly #parts: EffectParts;
  readonly #still: StillParts;
  #notices: EngineNotice[] | undefined;
  #sent: SentEvent[] | undefined;

  constructor(parts: EffectParts) {
    this.#parts = parts;
    this.#still = stillParts(parts.base, parts.plan, parts.run.release);
    this.datasets = new EffectDatasets(parts, this.#still.source);
  }

  get host(): Host {
    return this;
  }

  get http(): HttpHost {
    return this.#still.http;
  }

  get mail(): MailHost {
    return this.#still.mail;
  }

  get script(): ScriptHost {
    return this.#still.script;
  }

  get sql(): SqlHost {
    return this.#still.sql;
  }

  get calendar(): Host['calendar'] {
    return this.#still.calendar;
  }

  get notify(): NotifyHost {
    return notifyHost(this.#parts.base, this.#parts.run, (this.#notices ??= []));
  }

  get events(): EventHost {
    return eventHost(this.#parts.effect, (this.#sent ??= []));
  }

  collected(): ReturnType<EffectHost['collected']> {
    return { rows: this.datasets.collected().map((row) => ({ ...row, node: this.#parts.effect.path })), notices: this.#notices ?? NONE, sent: this.#sent ?? NONE };
  }
}

/** Rows and notices are collected and join the commit of the effect's completion (E6). */
export function createRunHost(base: HostBase, plan: Plan, effect: Effect, run: RunState, told: ToldOfReads): EffectHost {
  return new EffectWorld({ base, plan, effect, run, told });
}
