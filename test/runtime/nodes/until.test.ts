import { describe, expect, it } from 'vitest';
import { humanApproval } from '../../../runtime/nodes/built-in/human/approval.ts';
import { humanForm } from '../../../runtime/nodes/built-in/human/form.ts';
import { clockSpec } from '../../../runtime/nodes/task-clock.ts';
import { untilSpecs } from '../../../runtime/nodes/until.ts';
import { env } from './node-kit.ts';

const form = { assign: { role: 'desk' }, fields: [{ id: 'note', type: 'string' as const, optional: true }], outcomes: [{ port: 'done' }] };
const codes = (until: object[], clock?: object) => (humanForm.check?.({ ...form, until, ...(clock ? { clock } : {}) } as never, env()) ?? []).map((found) => [found.code, found.place.path]);

describe('problems of deadlines', () => {
  it.each([
    ['nobody to escalate to', [{ workingDays: '3', do: 'escalate' }], 'SCN_NODE_DUE_NOBODY', '/until/0'],
    ['nobody to reassign to on an event', [{ event: 'x', do: 'reassign' }], 'SCN_NODE_DUE_NOBODY', '/until/0'],
    ['counted from a deadline that is not there', [{ workingDays: '1', due: 'before', do: 'remind' }], 'SCN_NODE_DUE_MISSING', '/until/0/due'],
    ['two deadlines', [{ workingDays: '3', due: 'this', do: 'mark' }, { workingDays: '5', due: 'this', do: 'mark' }], 'SCN_NODE_DUE_TWICE', '/until/1/due'],
    ['no time at all', [{ workingDays: '0', do: 'mark' }], 'SCN_NODE_DUE_AMOUNT', '/until/0/workingDays'],
    ['less than no time', [{ workingHours: '-2', do: 'mark' }], 'SCN_NODE_DUE_AMOUNT', '/until/0/workingHours'],
    ['a reminder after the deadline', [{ workingDays: '7', do: 'remind' }, { workingDays: '5', do: 'mark' }], 'SCN_NODE_DUE_ORDER', '/until/0/workingDays'],
    ['a reminder before the beginning', [{ workingDays: '5', do: 'remind', due: 'before' }, { workingDays: '5', do: 'mark' }], 'SCN_NODE_DUE_ORDER', '/until/0/workingDays'],
    ['answers without an outcome', [{ workingDays: '5', port: 'late', values: { note: '"x"' } }], 'SCN_NODE_DUE_VALUES', '/until/0/values'],
    ['answers to no question', [{ workingDays: '5', port: 'done', values: { gone: '1' } }], 'SCN_NODE_DUE_VALUES', '/until/0/values/gone'],
  ])('%s', (_name, until, code, path) => {
    expect(codes(until)).toEqual([[code, path]]);
  });
  it('nothing to stop or extend', () => {
    expect(codes([], { pause: {} })).toEqual([['SCN_NODE_DUE_NONE', '/clock/pause']]);
    expect(codes([{ workingDays: '5', do: 'mark' }], { pause: {} })).toEqual([]);
  });
  it('what makes sense has none', () => {
    expect(codes([{ workingDays: '5', do: 'remind' }, { workingDays: '7', do: 'escalate', to: { role: 'boss' } }, { workingDays: '2', due: 'after', do: 'escalate', to: { role: 'head' }, title: '二级督办' }, { workingDays: 'param.days', port: 'done', values: { note: '"自动办结"' } }])).toEqual([]);
    expect(humanApproval.check?.({ assign: { role: 'boss' }, until: [{ after: 'duration("P1D")', port: 'approve', values: { comment: '"逾期默认同意"' } }] }, env())).toEqual([]);
  });
});

describe('deadlines as the engine gets them', () => {
  it('keeps relation, level, grounds and answers', () => {
    expect(untilSpecs([{ workingHours: 4, due: 'after', do: 'escalate', to: { role: 'boss' }, title: '一级督办', basis: ['law'], since: '2026-03-02T09:00:00+08:00' }, { at: '2026-03-05', port: 'done', values: { note: 'x' } }])).toEqual([
      { on: { kind: 'after', duration: 'PT4H', workingHours: 4 }, due: 'after', do: 'escalate', to: ['r:boss'], title: '一级督办', basis: ['law'], since: '2026-03-02T09:00:00+08:00' },
      { on: { kind: 'at', at: '2026-03-05' }, do: 'leave', port: 'done', values: { note: 'x' } },
    ]);
  });
  it('leaves out what is counted from a moment nobody knows', () => {
    expect(untilSpecs([{ workingDays: 4, since: null, do: 'mark' }])).toEqual([]);
  });
  it('an extension nobody was found for is kept, and said when somebody asks', () => {
    expect(clockSpec({ extension: { by: { user: 'null' }, maxDays: 5 } }, { extension: { by: { user: null }, maxDays: 5 } })).toEqual({ clock: { extension: { to: [], maxDays: 5, maxTimes: 1 } } });
    expect(clockSpec(undefined, undefined)).toEqual({});
  });
});
