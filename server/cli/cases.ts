import { join } from 'node:path';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { CaseResult } from '../api/scenario.ts';
import { sayBoth } from '../errors.ts';
import { runCases } from '../workers/case-run.ts';
import { createScripts } from '../workers/script/scripts.ts';
import { readTemplate, templateSlugs } from '../services/templates.ts';
import type { Template } from '../services/templates.ts';
import { planIn, surroundingsOf } from './surroundings.ts';

type Print = (line: string) => void;

function tell(slug: string, result: CaseResult, print: Print): void {
  print(`${result.passed ? 'ok  ' : 'FAIL'} ${slug} ${result.id} (${result.ms.toFixed(1)} ms)`);
  for (const failure of result.failures) print(`     ${failure.path}: ${failure.message['zh-CN']} / ${failure.message.en}`);
}

async function runTemplate(template: Template, print: Print): Promise<{ passed: number; failed: number }> {
  const { plan, diagnostics } = planIn(surroundingsOf(template.datasets), template.scenario as unknown as Scenario);
  if (!plan) {
    for (const found of diagnostics.filter((diagnostic) => diagnostic.severity === 'error')) print(`FAIL ${template.slug} ${found.code} ${found.place.path}: ${found.message['zh-CN']} / ${found.message.en}`);
    return { passed: 0, failed: Math.max(1, template.cases.cases.length) };
  }
  const scripts = createScripts();
  const answer = await runCases(plan, template.cases, scripts);
  await scripts.close();
  for (const result of answer.results) tell(template.slug, result, print);
  return answer;
}

/** A template that cannot even be read counts as one failed case. */
async function runFolder(folder: string, slug: string, print: Print): Promise<{ passed: number; failed: number }> {
  try {
    return await runTemplate(await readTemplate(folder, slug), print);
  } catch (error) {
    print(`FAIL ${slug} ${sayBoth(error)}`);
    return { passed: 0, failed: 1 };
  }
}

/** Runs the cases of one template or of all; the last line counts them, and the answer is 1 when one failed. */
export async function runCasesCommand(home: string, args: readonly string[], print: Print = console.log): Promise<number> {
  const folder = join(home, 'templates');
  const slugs = args[0] === undefined ? await templateSlugs(folder) : [args[0]];
  const counts = [];
  for (const slug of slugs) counts.push(await runFolder(folder, slug, print));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  print(`cases: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
