import type { PortalApp } from '../../../server/api/portal.ts';
import { describe, expect, it } from 'vitest';
import { labelStep, lineRuns, niceTop, textWidth } from '../../../builder/src/portal/board/chart-scale.ts';
import { readAll } from '../../../builder/src/portal/client/portal-api.ts';
import { createKeyHolder } from '../../../builder/src/portal/form/client-key.ts';
import { firstEntries } from '../../../builder/src/portal/form/entry.ts';
import { newerDraft } from '../../../builder/src/portal/form/local-drafts.ts';
import { formatDay, formatMoment } from '../../../builder/src/portal/format/dates.ts';
import { searchApps } from '../../../builder/src/portal/home/search-apps.ts';
import { ofTopic, topicsOf } from '../../../builder/src/portal/home/topics.ts';
import { dueGroup } from '../../../builder/src/portal/inbox/group-by-due.ts';
import { leaseOf } from '../../../builder/src/portal/inbox/lease.ts';
import { nextDelay } from '../../../builder/src/portal/run/use-live-run.ts';
import { dueWords } from '../../../builder/src/portal/task/due-words.ts';
import { fakeApps } from '../../support/fake-portal/runs.ts';

const NOW = '2022-01-20T02:00:00Z';

describe('deadlines', () => {
  it.each([
    [undefined, 'none'], ['2022-01-20T01:59:00Z', 'late'], ['2022-01-20T15:59:00Z', 'today'], ['2022-01-20T16:00:00Z', 'soon'], ['2022-01-23T10:00:00Z', 'soon'], ['2022-01-24T10:00:00Z', 'later'],
  ])('%s is %s', (due, group) => {
    expect(dueGroup(due, NOW)).toBe(group);
  });
  it('where the server says the third working day ends, soon ends there', () => {
    const bounds = { todayEnd: '2022-01-20T16:00:00Z', soonEnd: '2022-01-25T16:00:00Z' };
    expect(['2022-01-20T15:59:00Z', '2022-01-25T15:00:00Z', '2022-01-25T16:00:00Z'].map((due) => dueGroup(due, NOW, bounds))).toEqual(['today', 'soon', 'later']);
  });
  it('a day is said with its weekday, and the year only when it is another', () => {
    expect([formatDay('2022-01-20', 'zh-CN', NOW), formatDay('2021-01-20', 'zh-CN', NOW), formatDay('2022-01-20', 'en', NOW)]).toEqual(['1月20日（周四）', '2021年1月20日（周三）', 'Thu 20 Jan']);
  });
  it('a moment is told in the country\'s time', () => {
    expect(formatMoment('2022-01-20T23:30:00Z', 'zh-CN', NOW)).toBe('1月21日 07:30');
  });
});

describe('how long is left', () => {
  const at = (dueAt: string, workingDaysLeft: number, now: string, locale: 'zh-CN' | 'en' = 'zh-CN') => dueWords({ dueAt, workingDaysLeft }, locale, now).short;
  it('a deadline on a Sunday is today on that Sunday, and before it only days off are left', () => {
    expect(at('2022-01-23T10:00:00Z', 0, '2022-01-23T02:00:00Z')).toBe('今天截止');
    expect([at('2022-01-23T10:00:00Z', 0, '2022-01-22T02:00:00Z'), at('2022-01-23T10:00:00Z', 0, '2022-01-21T02:00:00Z', 'en')]).toEqual(['截止前都是休息日', 'only days off before it is due']);
  });
  it('never counts to nought', () => {
    for (const left of [-3, -1, 0, 1, 3]) for (const locale of ['zh-CN', 'en'] as const) expect(at(left < 0 ? '2022-01-18T10:00:00Z' : '2022-01-25T10:00:00Z', left, NOW, locale)).not.toMatch(/\b0\b|\s0\s|-/);
    expect([at('2022-01-21T10:00:00Z', 1, NOW), at('2022-01-20T01:00:00Z', 0, NOW)]).toEqual(['还有 1 个工作日', '已超期']);
  });
});

describe('lists', () => {
  it('a query without a hit gives the three nearest names', () => {
    const { apps, exact } = searchApps(fakeApps(false), '电瓶车上牌');
    expect([exact, apps.length, apps[0]?.id]).toEqual([false, 3, 'ebike']);
  });
  it('a query finds words of the purpose', () => {
    expect(searchApps(fakeApps(false), '包装').apps.map(({ id }) => id)).toEqual(['coldchain']);
  });
  it('a list is read to its end', async () => {
    const pages: Record<string, { items: number[]; next?: string }> = { '': { items: [1], next: 'b' }, b: { items: [2] } };
    expect(await readAll((cursor) => Promise.resolve(pages[cursor ?? ''] ?? { items: [] }))).toEqual({ items: [1, 2] });
  });
  it('an own or expired lease holds nobody up', () => {
    const task = { id: 'T', runId: 'r', app: 'a', appTitle: '', title: '', createdAt: NOW, status: 'open', claimedBy: 'u', claimedByName: '章敏', claimedUntil: '2022-01-20T02:05:30Z' };
    const at = Date.parse(NOW);
    expect([leaseOf(task, 'me', at), leaseOf(task, 'u', at), leaseOf(task, 'me', at + 600_000)]).toEqual([{ name: '章敏', minutes: 6 }, undefined, undefined]);
  });
});

describe('nothing is lost', () => {
  it('the same values keep their key, other values and a spent key get a new one', () => {
    let count = 0;
    const keys = createKeyHolder(() => `k${(count += 1)}`);
    const said = [keys.keyFor({ a: 1 }), keys.keyFor({ a: 1 }), keys.keyFor({ a: 2 })];
    keys.spent();
    expect([...said, keys.keyFor({ a: 2 })]).toEqual(['k1', 'k1', 'k2', 'k3']);
  });
  it('a key outlives its page for the same values, until it is spent', () => {
    let kept: { key: string; values: string } | undefined;
    let count = 0;
    const shelf = { read: () => kept, write: (held: typeof kept) => { kept = held; }, drop: () => { kept = undefined; } };
    const open = () => createKeyHolder(() => `k${(count += 1)}`, shelf);
    const said = [open().keyFor({ a: 1 }), open().keyFor({ a: 1 }), open().keyFor({ a: 2 })];
    open().spent();
    expect([...said, open().keyFor({ a: 2 })]).toEqual(['k1', 'k1', 'k2', 'k3']);
  });
  it('the newer draft wins', () => {
    const [older, newer] = [{ values: {}, savedAt: '2022-01-20T01:00:00Z' }, { values: {}, savedAt: '2022-01-20T02:00:00Z' }];
    expect([newerDraft(older, newer), newerDraft(newer, older), newerDraft(undefined, older)]).toEqual([newer, newer, older]);
  });
  it('a draft entry of another shape gives way to the default', () => {
    expect(firstEntries([{ id: 'd', type: 'date', title: '', optional: false }], { d: '2022' })).toEqual({ d: { y: '', m: '', d: '' } });
  });
});

describe('looking again and drawing', () => {
  it('the pause between looks grows to 30 s', () => {
    expect([1, 2, 3, 20].map(nextDelay)).toEqual([2000, 3000, 4500, 30_000]);
  });
  it.each([[0, 1], [412, 500], [7600, 10_000], [0.87, 1]])('an axis for %d ends on %d', (value, top) => {
    expect(niceTop(value)).toBe(top);
  });
  it('labels of an axis keep apart, on a phone and on a desk', () => {
    const months = Array.from({ length: 24 }, (_, index) => `2024年${index + 1}月`);
    const step = (width: number) => labelStep(months.length, width, textWidth(months));
    expect([step(300), step(900), labelStep(6, 300, textWidth(['10月'])), labelStep(0, 300, 10), labelStep(9, 0, 10)]).toEqual([8, 3, 1, 1, 9]);
  });
  it('a line is broken where a value is hidden', () => {
    expect(lineRuns([1, null, 2, 3])).toEqual([[{ index: 0, value: 1 }], [{ index: 2, value: 2 }, { index: 3, value: 3 }]]);
  });
});

describe('kinds of apps', () => {
  const app = (id: string, ...tags: readonly string[]): PortalApp => ({ id, title: id, purpose: '', synthetic: true, release: `${id}@1`, canStart: true, pages: [], tags: [...tags] });
  const apps = [app('a', '社区', 'all'), app('b', '社区', '出行', 'all'), app('c', '出行', '社区', 'all'), app('d', '办企业', 'all'), app('e', '办企业', 'all'), app('f', 'all'), app('g', '一个', 'all')];
  it('are the tags that several apps share, those of most apps first; not what all are', () => expect(topicsOf(apps)).toEqual(['社区', '出行', '办企业']));
  it('are not asked of a list that is seen at a glance', () => expect(topicsOf(apps.slice(0, 6))).toEqual([]));
  it('narrow the list down, in its order', () => expect([ofTopic(apps, '出行'), ofTopic(apps, undefined).length].map((found) => (Array.isArray(found) ? found.map(({ id }) => id) : found))).toEqual([['b', 'c'], 7]));
});
