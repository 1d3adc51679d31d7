import type { RetentionPreview, RetentionRule } from '../../api/retention.ts';
import type { Base } from '../context.ts';
import { readCut } from '../audit-cut.ts';
import { auditReach, type AuditRuleBase } from './audit-rule.ts';
import { rowsBefore } from './carry-out.ts';
import { heldNow } from './holds.ts';
import { before } from './period.ts';
import { demandTarget, type RetentionTarget } from './rules.ts';

const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'expired']);

async function ofRuns(base: Base, scenario: string, cut: string): Promise<RetentionPreview> {
  let held = 0;
  for (const { kind, id } of (await heldNow(base)).values()) {
    const run = kind === 'run' ? await base.store.runs.get(id) : null;
    if (run?.scenario === scenario && ENDED.has(run.status) && run.updatedAt < cut) held += 1;
  }
  return { before: cut, count: await base.store.runs.countEnded({ scenario, before: cut }), held };
}

async function ofRows(base: Base, dataset: string, column: string, cut: string): Promise<RetentionPreview> {
  const type = (await base.store.datasets.get(dataset))?.fields.find(({ id }) => id === column)?.type;
  const filter = rowsBefore(type, column, cut);
  const count = (await base.store.datasets.query(dataset, { filter, limit: 1 })).count;
  const undated = (await base.store.datasets.query(dataset, { filter: { all: [{ field: column, op: 'null' }] }, limit: 1 })).count;
  const limit = type === 'date' ? cut.slice(0, 10) : cut;
  let held = 0;
  for (const hold of (await heldNow(base)).values()) {
    const value = hold.kind === 'row' && hold.dataset === dataset ? (await base.store.datasets.row(dataset, hold.id))?.data[column] : undefined;
    if (typeof value === 'string' && (type === 'date' ? value < limit : Date.parse(value) < Date.parse(limit))) held += 1;
  }
  return { before: limit, count, held, undated };
}

/** What a rule would remove if it were in force now. @throws SCN_API_NOT_FOUND, SCN_RETENTION_COLUMN */
export async function previewRule(base: AuditRuleBase, target: RetentionTarget, rule: RetentionRule): Promise<RetentionPreview> {
  await demandTarget(base, target, rule);
  const cut = before(base.now(), rule.period);
  if (target.kind === 'scenario') return ofRuns(base, target.id, cut);
  if (target.kind === 'dataset') return ofRows(base, target.id, rule.column ?? '', cut);
  if (target.kind === 'audit') {
    const { to, held } = await auditReach(base, rule);
    return { before: cut, count: to + held - ((await readCut(base))?.seq ?? 0), held };
  }
  return { before: cut, count: (await base.store.notices.before(cut, 0)).count, held: 0 };
}
