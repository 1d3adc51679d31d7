import type { CaseFile } from '../../runtime/schema/case.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { CaseRunAnswer } from '../api/scenario.ts';
import { catalogueOf } from './datasets.ts';
import { connectionsOf } from './plans.ts';
import type { PlanBase } from './plans.ts';

/** Runs a case file against a scenario in memory, beside the requests; nothing is stored and nothing outside is reached. */
export async function runCaseFile(base: PlanBase, scenario: unknown, file: CaseFile): Promise<CaseRunAnswer> {
  const [catalogue, connections] = await Promise.all([catalogueOf(base), connectionsOf(base, scenario as Scenario)]);
  return base.heavy.run('cases', { scenario, file, catalogue, connections, calendars: base.calendars.all() });
}
