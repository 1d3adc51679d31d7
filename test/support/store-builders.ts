import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { DeliveryRecord, RunCommit, RunRecord, TaskRecord } from '../../server/stores/store.ts';

export const AT = '2026-11-24T08:00:00Z';

export function minute(n: number): string {
  return new Date(Date.parse(AT) + n * 60_000).toISOString();
}

export function run(id: string, facts: Partial<RunRecord> = {}): RunRecord {
  return { id, scenario: 'exam', release: '1', flow: 'main', status: 'waiting', seq: 1, starter: 'u:li', startedAt: AT, updatedAt: AT, ...facts };
}

export function event(seq: number, path = 'n'): RunEvent {
  return { seq, at: AT, type: 'node.completed', path, round: 0, ports: ['out'], output: { seq } };
}

/** A commit of `count` events after `expectedSeq`. */
export function commit(id: string, expectedSeq: number, count = 1, facts: Partial<RunRecord> = {}, rest: Partial<RunCommit> = {}): RunCommit {
  const events = Array.from({ length: count }, (_, i) => event(expectedSeq + 1 + i));
  return { run: run(id, { ...facts, seq: expectedSeq + count }), expectedSeq, events, ...rest };
}

export function task(id: string, facts: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id, runId: 'r1', scenario: 'exam', release: '1', path: 'review', round: 0, title: 'Review', candidates: ['r:doctor'], starter: 'u:li',
    status: 'open', mode: 'task', createdAt: AT, ...facts,
  };
}

export function delivery(id: string, facts: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return { id, kind: 'run', status: 'waiting', scenario: 'exam', source: 'main/start', at: AT, dueAt: AT, attempts: 0, payload: {}, ...facts };
}

/** Institutions: key `inst_id`, unique licence number, index on city. */
export const INSTITUTIONS: DatasetDefinition = {
  id: 'health/institution',
  title: 'Institutions',
  fields: [
    { id: 'inst_id', type: 'string' },
    { id: 'licence', type: 'string', optional: true },
    { id: 'city', type: 'string' },
    { id: 'beds', type: 'integer', optional: true },
    { id: 'price', type: 'decimal', optional: true },
  ],
  key: ['inst_id'],
  unique: [['licence']],
  index: [['city']],
};
