import { describe, expect, it } from 'vitest';
import { humanApproval } from '../../../runtime/nodes/built-in/human/approval.ts';
import { humanForm } from '../../../runtime/nodes/built-in/human/form.ts';
import type { WaitAnswer } from '../../../runtime/nodes/define-node.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { beginNode, completeNode, NOW, refusal, STARTER } from './run-kit.ts';

const decide = {
  assign: { user: 'run.starter' },
  mode: 'inline',
  show: ['judged.best'],
  fields: [
    { id: 'viewed', type: 'boolean', optional: true, widget: 'open', of: 'judged.best.ref' },
    { id: 'reason', type: 'integer', optional: true, options: { list: 'reasons' }, default: 'judged.best.reason' },
    { id: 'told', type: 'boolean', optional: true },
  ],
  outcomes: [
    { port: 'recognise', preselect: 'judged.best.rule = "R7"', require: 'viewed' },
    { port: 'refuse', require: 'reason != null and told and (judged.best.rule = "R6" or viewed)' },
  ],
  until: [{ after: 'limit', port: 'ignored' }, { event: 'order.sent', key: 'order.id', port: 'ignored' }],
};
const values = { judged: { best: { rule: 'R7', reason: null, ref: 'report/1' } }, limit: 'PT4H', order: { id: 'o1' } };
const answer = (port: string, data: JsonObject, by = 'he'): WaitAnswer => ({ kind: 'task', port, data, by: { id: by }, at: NOW });

describe('human.form', () => {
  it('begins a task with candidates, first values, what to show, preselection and deadlines', () => {
    expect(beginNode(humanForm, decide, { values })).toEqual({
      task: {
        candidates: ['u:he'],
        rights: { handOver: 'candidates', addSigner: 'nobody', copy: 'nobody', comment: true, returnTo: [] },
        mode: 'inline',
        fields: decide.fields,
        shown: [{ path: 'judged.best', value: values.judged.best }],
        values: { 'viewed.of': 'report/1', reason: null },
        outcomes: [
          { port: 'recognise', preselect: true, require: 'viewed' },
          { port: 'refuse', preselect: false, require: 'reason != null and told and (judged.best.rule = "R6" or viewed)' },
        ],
        answers: 'one',
      },
      until: [
        { on: { kind: 'after', duration: 'PT4H' }, do: 'leave', port: 'ignored' },
        { on: { kind: 'event', name: 'order.sent', key: 'o1' }, do: 'leave', port: 'ignored' },
      ],
    });
  });
  it('completes with the answers, the outcome, who and when', () => {
    expect(completeNode(humanForm, decide, [answer('recognise', { viewed: true })], { values })).toEqual({
      output: { viewed: true, reason: null, told: null, outcome: 'recognise', by: { id: 'he' }, at: NOW },
      port: 'recognise',
    });
  });
  it('a deadline leaves with empty answers', () => {
    expect(completeNode(humanForm, decide, [{ kind: 'timer', port: 'ignored', at: NOW }], { values })).toEqual({
      output: { viewed: null, reason: null, told: null, outcome: 'ignored', by: null, at: NOW },
      port: 'ignored',
    });
  });
  it.each<[string, WaitAnswer, string]>([
    ['an outcome whose requirement does not hold', answer('recognise', { viewed: false }), 'SCN_FORM_REQUIRED'],
    ['an outcome whose requirement cannot be decided', answer('recognise', {}), 'SCN_FORM_REQUIRED'],
    ['a refusal without reason', answer('refuse', { viewed: true, told: true }), 'SCN_FORM_REQUIRED'],
    ['an unknown outcome', answer('ignored', { viewed: true }), 'SCN_FORM_OUTCOME'],
    ['an unknown field', answer('recognise', { viewed: true, x: 1 }), 'SCN_FORM_INVALID'],
    ['a choice outside the list', answer('refuse', { viewed: true, told: true, reason: 7 }), 'SCN_FORM_INVALID'],
  ])('refuses %s', async (_title, given, code) => {
    expect((await refusal(() => completeNode(humanForm, decide, [given], { values })))?.[0]).toBe(code);
  });
  it('nobody found leaves it to the engine to find an owner, the fallback first', () => {
    const nobody = { ...decide, assign: { user: 'judged.nobody' } };
    expect(beginNode(humanForm, nobody, { values }).task?.candidates).toEqual([]);
    expect(beginNode(humanForm, { ...nobody, fallback: { role: 'chief' } }, { values }).task).toMatchObject({ candidates: [], fallback: ['r:chief'] });
  });
  it('a field to be read keeps its first value, and a hidden one too, whatever is sent', async () => {
    const config = { ...decide, fields: [{ id: 'sum', type: 'integer', right: 'read', default: '7' }, { id: 'note', type: 'string', right: 'hidden', default: '"kept"' }, { id: 'why', type: 'string' }], outcomes: [{ port: 'ok' }] };
    expect(completeNode(humanForm, config, [answer('ok', { why: 'so' })], { values })).toMatchObject({ output: { sum: 7, note: 'kept', why: 'so' } });
    expect(await refusal(() => completeNode(humanForm, config, [answer('ok', { why: 'so', sum: 8 })], { values }))).toMatchObject(['SCN_FORM_INVALID', { problems: [{ field: 'sum', kind: 'fixed' }] }]);
  });
});

describe('assignment', () => {
  const candidates = (assign: unknown) => beginNode(humanApproval, { assign }, { values: { unit: { id: 'traffic' }, team: ['li', { id: 'wang' }], none: null } }).task?.candidates;
  it.each<[string, unknown, readonly string[]]>([
    ['a person', { user: '"li"' }, ['u:li']],
    ['a person with an id', { user: 'unit' }, ['u:traffic']],
    ['several people', { user: 'team' }, ['u:li', 'u:wang']],
    ['a role', { role: 'manager' }, ['r:manager']],
    ['a role of a unit', { role: 'manager', unit: 'unit' }, ['r:manager@traffic']],
    ['everybody of a unit', { unit: 'unit' }, ['g:traffic']],
    ['the head of a unit', { headOf: 'unit' }, ['h:traffic']],
    ['a list, each once', [{ role: 'manager' }, { user: '"li"' }, { user: 'team' }], ['r:manager', 'u:li', 'u:wang']],
  ])('%s', (_title, assign, expected) => {
    expect(candidates(assign)).toEqual(expected);
  });
  it('a role of a unit that was not found is nobody, not everybody', () => {
    expect(candidates({ role: 'manager', unit: 'none' })).toEqual([]);
  });
});

describe('human.approval', () => {
  const all = { assign: { user: '["li", "wang"]' }, mode: 'all', return: true, comment: 'on-reject' };
  const vote = (port: string, by: string, comment?: string): WaitAnswer => answer(port, comment === undefined ? {} : { comment }, by);

  it('keeps the starter out unless told otherwise', () => {
    const spec = (config: object) => beginNode(humanApproval, config).task?.excluded;
    expect([spec(all), spec({ ...all, noSelf: false })]).toEqual([[`u:${STARTER.id}`], []]);
  });
  it('any: the first answer counts', () => {
    expect(completeNode(humanApproval, { ...all, mode: 'any' }, [vote('approve', 'li')])).toMatchObject({ port: 'approve', output: { outcome: 'approve', by: { id: 'li' } } });
  });
  it('all: waits until everybody approved', () => {
    expect(completeNode(humanApproval, all, [vote('approve', 'li')])).toBe('still-waiting');
  });
  it('all: passes with the last approval and keeps every vote', () => {
    expect(completeNode(humanApproval, all, [vote('approve', 'li'), vote('approve', 'wang', '好')])).toEqual({
      output: { outcome: 'approve', comment: '好', by: { id: 'wang' }, at: NOW, votes: [{ by: { id: 'li' }, outcome: 'approve', comment: null, at: NOW }, { by: { id: 'wang' }, outcome: 'approve', comment: '好', at: NOW }] },
      port: 'approve',
    });
  });
  it('all: one rejection rejects', () => {
    expect(completeNode(humanApproval, all, [vote('approve', 'li'), vote('reject', 'wang', '材料不全')])).toMatchObject({ port: 'reject' });
  });
  it.each<[string, readonly WaitAnswer[], string]>([
    ['waits while it may still go either way', [vote('approve', 'li'), vote('reject', 'wang', 'x')], 'still-waiting'],
    ['passes when the share is reached', [vote('approve', 'li'), vote('reject', 'wang', 'x'), vote('approve', 'zhao')], 'approve'],
    ['fails when it cannot be reached any more', [vote('reject', 'li', 'x'), vote('reject', 'wang', 'x'), vote('reject', 'zhao', 'x')], 'reject'],
    ['counts one voice for a person and who acts for them', [vote('approve', 'li'), { ...vote('approve', 'qian'), by: { id: 'qian', onBehalfOf: { id: 'li' } } }], 'still-waiting'],
  ])('vote: %s', (_title, votes, port) => {
    const config = { assign: { user: '["li", "wang", "zhao", "sun"]' }, mode: 'vote', comment: 'on-reject' };
    const made = completeNode(humanApproval, config, votes);
    expect(made === 'still-waiting' ? made : made.port).toBe(port);
  });
  it('return leaves by its own port', () => {
    expect(completeNode(humanApproval, all, [vote('return', 'li', '补材料')])).toMatchObject({ port: 'return' });
  });
  it.each<[string, WaitAnswer, object, string]>([
    ['the starter’s own approval', vote('approve', STARTER.id), { ...all, assign: { user: '["he", "li"]' } }, 'SCN_FORM_NOT_ALLOWED'],
    ['a rejection without a comment', vote('reject', 'li'), all, 'SCN_FORM_REQUIRED'],
    ['a return where it is not offered', vote('return', 'li', 'x'), { ...all, return: false }, 'SCN_FORM_OUTCOME'],
  ])('refuses %s', async (_title, given, config, code) => {
    expect((await refusal(() => completeNode(humanApproval, config, [given])))?.[0]).toBe(code);
  });
});
