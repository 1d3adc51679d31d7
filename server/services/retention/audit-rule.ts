import type { RetentionRule } from '../../api/retention.ts';
import { lastBefore } from '../audit-cut.ts';
import type { Base } from '../context.ts';
import type { SubjectMark } from '../subjects.ts';
import { heldNow } from './holds.ts';
import { before } from './period.ts';

/** The one rule about the record of who did and read what. */
export const ALL_AUDIT = 'all';
/** Logs are kept for six months at least: 网络安全法第二十一条. */
const LEAST = { count: 6, unit: 'month' } as const;

export interface AuditRuleBase extends Base {
  readonly markSubject: SubjectMark;
}

export const isTooShort = (now: Date, { period }: RetentionRule): boolean => before(now, period) > before(now, LEAST);

/** The oldest entry about a mark. */
async function oldestOf(base: Base, subject: string): Promise<string | undefined> {
  let oldest: string | undefined;
  let cursor: string | undefined;
  do {
    const page = await base.store.audit.list({ subject, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    oldest = page.items.at(-1)?.at ?? oldest;
    cursor = page.next;
  } while (cursor !== undefined);
  return oldest;
}

/** From when on what is on hold may be on record: a matter from its beginning, a row about somebody from the oldest entry about them, another row always. */
async function heldFrom(base: AuditRuleBase): Promise<string | undefined> {
  const moments: string[] = [];
  for (const hold of (await heldNow(base)).values()) {
    if (hold.kind === 'run') {
      moments.push((await base.store.runs.get(hold.id))?.startedAt ?? '');
      continue;
    }
    const definition = hold.dataset === undefined ? null : await base.store.datasets.get(hold.dataset);
    const value = definition?.subject === undefined ? undefined : (await base.store.datasets.row(definition.id, hold.id))?.data[definition.subject];
    moments.push(value === undefined || value === null ? '' : ((await oldestOf(base, base.markSubject(value))) ?? hold.at));
  }
  return moments.sort()[0];
}

/** Up to which entry the record may go, and how many more would without holds. The record is a chain, so it is only ever cut at its beginning. */
export async function auditReach(base: AuditRuleBase, rule: RetentionRule): Promise<{ readonly cut: string; readonly to: number; readonly held: number }> {
  const cut = before(base.now(), rule.period);
  const hold = await heldFrom(base);
  const all = await lastBefore(base, cut);
  if (hold === undefined || hold >= cut) return { cut, to: all, held: 0 };
  const to = await lastBefore(base, hold);
  return { cut, to, held: all - to };
}
