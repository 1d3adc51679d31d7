import type { RunSummary } from '../../runtime/engine/summary.ts';
import { traceOf } from '../../runtime/engine/trace.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { RunItem, Trace } from '../api/scenario.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import type { PolicyBase } from './policy/policy.ts';
import { loadRun } from './runs.ts';
import type { RunBase } from './runs.ts';
import { subjectWords } from './subject-words.ts';
import { textOf } from './texts.ts';
import { startedBy } from './triggers/started-by.ts';
import { sentencesOf } from './trace-sentences.ts';
import { actorNames } from './api-keys.ts';
import { getRelease } from './releases.ts';
import { discloseTrace } from './trace-disclosures.ts';
import { stopWords } from './stop-words.ts';

/** A run drawn on the canvas, with the sentences of its rules. Who looked is audited, and whose data they saw; what was shared and is no longer is not shown. */
export async function runTrace(base: RunBase & PolicyBase, id: string, reader: User, locale: Locale): Promise<Trace> {
  const run = await loadRun(base, id);
  const raw = traceOf(run.plan, run.events);
  const trace = JSON.parse(JSON.stringify({ ...raw, ...subjectIn(raw, run.scenario, locale) })) as Trace;
  const { release } = await getRelease(base, run.state.release);
  const source = { scenario: run.scenario, state: run.state, locale, releaseNumber: release.number };
  const sentences = sentencesOf(source, run.plan, run.events);
  for (const [path, node] of Object.entries(trace.nodes)) {
    const told = sentences.get(path);
    if (told) node.sentences = told;
    if (node.error) node.error.message = stopWords(node.error, run.scenario, locale, path);
  }
  if (trace.error) trace.error.message = stopWords(trace.error, run.scenario, locale);
  await discloseTrace(base, run, trace, { reader, locale });
  await audit(base, reader.id, 'run.view', id, { scenario: run.scenario.id });
  return trace;
}

/** What the run is called, for a reader. */
export function subjectIn({ subject }: { readonly subject?: RunSummary['subject'] }, scenario: Scenario, locale: Locale): { subject?: string } {
  return subject === undefined ? {} : { subject: subjectWords(scenario, subject, locale) };
}

/** Newest first, with names instead of ids. */
export async function listRuns(base: RunBase & Base, scenario: string, query: { cursor?: string; limit: number }, locale: Locale): Promise<{ items: RunItem[]; next?: string }> {
  const page = await base.store.runs.list({ scenario, limit: query.limit, ...(query.cursor ? { cursor: query.cursor } : {}) });
  const names = await actorNames(base);
  const live = base.live.get(scenario)?.scenario;
  const texts = live ?? {};
  const items = page.items.map((record): RunItem => {
    const { id, release, status, startedAt, endedAt, starter, at, stage, subject, error } = record;
    const starterName = names.get(starter) ?? (live && startedBy(live, starter, locale));
    return {
      id, scenario: record.scenario, release, status, startedAt, starter,
      ...(endedAt ? { endedAt } : {}),
      ...(starterName ? { starterName } : {}),
      ...(at ? { at } : {}),
      ...(stage ? { stage: textOf(texts, stage, locale) } : {}),
      ...(subject ? { subject: subjectWords(live, subject, locale) } : {}),
      ...(error ? { error: typeof error['message'] === 'string' ? { ...error, message: stopWords({ ...error, message: error['message'] }, live, locale) } : error } : {}),
    };
  });
  return { items, ...(page.next ? { next: page.next } : {}) };
}
