import { nodesOf, openTasks } from '../../../runtime/engine/summary.ts';
import { splitPath } from '../../../runtime/engine/path.ts';
import type { RunState } from '../../../runtime/engine/state.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { StuckRun } from '../../api/operate.ts';
import type { RunRecord } from '../../stores/store.ts';
import { listUsers } from '../accounts.ts';
import { tokensOf } from '../people.ts';
import { loadRun } from '../runs.ts';
import type { RunBase } from '../runs.ts';
import { subjectWords } from '../subject-words.ts';
import { nodeTitle } from '../words.ts';

/** A run that moves is left alone for so long. */
const IDLE_MS = 120_000;
/** A timer is looked at once a second; so late, nobody looks. */
const LATE_MS = 120_000;
/** Waiting for an event without a time-out, for so long. */
const EVENT_MS = 7 * 86_400_000;

type StuckKind = 'idle' | 'nobody' | 'late' | 'nothing' | 'event';

interface Found {
  readonly kind: StuckKind;
  readonly at?: string;
}

/** Why a waiting run will not go on by itself; null when it may. @param able tokens of everybody who can log in */
export function stuckAt(state: RunState, able: ReadonlySet<string>, now: number): Found | null {
  const tasks = openTasks(state);
  const orphan = tasks.find(({ task }) => !task.candidates.some((token) => able.has(token)));
  if (orphan) return { kind: 'nobody', at: orphan.path };
  const waiting = nodesOf(state).filter(({ node }) => node.status === 'waiting');
  const entries = waiting.flatMap(({ path, node }) => (node.wait?.until ?? []).flatMap((entry, index) => (node.wait?.fired.includes(index) ? [] : [{ path, entry, since: node.at }])));
  const late = entries.find(({ entry }) => entry.dueAt !== undefined && now - Date.parse(entry.dueAt) > LATE_MS);
  if (late) return { kind: 'late', at: late.path };
  const hasChildren = waiting.some(({ node }) => node.wait?.children !== undefined);
  const leaves = entries.filter(({ entry }) => entry.dueAt !== undefined);
  if (tasks.length > 0 || hasChildren || leaves.length > 0) return null;
  const event = entries.find(({ entry }) => entry.on.kind === 'event');
  if (!event) return waiting[0] ? { kind: 'nothing', at: waiting[0].path } : null;
  return now - Date.parse(event.since) > EVENT_MS ? { kind: 'event', at: event.path } : null;
}

/** Of running and waiting runs, those that will not go on by themselves. */
export async function findStuck(base: RunBase, records: readonly RunRecord[], locale: Locale): Promise<StuckRun[]> {
  const now = base.now().getTime();
  const able = new Set((await listUsers(base)).filter((user) => !user.disabled).flatMap(tokensOf));
  const found: StuckRun[] = [];
  for (const record of records) {
    const isIdle = record.status === 'running' && now - Date.parse(record.updatedAt) > IDLE_MS && !base.locks.isHeld(record.id);
    const stuck: Found | null = record.status === 'running' ? (isIdle ? { kind: 'idle', ...(record.at ? { at: record.at } : {}) } : null) : stuckAt((await loadRun(base, record.id)).state, able, now);
    if (!stuck) continue;
    const live = base.live.get(record.scenario)?.scenario;
    found.push({
      id: record.id, kind: stuck.kind, startedAt: record.startedAt, since: record.updatedAt, ...(record.subject ? { subject: subjectWords(live, record.subject, locale) } : {}),
      ...(stuck.at ? { at: stuck.at, title: live ? nodeTitle(live, record.flow, splitPath(stuck.at).node, locale) : stuck.at } : {}),
    });
  }
  return found;
}
