import type { Store } from '../../../server/stores/store.ts';
import { sweepRetention, type RetentionBase } from '../../../server/services/retention/carry-out.ts';
import { commit, task } from '../../support/store-builders.ts';

export const DAY = 86_400_000;
export const NOW = Date.parse('2026-11-29T08:00:00Z');
export const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

/** Carries out every rule that is in force, and waits for the end. */
export async function sweep(base: RetentionBase): Promise<void> {
  const works: Promise<unknown>[] = [];
  await sweepRetention(base, (_, work) => void works.push(work()), () => false);
  await Promise.all(works);
}

/** A run of a scenario that ended so many days ago, with a task and a notice. */
export async function endedRun(store: Store, id: string, days: number, scenario = 'visit'): Promise<void> {
  await store.runs.commit(commit(id, 0, 1, { scenario, status: 'completed', startedAt: ago(days + 1), updatedAt: ago(days) }, { tasks: [task(`${id}.t`, { runId: id, scenario, status: 'done', doneBy: 'u:he', doneAt: ago(days) })], notices: [{ id: `${id}.n`, to: 'he', title: 't', body: 'b', at: ago(days), runId: id }] }));
}

export const CARDS = {
  id: 'lab/card', title: '就诊卡', key: ['no'], subject: 'no',
  fields: [{ id: 'no', type: 'string' as const, title: '卡号' }, { id: 'used', type: 'date' as const, title: '最后使用日', optional: true }, { id: 'seen', type: 'date-time' as const, title: '最后就诊', optional: true }],
};
