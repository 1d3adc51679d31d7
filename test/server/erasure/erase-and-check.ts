import { expect } from 'vitest';
import { erasePerson } from '../../../server/services/erasure/erase-person.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import type { Store } from '../../../server/stores/store.ts';
import { CANARY, leaveTraces, WORDS } from './support.ts';

export async function dumped(store: Store): Promise<string> {
  const lines: string[] = [];
  for await (const entry of store.archive.dump()) lines.push(JSON.stringify(entry));
  return lines.join('\n');
}

/** Leaves traces of a person in one store, erases them into the other, and looks at what is left. */
export async function eraseAndCheck(from: Store, to: Store): Promise<void> {
  const { about, list, mark } = await leaveTraces(from);
  const entries = (await verifyAudit(from, [])).entries;
  await erasePerson(from, to, { subject: CANARY.pid, mark, reason: '本人要求', by: '数据处', at: '2026-11-29T00:00:00Z' });
  const left = await dumped(to);
  expect(WORDS.filter((word) => left.includes(word))).toEqual([]);
  // Others keep what is theirs, and the run that met the person goes on telling its story.
  expect(left).toContain('李四');
  expect([await to.runs.get(about), (await to.runs.get(list))?.status]).toEqual([null, 'completed']);
  expect(await verifyAudit(to, [])).toEqual({ entries: entries + 1, anchors: 0, removed: 0, faults: [] });
  const read = (await to.audit.list({ subject: mark, limit: 50 })).items;
  expect(read[0]).toMatchObject({ action: 'person.erase', by: '数据处', target: mark, details: { reason: '本人要求', rows: { 'health/patient': 1 }, runs: 1, redacted: 1 } });
  expect(Object.keys(read[0]?.details?.['digests'] ?? {})).toEqual([about]);
  expect(read.filter(({ action }) => action === 'data.disclose').map(({ details }) => details?.['run'])).toEqual(expect.arrayContaining([about, list]));
}
