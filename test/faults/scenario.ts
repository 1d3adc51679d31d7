import type { JsonObject } from '../../runtime/schema/json.ts';

/** What becomes of a run, by the number it is started with: the checker and the load both know it, the product does not. */
export type Lot = 'decided' | 'late' | 'poisoned' | 'patient';

/** Most are decided by a person; some are left to their deadline, some meet a service that always fails, some wait for hours. */
export function lotOf(n: number): Lot {
  const rest = n % 20;
  if (rest === 3) return 'late';
  if (rest === 7) return 'poisoned';
  return rest === 11 ? 'patient' : 'decided';
}

/** How long the `patient` wait: longer than any run of the faults takes. */
export const PATIENCE_HOURS = 6;
export const LATE_SECONDS = 3;

const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const route = { type: 'flow.switch', title: 'Route', config: { cases: [{ port: 'patient', when: 'modulo(ask.n, 20) = 11' }], else: 'usual' } };
const decide = {
  type: 'human.form', title: 'Decide',
  config: { assign: { user: 'run.starter' }, mode: 'inline', fields: [], outcomes: [{ port: 'yes', title: 'Yes' }, { port: 'no', title: 'No' }], until: [{ after: `if modulo(ask.n, 20) = 3 then "PT${LATE_SECONDS}S" else "PT${PATIENCE_HOURS}H"`, port: 'late' }] },
};
const patient = { type: 'flow.wait', title: 'Patient', config: { until: [{ after: `"PT${PATIENCE_HOURS}H"`, port: 'over' }] } };
const pause = { type: 'flow.wait', title: 'Pause', config: { until: [{ after: '"PT1S"', port: 'over' }] } };
const call = {
  type: 'data.http', title: 'Call', retry: { max: 12, firstMs: 200, maxMs: 2000 },
  config: { connection: 'api', method: 'POST', path: '"/effect"', body: '{n: ask.n}', timeout: 5000, result: { got: 'response.body.n' } },
};
const poison = { type: 'data.http', title: 'Poison', config: { connection: 'api', method: 'POST', path: '"/poison"', body: '{n: ask.n}', timeout: 5000 } };
const fork = { type: 'flow.switch', title: 'Fork', config: { cases: [{ port: 'poisoned', when: 'modulo(ask.n, 20) = 7' }], else: 'usual' } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };

/** A form, a person, a timer, a write at a service, a row. `version` is written into the row: a run keeps the release it began with. */
export function workScenario(version: number): JsonObject {
  const save = { type: 'data.insert', title: 'Save', config: { dataset: 'done', values: { n: 'ask.n', choice: 'if decide.outcome = null then "late" else decide.outcome', version: String(version), got: 'call.got' } } };
  return {
    format: 1, id: 'fault-work', title: 'Work', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {},
    connections: { api: { use: 'api' } },
    datasets: { done: { own: { title: 'Done', fields: [{ id: 'n', type: 'integer' }, { id: 'choice', type: 'string', optional: true }, { id: 'version', type: 'integer' }, { id: 'got', type: 'integer', optional: true }] } } },
    flows: {
      main: {
        nodes: { ask, route, patient, decide, pause, fork, poison, call, save, end },
        edges: {
          e1: ['ask.out', 'route'], e2: ['route.patient', 'patient'], e3: ['route.usual', 'decide'], e4: ['decide.yes', 'pause'], e5: ['decide.no', 'pause'], e6: ['decide.late', 'pause'],
          e7: ['pause.over', 'fork'], e8: ['fork.poisoned', 'poison'], e9: ['fork.usual', 'call'], e10: ['call.out', 'save'], e11: ['save.out', 'end'], e12: ['patient.over', 'end'], e13: ['poison.out', 'end'],
        },
      },
    },
  };
}
