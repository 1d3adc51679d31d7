import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { CaseResult } from '../../../../server/api/scenario.ts';
import type { SameShape } from '../../text/catalogue.ts';
import { coverageOf } from '../pages/cases/coverage.ts';
import type { toolTexts } from './tool-text.ts';

/** How far the cases reach, in one sentence. */
export function coverageSaid(text: SameShape<(typeof toolTexts)['zh-CN']>, scenario: Scenario, results: readonly CaseResult[]): string {
  const { nodes, edges } = coverageOf(scenario, results);
  return text.coverageSaid(nodes.covered, nodes.total, edges.covered, edges.total);
}
