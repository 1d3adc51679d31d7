import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RunBase } from './runs.ts';

export interface Metrics {
  /** One answered request. */
  readonly answered: (route: string, method: string, status: number, seconds: number) => void;
  /** Everything as Prometheus reads it. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
  readonly stop: () => void;
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NANO = 1e9;
/** Answers that are put into their buckets at once: one at a time, each of them would find that code cold. */
const AT_ONCE = 512;

interface Answered {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Labels are names of scenarios, states, kinds and routes: nothing of a person, and no more of them than there are of these. */
export function createMetrics(base: RunBase, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => new Gauge({ name: `scenario_${name}`, help, labelNames, registers });
  const http = new Histogram({ name: 'scenario_http_request_seconds', help: 'Time to answer, by route, method and class of status', labelNames: ['route', 'method', 'status'] as const, buckets: SECONDS, registers });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => new Counter({ name: `scenario_${name}`, help, labelNames, registers });
  const started = counter('runs_started_total', 'Runs this process began', 'scenario');
  const ended = counter('runs_ended_total', 'Runs this process ended', 'scenario', 'status');
  const refused = counter('webhooks_refused_total', 'Webhooks refused before they were read', 'reason');
  const failed = counter('delivery_failures_total', 'Tries of deliveries that failed', 'kind');
  const tasks = gauge('tasks_open', 'Open tasks');
  const overdue = gauge('tasks_overdue', 'Open tasks past their deadline');
  const incidents = gauge('incidents_open', 'Runs that stopped at an error', 'scenario');
  const timers = gauge('timers_lag_seconds', 'How long the earliest due timer has waited');
  const outbox = gauge('outbox_entries', 'Writes that have begun outside and are not known to be done');
  const outboxLag = gauge('outbox_lag_seconds', 'Since when the oldest of them has');
  const deliveries = gauge('deliveries', 'Deliveries that wait or failed', 'status');
  const deliveryLag = gauge('deliveries_lag_seconds', 'How long the earliest due delivery has waited');
  const bytes = gauge('store_bytes', 'Size of the store');
  const rows = gauge('store_rows', 'Rows of all datasets');
  const up = gauge('store_up', '1 while the store answers');
  const loop = gauge('event_loop_delay_seconds', 'Delay of the event loop since the last look', 'quantile');
  gauge('info', 'Version of the server', 'version').set({ version }, 1);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const since = (at: string | undefined): number => (at === undefined ? 0 : Math.max(0, (base.now().getTime() - Date.parse(at)) / 1000));
  const readCounts = () => {
    for (const one of [started, ended, refused, failed]) one.reset();
    for (const [scenario, count] of base.runCounts.started()) started.inc({ scenario }, count);
    for (const [key, count] of base.runCounts.ended()) {
      const [scenario = '', status = ''] = key.split('\n');
      ended.inc({ scenario, status }, count);
    }
    const { refused: refusals, failed: failures } = base.triggerCounts.all();
    for (const [reason, count] of refusals) refused.inc({ reason }, count);
    for (const [kind, count] of failures) failed.inc({ kind }, count);
    for (const quantile of [50, 99]) loop.set({ quantile: String(quantile / 100) }, delay.percentile(quantile) / NANO);
    loop.set({ quantile: '1' }, delay.max / NANO);
    delay.reset();
  };
  const readStore = async () => {
    const [backlog, waiting, status] = await Promise.all([base.store.backlog(base.now().toISOString()), base.store.deliveries.counts(), base.store.status()]);
    tasks.set(backlog.openTasks);
    overdue.set(backlog.overdueTasks);
    incidents.reset();
    for (const [scenario, count] of Object.entries(backlog.incidents)) incidents.set({ scenario }, count);
    timers.set(since(backlog.oldestTimer));
    outbox.set(backlog.outbox);
    outboxLag.set(since(backlog.oldestOutbox));
    deliveries.set({ status: 'waiting' }, waiting.waiting);
    deliveries.set({ status: 'failed' }, waiting.failed);
    deliveryLag.set(since(waiting.oldestDue));
    bytes.set(status.bytes);
    rows.set(status.rows);
  };
  let answers: Answered[] = [];
  const observe = () => {
    const all = answers;
    answers = [];
    for (const { route, method, status, seconds } of all) http.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds);
  };
  return {
    answered: (route, method, status, seconds) => {
      if (answers.push({ route, method, status, seconds }) >= AT_ONCE) observe();
    },
    text: async () => {
      observe();
      readCounts();
      // A store that does not answer is a fact to be told, not a reason to tell nothing.
      up.set(await readStore().then(() => 1, () => 0));
      return { type: registry.contentType, body: await registry.metrics() };
    },
    stop: () => delay.disable(),
  };
}
