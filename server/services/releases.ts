import { createHash } from 'node:crypto';
import { writeScenario } from '../../runtime/schema/canonical.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { CaseRunAnswer, Release } from '../api/scenario.ts';
import { fail } from '../errors.ts';
import { forgetFollowed } from './computed-columns.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { ownDatasets } from './own-datasets.ts';
import { keepDatasets } from './policy/own-data.ts';
import type { PolicyBase } from './policy/policy.ts';

const KIND = 'release';

interface ReleaseBody {
  readonly number: number;
  readonly note: string;
  readonly hash: string;
  readonly cases?: { readonly passed: number; readonly total: number };
  /** Number of the older release whose content this one has again. */
  readonly restores?: number;
  /** Id of the planned publication that made it. */
  readonly scheduled?: string;
  readonly approvedBy?: readonly { readonly by: string; readonly at: string }[];
  /** Names the request that made it. */
  readonly attempt?: string;
  readonly scenario: Scenario;
}

/** The newest release of a scenario, kept in memory for catalogue, API and documentation. */
export interface LiveRelease {
  readonly release: Release;
  readonly scenario: Scenario;
}

export interface LiveReleases {
  readonly get: (scenario: string) => LiveRelease | undefined;
  readonly all: () => readonly LiveRelease[];
  readonly set: (live: LiveRelease) => void;
  /** Reads what other servers published. */
  readonly reload: () => Promise<void>;
}

interface StoredRelease {
  readonly id: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly body: ReleaseBody;
}

function releaseOf(document: StoredRelease, newest: number): Release {
  const { number, note, hash, cases, restores, scheduled, approvedBy, scenario } = document.body;
  return {
    id: document.id, scenario: scenario.id, number, note, publishedAt: document.updatedAt, publishedBy: document.updatedBy, hash, current: number === newest,
    ...(cases ? { cases } : {}), ...(restores === undefined ? {} : { restores }), ...(scheduled === undefined ? {} : { scheduled }), ...(approvedBy ? { approvedBy: [...approvedBy] } : {}),
  };
}

export async function createLiveReleases(base: Base): Promise<LiveReleases> {
  const live = new Map<string, LiveRelease>();
  const set = (next: LiveRelease) => {
    const known = live.get(next.scenario.id);
    if (!known || known.release.number < next.release.number) live.set(next.scenario.id, next);
  };
  const reload = async () => {
    for (const document of await base.store.documents.list<ReleaseBody>(KIND)) set({ release: releaseOf(document, document.body.number), scenario: document.body.scenario });
  };
  await reload();
  return { get: (scenario) => live.get(scenario), all: () => [...live.values()], set, reload };
}

/** Newest first. */
export async function listReleases(base: Base, scenario: string): Promise<Release[]> {
  const documents = await base.store.documents.list<ReleaseBody>(KIND, { prefix: `${scenario}@` });
  const newest = Math.max(0, ...documents.map((document) => document.body.number));
  return documents.map((document) => releaseOf(document, newest)).sort((a, b) => b.number - a.number);
}

/** @throws SCN_API_NOT_FOUND */
export async function getRelease(base: Base & { readonly live: LiveReleases }, id: string): Promise<LiveRelease> {
  const document = await base.store.documents.get<ReleaseBody>(KIND, id);
  if (!document) throw fail('SCN_API_NOT_FOUND', { what: id });
  const newest = base.live.get(document.body.scenario.id)?.release.number ?? document.body.number;
  return { release: releaseOf(document, newest), scenario: document.body.scenario };
}

/** The release that a request of this person made, if it made one. */
export async function releaseOfAttempt(base: Base, scenario: string, { by, attempt }: { readonly by: string; readonly attempt: string }): Promise<LiveRelease | undefined> {
  const documents = await base.store.documents.list<ReleaseBody>(KIND, { prefix: `${scenario}@` });
  const found = documents.find((document) => document.body.attempt === attempt && document.updatedBy === by);
  return found && { release: releaseOf(found, Math.max(...documents.map(({ body }) => body.number))), scenario: found.body.scenario };
}

export function hashOf(scenario: JsonObject): string {
  return createHash('sha256').update(writeScenario(scenario)).digest('hex');
}

/** @throws SCN_API_NOT_PUBLISHABLE with errors and failed cases */
export function refuseUnfit({ diagnostics, cases }: { readonly diagnostics: readonly { readonly severity: string }[]; readonly cases: CaseRunAnswer }): void {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length === 0 && cases.failed === 0) return;
  throw fail('SCN_API_NOT_PUBLISHABLE', { errors: errors.length, failed: cases.failed, diagnostics: JSON.parse(JSON.stringify(errors)) as JsonObject[], cases: JSON.parse(JSON.stringify(cases.results.filter((result) => !result.passed))) as JsonObject[] });
}

export interface FreezeWork {
  readonly note: string;
  readonly scenario: JsonObject;
  readonly cases?: Pick<CaseRunAnswer, 'passed' | 'failed'>;
  readonly restores?: number;
  readonly scheduled?: string;
  readonly approvedBy?: readonly { readonly by: string; readonly at: string }[];
  readonly attempt?: string;
}

/** Makes a content that was looked at the next release. @throws SCN_STORE_CONFLICT when another one came first, SCN_DATA_ELSEWHERE */
export async function freezeRelease(base: Base & PolicyBase & { readonly live: LiveReleases }, id: string, work: FreezeWork, by: string): Promise<LiveRelease> {
  const scenario = work.scenario as unknown as Scenario;
  const definitions = await ownDatasets(base, scenario);
  await keepDatasets(base, id, definitions.map((definition) => definition.id), by);
  for (const definition of definitions) {
    const before = await base.store.datasets.get(definition.id);
    await base.store.datasets.define(definition);
    await forgetFollowed(base, before, definition, by);
  }
  const number = ((await listReleases(base, id))[0]?.number ?? 0) + 1;
  const { note, cases, restores, scheduled, approvedBy, attempt } = work;
  const body: ReleaseBody = {
    number, note, hash: hashOf(work.scenario), ...(cases ? { cases: { passed: cases.passed, total: cases.passed + cases.failed } } : {}),
    ...(restores === undefined ? {} : { restores }), ...(scheduled === undefined ? {} : { scheduled }), ...(approvedBy && approvedBy.length > 0 ? { approvedBy } : {}), ...(attempt === undefined ? {} : { attempt }), scenario,
  };
  const saved = await base.store.documents.put<ReleaseBody>(KIND, `${id}@${number}`, body, { expectedVersion: 0, by });
  const published = { release: releaseOf(saved, number), scenario };
  base.live.set(published);
  await audit(base, by, restores === undefined ? 'scenario.publish' : 'scenario.roll-back', saved.id, { hash: body.hash, ...(restores === undefined ? {} : { restores }) });
  return published;
}
