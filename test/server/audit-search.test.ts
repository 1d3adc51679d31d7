import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditItem } from '../../server/api/data.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';

let now = new Date('2026-03-01T02:00:00Z');
let studio: TestStudio;
let auditor: Person;
beforeAll(async () => {
  studio = await createTestStudio({ now: () => now });
  await studio.member('audrey', { spaces: [{ unit: 'home', role: 'auditor' }] });
  const { audit } = studio.app.studio.store;
  for (let day = 1; day <= 28; day += 1) {
    // 17:30Z is the next day in China.
    for (let n = 0; n < 40; n += 1) await audit.append({ by: n % 2 === 0 ? studio.designer.id : studio.user.id, action: n % 10 === 0 ? 'dataset.read' : 'scenario.save', target: n % 10 === 0 ? 'health/person' : `s-${n}`, at: `2026-04-${String(day).padStart(2, '0')}T${n < 30 ? '01:00' : '17:30'}:00.000Z`, details: { rows: n } });
  }
  now = new Date('2026-05-01T02:00:00Z');
  auditor = await studio.login('audrey');
}, 60_000);
afterAll(() => studio.close());

interface Page { readonly items: readonly AuditItem[]; readonly next?: string }

async function all(query: Readonly<Record<string, string>>): Promise<readonly AuditItem[]> {
  const found: AuditItem[] = [];
  for (let cursor = ''; ; ) {
    const page = (await auditor.send<Page>('GET', `/api/audit?${new URLSearchParams({ ...query, limit: '50', ...(cursor === '' ? {} : { cursor }) }).toString()}`)).body;
    found.push(...page.items);
    if (page.next === undefined) return found;
    cursor = page.next;
  }
}

describe('the audit', () => {
  it('is searched through all its pages, by who, what, about what and when', async () => {
    expect((await all({ person: '设计员', action: 'dataset_read', from: '2026-04-01' })).length).toBe(28 * 4);
    expect((await all({ person: '何医师', action: 'dataset.read', from: '2026-04-01' })).length).toBe(0);
    expect((await all({ about: 'HEALTH/per' })).length).toBe(28 * 4);
    expect((await all({ about: 's-3' })).every(({ target }) => /^s-3\d?$/.test(target))).toBe(true);
    const seqs = (await all({ from: '2026-04-01', until: '2026-04-29' })).map(({ seq }) => seq);
    expect([seqs.length, new Set(seqs).size, [...seqs].sort((a, b) => b - a)]).toEqual([28 * 40, 28 * 40, seqs]);
  });

  it('counts days as the house does', async () => {
    const days = await all({ from: '2026-04-10', until: '2026-04-10' });
    expect([days.length, days.filter(({ at }) => at.startsWith('2026-04-09')).length, days.filter(({ at }) => at.startsWith('2026-04-10')).length]).toEqual([40, 10, 30]);
    expect((await auditor.send('GET', '/api/audit?from=yesterday')).status).toBe(400);
  });

  it('is taken away as a file, which is on record before it leaves', async () => {
    const file = await auditor.send<string>('GET', '/api/audit/export?about=health/person&from=2026-04-10&until=2026-04-10');
    const lines = file.body.trim().split('\r\n');
    expect([file.status, lines.length, lines[1]]).toEqual([200, 5, expect.stringContaining('2026-04-10') as string]);
    expect(lines[1]).toContain('+08:00');
    expect((await all({ action: 'audit.export' }))[0]).toMatchObject({ by: auditor.id, details: { about: 'health/person', from: '2026-04-10' } });
    expect((await (await studio.login('he')).send('GET', '/api/audit/export')).status).toBe(403);
  });
});
