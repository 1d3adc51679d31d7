import { isScenarioError } from '../../../runtime/errors.ts';
import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit } from '../context.ts';
import { SCENARIO } from '../drafts.ts';
import { forbidden, mayWith } from '../policy/policy.ts';
import { listReleases } from '../releases.ts';
import { tellDesigners } from './design-notices.ts';
import { publishContent, type PublishBase } from './publish.ts';
import { listPlans, SCHEDULED, SCHEDULED_CONTENT, type Plan, type PlannedContent } from './scheduled.ts';

/** A server that took a plan up and said nothing for so long is gone: its cases would have been cut off before. */
const GONE_MS = 10 * 60_000;

/** What says nothing about the content: the next who looks tries again. */
const isPassing = (error: unknown): boolean => !isScenarioError(error) || error.code.startsWith('SCN_STORE_') || error.code === 'SCN_WORK_BUSY';

async function put(base: PublishBase, plan: StoredDocument<Plan>, body: Plan): Promise<StoredDocument<Plan> | undefined> {
  try {
    return await base.store.documents.put<Plan>(SCHEDULED, plan.id, body, { expectedVersion: plan.version, by: body.by });
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return undefined;
    throw error;
  }
}

/** Publishes what a plan froze, unless a server that is gone had done so already. */
async function publishPlan(base: PublishBase, scenario: string, plan: Plan): Promise<number> {
  const done = (await listReleases(base, scenario)).find(({ scheduled }) => scheduled === plan.id);
  if (done) return done.number;
  const [content, draft] = await Promise.all([base.store.documents.get<PlannedContent>(SCHEDULED_CONTENT, scenario), base.store.documents.get(SCENARIO, scenario)]);
  if (!content || content.body.plan !== plan.id || !draft) throw fail('SCN_API_NOT_FOUND', { what: scenario });
  const user = base.people.find(plan.by);
  if (!user || !mayWith(base, user, 'scenario.publish', 'scenario', scenario)) throw forbidden('scenario.publish');
  const { release } = await publishContent(base, scenario, { scenario: content.body.scenario, cases: content.body.cases, note: plan.note, scheduled: plan.id }, plan.by);
  return release.number;
}

async function tell(base: PublishBase, scenario: string, plan: Plan, what: 'published' | 'failed', text: string): Promise<void> {
  const owners = base.places.of('scenario', scenario).rights.filter(({ who, right }) => right === 'owner' && who.startsWith('u:')).map(({ who }) => who.slice(2));
  await tellDesigners(base, [plan.by, ...owners], { what, scenario, by: 'system', text });
}

/** Takes one plan up, of many servers only one, and notes what came of it. */
async function carryOut(base: PublishBase, found: StoredDocument<Plan>): Promise<void> {
  const at = base.now().toISOString();
  const taken = await put(base, found, { ...found.body, state: 'running', begun: at });
  if (!taken) return;
  const { begun: _begun, ...plan } = taken.body;
  try {
    const release = await publishPlan(base, found.id, plan);
    await put(base, taken, { ...plan, state: 'done', release });
    await tell(base, found.id, plan, 'published', `v${release}`);
  } catch (error) {
    if (!isScenarioError(error) || isPassing(error)) {
      await put(base, taken, { ...plan, state: 'waiting' }).catch(() => undefined);
      throw error;
    }
    // Names of what failed are enough to find it: the page shows errors and cases as they are then.
    const { diagnostics: _diagnostics, cases: _cases, ...details } = error.details;
    await put(base, taken, { ...plan, state: 'failed', problem: { code: error.code, message: error.message, details, at: base.now().toISOString() } });
    await audit(base, plan.by, 'schedule.fail', found.id, { code: error.code });
    await tell(base, found.id, plan, 'failed', plan.note);
  }
}

/** Plans whose time has come, and those of servers that are gone. Missed while no server was at work: carried out at the next look. */
export async function takeDuePlans(base: PublishBase, take: (id: string, work: () => Promise<unknown>) => void): Promise<void> {
  const now = base.now().getTime();
  for (const found of await listPlans(base)) {
    const { state, at, begun } = found.body;
    const isDue = state === 'waiting' ? Date.parse(at) <= now : state === 'running' && Date.parse(begun ?? at) + GONE_MS <= now;
    if (isDue) take(`publish ${found.id}`, () => carryOut(base, found));
  }
}
