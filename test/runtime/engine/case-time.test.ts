import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../runtime/host/calendar.ts';
import { runCase } from '../../../runtime/engine/run-case.ts';
import type { Case } from '../../../runtime/schema/case.ts';
import { flow, planOf } from './support/tiny.ts';

const cn: Calendar = { id: 'cn', version: 'cn@1', years: [2026], holidays: new Set(), workdays: new Set() };
const until = [{ on: { kind: 'after', duration: 'P2D', workingDays: 2 }, do: 'escalate', to: ['u:head'] }];
const plan = planOf(flow({ a: ['start.test'], t: ['human.test', { until, clock: { pause: { maxDays: 9 }, extension: { to: ['u:boss'], maxDays: 5, maxTimes: 1 } } }] } as never, 'a t'), { calendars: () => cn });
const play = (answers: Case['answers'], expected: Case['expect']) =>
  runCase(plan, { id: 'c', title: 'c', at: '2026-03-02T09:00:00+08:00', start: {}, ...(answers ? { answers } : {}), expect: expected });

describe('cases in which time is stopped and extended', () => {
  it.each<[string, NonNullable<Case['answers']>, Case['expect']]>([
    ['is due after its working days', [], { due: { t: '2026-03-04T09:00:00+08:00' } }],
    ['[E10.18] is due nowhen while it stands still', [{ node: 't', after: 'PT1H', stop: { reason: '等补正' } }], { due: { t: null } }],
    ['[E10.19] is due later by what stood still', [{ node: 't', after: 'PT1H', stop: { reason: '等补正' } }, { node: 't', after: 'P3D', resume: true }], { status: 'waiting', due: { t: '2026-03-09T09:00:00+08:00' } }],
    ['[E10.20] goes on by itself', [{ node: 't', after: 'PT1H', stop: { reason: '等补正' } }, { node: 't', after: 'P20D' }], { due: { t: '2026-03-17T09:00:00+08:00' } }],
    ['[E10.23] is extended by whoever may', [{ node: 't', after: 'PT1H', extend: { days: 5, reason: '核查' } }, { node: 't', after: 'PT2H', decide: { granted: true, days: 3 } }], { due: { t: '2026-03-09T09:00:00+08:00' } }],
    ['[E10.22] is not decided by whoever asked', [{ node: 't', extend: { days: 5, reason: '核查' }, by: 'boss' }, { node: 't', decide: { granted: true } }], { error: 'SCN_FORM_NOT_ALLOWED', due: { t: '2026-03-04T09:00:00+08:00' } }],
    ['says that nobody asked', [{ node: 't', decide: { granted: true } }], { error: 'SCN_TASK_DONE' }],
  ])('%s', async (_title, answers, expected) => {
    expect((await play(answers, expected)).failures).toEqual([]);
  });
  it('tells when it is due at another time than expected', async () => {
    expect((await play([], { due: { t: null } })).failures).toMatchObject([{ path: '/due/t', expected: null, actual: '2026-03-04T01:00:00.000Z' }]);
  });
});
