import type { CheckEnv } from '../../runtime/check/check-context.ts';
import type { CheckMemory } from '../../runtime/check/check-memory.ts';
import { checkScenario } from '../../runtime/check/check-scenario.ts';
import { createPlan } from '../../runtime/engine/plan.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import type { Calendar } from '../../runtime/host/calendar.ts';
import type { ScriptHost } from '../../runtime/host/host.ts';
import type { Registry } from '../../runtime/nodes/registry.ts';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { CaseRunAnswer, CheckAnswer } from '../api/scenario.ts';
import { parseRows, type ParsedRows } from '../stores/rows/parse-rows.ts';
import { scanJson } from '../services/json-scan.ts';
import { notRunnable, runCases } from './case-run.ts';

type Datasets = Readonly<Record<string, DatasetDefinition>>;

/** Work that may take long on large scenarios and files. What goes in and comes out is plain data, so that it can cross to a thread. */
export interface Jobs {
  /** The one checker, with the analysis of decision tables. */
  readonly check: { readonly input: { readonly document: unknown; readonly catalogue: Datasets; readonly sharing?: CheckEnv['sharing']; readonly today?: string }; readonly output: CheckAnswer };
  /** The same as JSON in UTF-8, so that nobody has to write it out again. */
  readonly checkBytes: { readonly input: Jobs['check']['input']; readonly output: Uint8Array };
  /** A case file against a scenario, in memory. */
  readonly cases: { readonly input: { readonly scenario: unknown; readonly file: CaseFile; readonly catalogue: Datasets; readonly connections: readonly string[]; readonly calendars: readonly Calendar[] }; readonly output: CaseRunAnswer };
  /** The rows of a file, converted to the types of a dataset. */
  readonly rows: { readonly input: { readonly definition: DatasetDefinition; readonly format: 'csv' | 'json'; readonly text: string; readonly above?: number }; readonly output: ParsedRows };
}
export type JobKind = keyof Jobs;

/** What the work is done with, where it is done. */
export interface JobTools {
  readonly registry: Registry;
  readonly scripts: ScriptHost;
  /** What earlier checks left, so that an edit is not paid for with a whole check. */
  readonly memoryOf?: (document: unknown) => CheckMemory;
}

type Run<Kind extends JobKind> = (tools: JobTools, input: Jobs[Kind]['input']) => Jobs[Kind]['output'] | Promise<Jobs[Kind]['output']>;

/** Text of a `CheckAnswer`. */
function checked({ registry, memoryOf }: JobTools, { document, catalogue, sharing, today }: Jobs['check']['input']): string {
  const options = { nodeType: registry.find, catalogue, language: feel, ...(sharing ? { sharing } : {}), ...(today === undefined ? {} : { today }) };
  const { diagnostics, nodes, common } = checkScenario(document, options, memoryOf?.(document));
  // The scopes of a thousand nodes are twenty megabytes of the same schemas: whoever draws them knows what comes before what.
  const told = Object.fromEntries(Object.entries(nodes).map(([flow, known]) => [flow, Object.fromEntries(Object.entries(known).map(([id, { ports, fact, output, locals }]) => [id, { ports, fact, output, locals }]))]));
  return JSON.stringify({ diagnostics, nodes: told, common });
}

export const RUN: { readonly [Kind in JobKind]: Run<Kind> } = {
  check: (tools, input) => JSON.parse(checked(tools, input)) as CheckAnswer,
  checkBytes: (tools, input) => new TextEncoder().encode(checked(tools, input)),
  cases: async ({ registry, scripts }, { scenario, file, catalogue, connections, calendars }) => {
    const { plan, diagnostics } = createPlan(scenario as Scenario, { registry, datasets: catalogue, connections, calendars: (id) => calendars.find((calendar) => calendar.id === id), missingTypes: 'refuse' });
    return plan ? runCases(plan, file, scripts) : notRunnable(file.cases, diagnostics);
  },
  rows: async (_tools, { definition, format, text, above = 0 }) => {
    if (format === 'json') scanJson(text);
    return parseRows(definition, format, text, { above });
  },
};
