import type { RunStatus } from '../../../runtime/engine/run-event.ts';
import { MOST_TIMED, noCounts } from '../core/run-tally.ts';
import type { RunUsage, Store } from '../store.ts';
import type { Database } from './database.ts';

interface CountRow {
  readonly scenario: string;
  readonly status: RunStatus;
  readonly day: number;
  readonly count: number;
}

/** Two looks into the index of runs by scenario and start, however many scenarios are asked for. */
export async function readUsage(database: Database, { scenarios, bounds }: Parameters<Store['runs']['usage']>[0]): Promise<ReadonlyMap<string, RunUsage>> {
  const [counted, timed] = await Promise.all([
    database.query<CountRow>({
      name: 'run-usage',
      text: 'SELECT scenario, status, width_bucket(started_at, $2::timestamptz[])::int AS day, count(*)::int AS count FROM run WHERE scenario = ANY($1) AND started_at >= ($2::timestamptz[])[1] GROUP BY 1, 2, 3',
      values: [scenarios, bounds],
    }),
    database.query<{ scenario: string; median: number | null }>({
      name: 'run-median',
      text: `SELECT g.scenario, (SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM n.updated_at - n.started_at)))::numeric * 1000)::float8
          FROM (SELECT status, started_at, updated_at FROM run WHERE scenario = g.scenario AND started_at >= $2::timestamptz ORDER BY started_at DESC, id DESC LIMIT ${MOST_TIMED}) n WHERE n.status = 'completed') AS median
        FROM unnest($1::text[]) AS g (scenario)`,
      values: [scenarios, bounds[0]],
    }),
  ]);
  const usage = new Map(scenarios.map((scenario) => [scenario, { days: bounds.map(() => 0), counts: noCounts() }]));
  for (const { scenario, status, day, count } of counted) {
    const found = usage.get(scenario);
    if (!found) continue;
    found.counts[status] += count;
    found.days[day - 1] = (found.days[day - 1] ?? 0) + count;
  }
  const medians = new Map(timed.map(({ scenario, median }) => [scenario, median]));
  return new Map([...usage].map(([scenario, found]) => {
    const medianMs = medians.get(scenario);
    return [scenario, { ...found, ...(medianMs === null || medianMs === undefined ? {} : { medianMs }) }];
  }));
}
