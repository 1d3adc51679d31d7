import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { RetentionKind, RetentionRule } from '../../api/retention.ts';
import { fail } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { SCENARIO } from '../drafts.ts';
import { ALL_AUDIT, isTooShort } from './audit-rule.ts';

const KIND = 'retention';
/** The one rule about notices. */
export const ALL_NOTICES = 'all';
/** A rule that was mistyped can be taken back so long before anything goes. */
const GRACE_MS = 86_400_000;

export interface KeptRule extends RetentionRule {
  readonly kind: RetentionKind;
  readonly target: string;
  readonly by: string;
  readonly at: string;
  /** Nothing goes before. */
  readonly from: string;
}

export interface RetentionTarget {
  readonly kind: RetentionKind;
  readonly id: string;
}

export const ruleId = ({ kind, id }: RetentionTarget): string => `${kind}:${id}`;

export function listRules(base: Base): Promise<readonly StoredDocument<KeptRule>[]> {
  return base.store.documents.list<KeptRule>(KIND);
}

/** Whether a rule is still as it was read; one taken back and set anew begins at version 1 again, but at another time. */
export async function isInForce(base: Base, { id, version, body }: StoredDocument<KeptRule>): Promise<boolean> {
  const now = await base.store.documents.get<KeptRule>(KIND, id);
  return now?.version === version && now.body.at === body.at;
}

/** The columns rows can be kept by. */
export function datedColumns({ fields }: DatasetDefinition): readonly string[] {
  return fields.filter(({ type }) => type === 'date' || type === 'date-time').map(({ id }) => id);
}

/** @throws SCN_API_NOT_FOUND, SCN_RETENTION_COLUMN */
export async function demandTarget(base: Base, { kind, id }: RetentionTarget, rule?: RetentionRule): Promise<void> {
  if (kind === 'dataset') {
    const definition = await base.store.datasets.get(id);
    if (!definition) throw fail('SCN_API_NOT_FOUND', { what: id });
    const columns = datedColumns(definition);
    if (rule && (rule.column === undefined || !columns.includes(rule.column))) throw fail('SCN_RETENTION_COLUMN', { dataset: id, column: rule.column ?? '', columns: columns.join(', ') });
    return;
  }
  if (kind === 'audit' && rule && isTooShort(base.now(), rule)) throw fail('SCN_RETENTION_AUDIT');
  const isThere = kind === 'audit' ? id === ALL_AUDIT : kind === 'notices' ? id === ALL_NOTICES : (await base.store.documents.get(SCENARIO, id)) !== null;
  if (!isThere) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (rule?.column !== undefined) throw fail('SCN_RETENTION_COLUMN', { dataset: id, column: rule.column, columns: '' });
}

/** Sets a rule, or without one goes back to keeping for ever. @throws SCN_API_NOT_FOUND, SCN_RETENTION_COLUMN, SCN_STORE_CONFLICT */
export async function saveRule(base: Base, target: RetentionTarget, rule: RetentionRule | undefined, { baseVersion, by }: { readonly baseVersion: number; readonly by: string }): Promise<void> {
  await demandTarget(base, target, rule);
  const id = ruleId(target);
  const now = base.now();
  if (rule) {
    const kept: KeptRule = { ...rule, kind: target.kind, target: target.id, by, at: now.toISOString(), from: new Date(now.getTime() + GRACE_MS).toISOString() };
    await base.store.documents.put<KeptRule>(KIND, id, kept, { expectedVersion: baseVersion, by });
    await audit(base, by, 'retention.rule', id, { period: periodText(rule), basis: rule.basis, from: kept.from, ...(rule.column === undefined ? {} : { column: rule.column }) });
    return;
  }
  await base.store.documents.delete(KIND, id, { expectedVersion: baseVersion, by });
  await audit(base, by, 'retention.rule', id, { period: 'for ever' });
}

export const periodText = ({ period }: Pick<RetentionRule, 'period'>): string => `${period.count} ${period.unit}`;
