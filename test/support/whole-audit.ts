import type { AuditEntry, Store } from '../../server/stores/store.ts';

/** Every entry of the audit, oldest first, read page by page as its users do. */
export async function wholeAudit(store: Store): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.audit.list({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    entries.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return entries.reverse();
  }
}
