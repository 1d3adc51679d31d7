import { join } from 'node:path';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { CaseResult } from '../api/scenario.ts';
import { runCases } from '../services/cases.ts';
import { listTemplates, readTemplate } from '../services/templates.ts';
import type { Template } from '../services/templates.ts';
import { planIn, surroundingsOf } from './surroundings.ts';

function tell(slug: string, result: CaseResult): void {
  console.log(`${result.passed ? 'ok  ' : 'FAIL'} ${slug} ${result.id} (${result.ms.toFixed(1)} ms)`);
  for (const failure of result.failures) console.log(`     ${failure.path}: ${failure.message['zh-CN']} / ${failure.message.en}`);
}

async function runTemplate(template: Template): Promise<{ passed: number; failed: number }> {
  const { plan, diagnostics } = planIn(surroundingsOf(template.datasets), template.scenario as unknown as Scenario);
  if (!plan) {
    for (const found of diagnostics.filter((diagnostic) => diagnostic.severity === 'error')) console.log(`FAIL ${template.slug} ${found.code} ${found.place.path}: ${found.message['zh-CN']} / ${found.message.en}`);
    return { passed: 0, failed: template.cases.cases.length };
  }
  const answer = await runCases(plan, template.cases);
  for (const result of answer.results) tell(template.slug, result);
  return answer;
}

/** Runs the cases of one template or of all; the last line counts them. */
export async function runCasesCommand(home: string, args: readonly string[]): Promise<number> {
  const folder = join(home, 'templates');
  const templates = args[0] === undefined ? await listTemplates(folder) : [await readTemplate(folder, args[0])];
  const counts = [];
  for (const template of templates) counts.push(await runTemplate(template));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`cases: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
