import { compileFormula, lambdaOf, SURROUNDINGS } from '../../../runtime/engine/formula.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import type { RunState } from '../../../runtime/engine/state.ts';
import { datasetSchema } from '../../../runtime/host/query.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { valueSchema } from '../../../runtime/schema/value-schema.ts';
import { createApp } from '../../../server/app.ts';
import { createRunHost } from '../../../server/host/run-host.ts';
import { openDisclosures } from '../../../server/services/disclosures.ts';
import { planScenario } from '../../../server/services/plans.ts';
import { GRANT, type Grant } from '../../../server/services/sharing/grant.ts';
import { demandReads } from '../../../server/services/sharing/shelf.ts';
import type { Store } from '../../../server/stores/store.ts';
import { GRANTED, LIMIT, REPORTS, SHOWN, type Ask, type Kind, type Shown } from './rows.ts';

const CONDITIONS: Readonly<Record<Kind, string>> = { point: 'row.no = no', filter: 'row.pid = pid and row.cost >= cost' };
const NAMES = { no: valueSchema('string'), pid: valueSchema('string'), cost: valueSchema('integer') };

export interface DataSide {
  /** Without any access check: the dataset is the scenario's own. */
  readonly open: Record<Kind, Ask>;
  /** Under a grant: columns checked, masked, and on record before the answer. */
  readonly guarded: Record<Kind, Ask>;
  /** Asks the grant once, as every read does. */
  readonly check: () => void;
  /** Access records written so far. */
  readonly records: () => Promise<number>;
  readonly close: () => Promise<void>;
}

function scenarioOf(id: string): Scenario {
  return {
    format: 1, id, title: id, purpose: 'bench', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {},
    datasets: { report: { use: REPORTS.id, subject: 'pid', fields: REPORTS.fields.map((field) => field.id) } },
    flows: { main: { nodes: { ask: { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'no', type: 'string', title: 'No' }] } }, end: { type: 'output.page', title: 'End', config: { text: 'Done' } } }, edges: { e: ['ask.out', 'end'] } } },
  } as unknown as Scenario;
}

async function share(store: Store): Promise<void> {
  // The server has written down a place for the dataset when it began.
  const put = async (kind: string, id: string, body: object) => store.documents.put(kind, id, body, { expectedVersion: (await store.documents.get(kind, id))?.version ?? 0, by: 'bench' });
  await put('place', 'scenario:own', { unit: 'health', rights: [] });
  await put('place', 'scenario:other', { unit: 'traffic', rights: [] });
  await put('place', `dataset:${REPORTS.id}`, { unit: 'health', rights: [] });
  const asked = { fields: GRANTED.map((field) => ({ ...field })), purpose: 'bench', basis: 'bench', from: '2020-01-01', until: new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10) };
  const grant = { id: 'g', dataset: REPORTS.id, scenario: 'other', applicantUnit: 'traffic', ownerUnit: 'health', createdBy: 'bench', status: 'in-force', asked, given: asked, events: [] } as unknown as Grant;
  await put(GRANT, 'g', grant);
}

/** The dataset as a query step reads it, on a store that holds the reports. */
export async function openDataSide(store: Store): Promise<DataSide> {
  const app = await createApp({ store, version: 'bench', templatesFolder: 'templates', nodeTypes: builtIns, generate: () => [], log: false, passwords: 'quick' });
  await app.ready();
  const { studio } = app;
  await share(store);
  await Promise.all([studio.places.reload(), studio.sharing.reload()]);

  const planOf = async (id: string): Promise<Plan> => {
    const { plan, diagnostics } = await planScenario(studio, scenarioOf(id), 'refuse');
    if (!plan) throw new Error(JSON.stringify(diagnostics));
    return plan;
  };
  // The other side is handed the question as it is, so that making a scope of it costs as little as can be.
  const names = { no: '', pid: '', cost: 0, [SURROUNDINGS]: feel.context({ now: '2026-11-29T00:00:00Z', zone: 'Asia/Shanghai' }) };
  const ask = (plan: Plan, kind: Kind): Ask => {
    const formula = compileFormula(feel, CONDITIONS[kind], { ...NAMES, row: datasetSchema(REPORTS) }, 'expression', []);
    if (!formula) throw new Error(CONDITIONS[kind]);
    const effect = { kind: 'read', path: 'main/found', round: 1, attempt: 1, key: 'k', node: 'found', nodeType: 'data.query', repeat: 'safe' } as const;
    const run = { id: 'bench-run' } as RunState;
    return async (question) => {
      const book = openDisclosures(studio, () => ({ by: 'bench', scenario: plan.scenario.id, run: 'bench-run' }));
      const { host } = createRunHost(studio, plan, effect, run, book);
      const scope = 'no' in question ? { ...names, no: question.no } : { ...names, pid: question.pid, cost: question.cost };
      const answer = await host.datasets.query({ dataset: 'report', where: lambdaOf(formula, scope), fields: SHOWN, limit: LIMIT });
      const noted = book.recorded();
      if (noted) await noted;
      return answer.rows as unknown as readonly Shown[];
    };
  };
  // Nobody is said to be in the rows of an own dataset here: reading them costs no record, as for the other side.
  const bare = (plan: Plan): Plan => ({ ...plan, datasets: Object.fromEntries(Object.entries(plan.datasets).map(([id, { subject: _subject, ...definition }]) => [id, definition])), scenario: { ...plan.scenario, datasets: { report: { use: REPORTS.id, fields: REPORTS.fields.map((field) => field.id) } } } });
  const [own, other] = [bare(await planOf('own')), await planOf('other')];
  const reads = { tested: new Set(['pid', 'cost']), given: new Set<string>(SHOWN), grouped: false, whole: false };
  return {
    open: { point: ask(own, 'point'), filter: ask(own, 'filter') },
    guarded: { point: ask(other, 'point'), filter: ask(other, 'filter') },
    check: () => void demandReads(studio.sharing, { plan: other, local: 'report', now: studio.now }, reads),
    records: async () => (await store.audit.list({ limit: 1 })).items[0]?.seq ?? 0,
    close: () => app.close(),
  };
}
