import { runCase } from '../../runtime/engine/run-case.ts';
import type { CaseOutcome } from '../../runtime/engine/run-case.ts';
import type { ScriptHost } from '../../runtime/host/host.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Case, CaseFile } from '../../runtime/schema/case.ts';
import type { Diagnostic } from '../../runtime/schema/diagnostic.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { CaseResult, CaseRunAnswer } from '../api/scenario.ts';

type Rows = Readonly<Record<string, readonly JsonObject[]>>;

function resultOf({ trace: _trace, ...outcome }: CaseOutcome): CaseResult {
  return JSON.parse(JSON.stringify(outcome)) as CaseResult;
}

/** A scenario that does not compile fails every case with the first problem. */
export function notRunnable(cases: readonly Case[], diagnostics: readonly Diagnostic[]): CaseRunAnswer {
  const first = diagnostics.find((found) => found.severity === 'error');
  const message = { 'zh-CN': `场景还不能运行：${first?.message['zh-CN'] ?? ''}`, en: `The scenario cannot run yet: ${first?.message.en ?? ''}` };
  const results = cases.map((one): CaseResult => ({ id: one.id, title: one.title, passed: false, ms: 0, failures: [{ path: '', message }], covered: { nodes: [], rules: {}, flows: {} } }));
  return { passed: 0, failed: results.length, results };
}

export async function runCases(plan: Plan, file: CaseFile, script?: ScriptHost): Promise<CaseRunAnswer> {
  const results: CaseResult[] = [];
  for (const one of file.cases) results.push(resultOf(await runCase(plan, one, { ...(file.rows ? { rows: file.rows as Rows } : {}), ...(script ? { script } : {}) })));
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, results };
}
