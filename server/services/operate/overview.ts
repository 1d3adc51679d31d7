import type { RunStatus } from '../../../runtime/engine/run-event.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { Operate } from '../../api/operate.ts';
import type { RunRecord } from '../../stores/store.ts';
import type { RunBase } from '../runs.ts';
import { groupIncidents } from './incidents.ts';
import { findStuck } from './stuck.ts';

const PAGE = 100;
/** Runs looked at of one status. */
const MOST_INCIDENTS = 2000;
const MOST_LIVE = 300;

async function runsWith(base: RunBase, scenario: string, status: RunStatus, most: number): Promise<{ readonly items: readonly RunRecord[]; readonly cut: boolean }> {
  const items: RunRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await base.store.runs.list({ scenario, status, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < most);
  return { items, cut: cursor !== undefined };
}

/** What needs an operator: stopped runs by cause, and runs that will not go on by themselves. */
export async function operateView(base: RunBase, scenario: string, locale: Locale): Promise<Operate> {
  const [stopped, running, waiting] = await Promise.all([runsWith(base, scenario, 'incident', MOST_INCIDENTS), runsWith(base, scenario, 'running', MOST_LIVE), runsWith(base, scenario, 'waiting', MOST_LIVE)]);
  const live = [...running.items, ...waiting.items];
  return {
    incidents: groupIncidents(base, scenario, stopped.items, locale),
    stuck: await findStuck(base, live, locale),
    looked: stopped.items.length + live.length,
    cut: stopped.cut || running.cut || waiting.cut,
  };
}
