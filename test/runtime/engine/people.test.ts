import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../runtime/engine/command.ts';
import { foldAll } from '../../../runtime/engine/fold.ts';
import type { RunState } from '../../../runtime/engine/state.ts';
import { openTasks, summarize } from '../../../runtime/engine/summary.ts';
import { changedTasks } from '../../../runtime/engine/task-records.ts';
import type { Directory } from '../../../runtime/host/directory.ts';
import type { TaskRights } from '../../../runtime/nodes/wait-spec.ts';
import { answer, AT, brief, flow, go, planOf, started, taskId } from './support/tiny.ts';

const RIGHTS: TaskRights = { handOver: 'anyone', addSigner: 'anyone', copy: 'anyone', comment: true, returnTo: 'any' };
const person = (id: string) => ({ id, name: id.toUpperCase() });
const one = (config: object = {}, edges: string[] = []) => planOf(flow({ a: ['start.test'], t: ['human.test', { rights: RIGHTS, ...config } as never], x: ['test.pure'] }, 'a t', 't x', ...edges));
const coded = (code: string, details: object = {}) => expect.objectContaining({ code, details: expect.objectContaining(details) as object }) as Error;
const on = (state: RunState, path = 't', by = 'a') => ({ path, taskId: taskId(state, path), by: person(by) });
const candidates = (state: RunState) => openTasks(state).map(({ task }) => task.candidates);

/** `members` by token; people who left have a unit, and perhaps a substitute and a token they had. */
function directory(members: Readonly<Record<string, readonly string[]>>, left: Readonly<Record<string, { unit?: string; substitute?: string; had?: string }>> = {}): Directory {
  return { members: (token) => members[token] ?? [], leavers: (token) => Object.keys(left).filter((id) => left[id]?.had === token), substitute: (id) => left[id]?.substitute ?? null, unitOf: (id) => left[id]?.unit ?? null };
}

describe('E13.1 owners', () => {
  const opened = (config: object, people: Directory | undefined, unit?: string) => started(one(config), {}, { starter: { id: 'wang', ...(unit === undefined ? {} : { unit: { id: unit } }) }, ...(people ? { directory: people } : {}) });
  it.each<[string, object, Directory | undefined, string | undefined, readonly string[], string | undefined]>([
    ['those asked for', { candidates: ['r:clerk'] }, directory({ 'r:clerk': ['li'] }), 'u1', ['r:clerk'], undefined],
    ['the substitute of the last who had a duty', { candidates: ['r:clerk'] }, directory({ 'u:zhao': ['zhao'] }, { li: { substitute: 'zhao', had: 'r:clerk' } }), 'u1', ['u:zhao'], 'left'],
    ['the substitute of who left', { candidates: ['u:li'] }, directory({ 'u:zhao': ['zhao'] }, { li: { substitute: 'zhao' } }), 'u1', ['u:zhao'], 'left'],
    ['the head of the unit of who left', { candidates: ['u:li', 'u:a'] }, directory({ 'u:a': ['a'], 'h:u7': ['he'] }, { li: { unit: 'u7' } }), 'u1', ['h:u7', 'u:a'], 'left'],
    ['the fallback before any head', { candidates: ['r:clerk@u2'], fallback: ['r:chief'] }, directory({ 'r:chief': ['qi'], 'h:u2': ['he'] }), 'u1', ['r:chief'], 'nobody'],
    ['the head of the unit that was asked for', { candidates: ['r:clerk@u2'] }, directory({ 'h:u2': ['he'], 'h:u1': ['hu'] }), 'u1', ['h:u2'], 'nobody'],
    ['the head of the starter’s unit when a formula named nobody', { candidates: [] }, directory({ 'h:u1': ['hu'] }), 'u1', ['h:u1'], 'nobody'],
    ['somebody else than the one who is barred', { candidates: ['r:clerk'], excluded: ['u:li'] }, directory({ 'r:clerk': ['li'], 'h:u1': ['hu'] }), 'u1', ['h:u1'], 'nobody'],
    ['the head, where nobody knows who can log in', { candidates: [] }, undefined, 'u1', ['h:u1'], 'nobody'],
  ])('[E13.1] a task belongs to %s', (_title, config, people, unit, owners, why) => {
    const [task] = openTasks(opened(config, people, unit).state);
    expect([task?.task.candidates, task?.task.moved?.why]).toEqual([owners, why]);
  });
  it('[E13.1] what is asked of the program that started the run goes to whoever has its duties in its unit', () => {
    const starter = { id: 'k-1', duties: ['clerk', 'doctor'], unit: { id: 'u1' } };
    const opened = (people: Directory) => {
      const start = { starter, directory: people };
      return openTasks(started(one({ candidates: ['u:k-1'] }), {}, start).state)[0]?.task;
    };
    expect(opened(directory({ 'r:doctor@u1': ['he'], 'h:u1': ['hu'] }))).toMatchObject({ candidates: ['r:doctor@u1'], moved: { why: 'left' } });
    expect(opened(directory({ 'h:u1': ['hu'] }))).toMatchObject({ candidates: ['h:u1'], moved: { why: 'nobody' } });
  });
  it.each([['with a directory', directory({})], ['without one', undefined]])('[E13.1] nobody at all is an incident, %s', (_title, people) => {
    const made = opened({ candidates: [] }, people);
    expect(made.events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code: 'SCN_TASK_NOBODY' } });
  });
  it('[E13.1] when somebody leaves, the open task finds its next owner, or stops as an incident', () => {
    const plan = one({ candidates: ['u:li'] });
    const first = started(plan);
    const reowned = (people: Directory) => go(plan, first.state, { type: 'task.reowned', path: 't', taskId: taskId(first.state, 't'), by: { id: 'admin' }, directory: people } as CommandBody);
    expect(reowned(directory({ 'u:li': ['li'] })).events).toEqual([]);
    expect(candidates(reowned(directory({ 'u:zhao': ['zhao'] }, { li: { substitute: 'zhao' } })).state)).toEqual([['u:zhao']]);
    expect(brief(reowned(directory({})).events)).toEqual(['incident.opened t']);
  });
  it('[E13.1] an opinion asked of somebody who left is asked of who stands in', () => {
    const plan = one();
    const { state } = started(plan);
    const asked = go(plan, state, { type: 'task.signers-added', ...on(state), where: 'before', people: [person('li')], reason: 'r' });
    const opinion = openTasks(asked.state).find(({ task }) => task.kind === 'sign');
    const moved = go(plan, asked.state, { type: 'task.reowned', path: 't', taskId: opinion?.id ?? '', by: { id: 'admin' }, directory: directory({ 'h:u7': ['he'] }, { li: { unit: 'u7' } }) } as CommandBody);
    expect(changedTasks(plan, asked.state, moved.events, summarize(plan, moved.state))).toMatchObject([{ id: opinion?.id, kind: 'sign', status: 'open', candidates: ['u:he'] }]);
  });
  it('[E13.7] of a role, everybody is named who holds it when the task appears', () => {
    const made = opened({ candidates: ['r:clerk', 'u:a'], all: 3 }, directory({ 'r:clerk': ['li', 'zhao'], 'u:a': ['a'] }), 'u1');
    expect(candidates(made.state)).toEqual([['u:li', 'u:zhao', 'u:a']]);
  });
  it('[E13.7] in sequence the next is asked when the one before has answered', () => {
    const plan = one({ candidates: ['u:a', 'u:b'], all: 2, order: 'sequence' });
    const first = started(plan);
    const asked = (events: typeof first.events, base: RunState) => changedTasks(plan, base, events, summarize(plan, foldAll(events, base))).map((record) => record.candidates);
    expect(asked(first.events, foldAll([]))).toEqual([['u:a']]);
    const second = go(plan, first.state, answer(first.state, 't', 'out', 'a'));
    expect(asked(second.events, first.state)).toEqual([['u:b']]);
  });
});

describe('E13.2 handing over', () => {
  it('[E13.2] the task is the other person’s from now on', () => {
    const plan = one({ candidates: ['r:clerk'] });
    const first = started(plan);
    const second = go(plan, first.state, { type: 'task.handed-over', ...on(first.state), to: person('li'), reason: '不归我管' });
    expect(second.events).toMatchObject([{ type: 'task.assigned', why: 'hand-over', from: ['r:clerk'], candidates: ['u:li'], reason: '不归我管' }]);
    expect(changedTasks(plan, first.state, second.events, summarize(plan, second.state))).toMatchObject([{ status: 'open', candidates: ['u:li'] }]);
  });
  it('[E13.2] of several who have to answer, only the own part is handed over', () => {
    const plan = one({ candidates: ['u:a', 'u:b'], all: 2 });
    const first = started(plan);
    const second = go(plan, first.state, { type: 'task.handed-over', ...on(first.state), to: person('li'), reason: 'r' });
    expect(candidates(second.state)).toEqual([['u:li', 'u:b']]);
    expect(() => go(plan, first.state, { type: 'task.handed-over', ...on(first.state), to: person('b'), reason: 'r' })).toThrow(coded('SCN_TASK_PERSON', { why: 'asked' }));
  });
  it.each<[string, object, object, string, object]>([
    ['without a reason', {}, { reason: ' ' }, 'SCN_TASK_REASON', {}],
    ['to oneself', {}, { to: person('a') }, 'SCN_TASK_PERSON', { why: 'asked' }],
    ['to one who is barred', { excluded: ['u:li'] }, {}, 'SCN_TASK_PERSON', { why: 'excluded' }],
    ['where the author does not allow it', { rights: { ...RIGHTS, handOver: 'nobody' } }, {}, 'SCN_TASK_ACTION', { action: 'hand-over' }],
  ])('[E13.2] is refused %s', (_title, config, command, code, details) => {
    const plan = one(config);
    const { state } = started(plan);
    expect(() => go(plan, state, { type: 'task.handed-over', ...on(state), to: person('li'), reason: 'r', ...command })).toThrow(coded(code, details));
  });
});

describe('E13.3 signers', () => {
  const added = (where: 'before' | 'after', ids = ['li']) => {
    const plan = one();
    const { state } = started(plan);
    return { plan, ...go(plan, state, { type: 'task.signers-added', ...on(state), where, people: ids.map(person), reason: '请把关' }) };
  };
  const sign = (state: RunState, index: number, outcome: string, data = {}): CommandBody => {
    const task = openTasks(state).filter((open) => open.task.kind === 'sign')[index];
    return { type: 'task.answered', path: 't', taskId: task?.id ?? '?', by: person(task?.task.candidates[0]?.slice(2) ?? '?'), outcome, data };
  };
  it('[E13.3] before: the task rests until all have given their opinion, whatever it is', () => {
    const { plan, state } = added('before', ['li', 'zhao']);
    expect(openTasks(state).map(({ task, resting }) => [task.candidates, resting])).toEqual([[['u:a'], true], [['u:li'], undefined], [['u:zhao'], undefined]]);
    expect(() => go(plan, state, answer(state, 't'))).toThrow(coded('SCN_TASK_SIGNING', { people: ['LI', 'ZHAO'] }));
    const one = go(plan, state, sign(state, 0, 'agree'));
    const two = go(plan, one.state, sign(one.state, 0, 'disagree', { comment: '数字不对' }));
    expect(changedTasks(plan, one.state, two.events, summarize(plan, two.state))).toMatchObject([{ status: 'open' }, { kind: 'sign', status: 'done', doneBy: 'zhao', outcome: 'disagree' }]);
    expect(go(plan, two.state, answer(two.state, 't')).state.phase).toBe('completed');
  });
  it('[E13.3] after: the answer is held, and counts when the last one agrees', () => {
    const { plan, state } = added('after');
    expect(openTasks(state)).toHaveLength(1);
    const held = go(plan, state, answer(state, 't', 'out', 'a', { n: 1 }), '2026-03-02T02:00:00.000Z');
    expect(brief(held.events)).toEqual(['task.held t']);
    expect(() => go(plan, held.state, answer(held.state, 't'))).toThrow(coded('SCN_TASK_SIGNING'));
    const done = go(plan, held.state, sign(held.state, 0, 'agree'));
    expect(brief(done.events)).toEqual(['task.signed t', 'node.answered t', 'node.completed t', 'node.completed x', 'run.completed']);
    expect(done.state.flows['']?.nodes['t']).toMatchObject({ output: { by: { id: 'a' } }, task: { by: { id: 'a' } } });
  });
  it('[E13.3] after: who does not agree gives the task back, and says why', () => {
    const { plan, state } = added('after', ['li', 'zhao']);
    const held = go(plan, state, answer(state, 't'));
    expect(() => go(plan, held.state, sign(held.state, 0, 'disagree'))).toThrow(coded('SCN_FORM_REQUIRED'));
    const back = go(plan, held.state, sign(held.state, 0, 'disagree', { comment: '金额超了' }));
    expect(openTasks(back.state).map(({ task, resting }) => [task.candidates, resting])).toEqual([[['u:a'], undefined]]);
    expect(() => go(plan, back.state, sign(held.state, 1, 'agree'))).toThrow(coded('SCN_TASK_DONE'));
    expect(go(plan, back.state, answer(back.state, 't')).state.phase).toBe('completed');
  });
  it('[E13.3] a second opinion is refused, and told who was first', () => {
    const { plan, state } = added('before', ['li', 'zhao']);
    const next = go(plan, state, sign(state, 0, 'agree'));
    expect(() => go(plan, next.state, sign(state, 0, 'agree'))).toThrow(coded('SCN_TASK_DONE', { by: person('li') }));
  });
  it('[E13.3] where several answer, a signer is one more of them', () => {
    const plan = one({ candidates: ['u:a', 'u:b'], all: 3 });
    const { state } = started(plan);
    const more = go(plan, state, { type: 'task.signers-added', ...on(state), where: 'after', people: [person('li')], reason: 'r' });
    expect(candidates(more.state)).toEqual([['u:a', 'u:li', 'u:b']]);
  });
  it('[E13.3] is folded from JSON to the same state', () => {
    const { plan, state, events } = added('after');
    const held = go(plan, state, answer(state, 't'));
    const first = started(plan).events;
    expect(foldAll(JSON.parse(JSON.stringify([...first, ...events, ...held.events])) as typeof events)).toEqual(held.state);
  });
});

describe('E13.4 copies and remarks', () => {
  it('[E13.4] change nothing but the history and the list of copies', () => {
    const plan = one();
    const { state } = started(plan);
    const copied = go(plan, state, { type: 'task.copied', ...on(state), people: [person('li')], reason: '知悉' });
    expect(changedTasks(plan, state, copied.events, summarize(plan, copied.state))).toMatchObject([{ status: 'open', candidates: ['u:a'], copies: ['u:li'] }]);
    const said = go(plan, copied.state, { type: 'task.commented', path: 't', by: person('li'), text: '收到', files: [{ id: 'f1', name: 'a.pdf', type: 'application/pdf', bytes: 3 }] });
    expect(changedTasks(plan, copied.state, said.events, summarize(plan, said.state))).toEqual([]);
    expect({ ...said.state, seq: 0, updatedAt: '' }).toEqual({ ...copied.state, seq: 0, updatedAt: '' });
  });
  it('[E13.4] refuses an empty remark, and any where the author wants none', () => {
    const remark = (config: object, text: string) => {
      const plan = one(config);
      return () => go(plan, started(plan).state, { type: 'task.commented', path: 't', by: person('a'), text });
    };
    expect(remark({}, ' ')).toThrow(coded('SCN_TASK_REASON'));
    expect(remark({ rights: { ...RIGHTS, comment: false } }, 'x')).toThrow(coded('SCN_TASK_ACTION', { action: 'comment' }));
  });
});

describe('E13.5 going back', () => {
  const chain = (returnTo: TaskRights['returnTo'] = 'any', maxRounds?: number) => planOf({ main: { ...flow({ a: ['start.test'], s: ['human.test'], m: ['test.pure'], t: ['human.test', { rights: { ...RIGHTS, returnTo } }] }, 'a s', 's m', 'm t'), ...(maxRounds === undefined ? {} : { maxRounds }) } });
  const atT = (plan: ReturnType<typeof chain>) => {
    const first = started(plan);
    return go(plan, first.state, answer(first.state, 's')).state;
  };
  it('[E13.5] resets from the chosen step on, and the task counts as done', () => {
    const plan = chain();
    const state = atT(plan);
    const back = go(plan, state, { type: 'task.returned', ...on(state), to: 's', reason: '缺照片' });
    expect(brief(back.events)).toEqual(['task.returned t', 'region.reset', 'node.waiting s']);
    expect(changedTasks(plan, state, back.events, summarize(plan, back.state))).toMatchObject([{ path: 't', status: 'done', doneBy: 'a', outcome: 'return' }, { path: 's', status: 'open', round: 2 }]);
    const again = go(plan, back.state, answer(back.state, 's'));
    expect(openTasks(again.state)).toMatchObject([{ path: 't', round: 2 }]);
  });
  it('[E13.5] beyond the limit of rounds it is refused, and the task stays open', () => {
    const plan = chain('any', 2);
    const state = atT(plan);
    const back = go(plan, state, { type: 'task.returned', ...on(state), to: 's', reason: 'r' });
    const again = go(plan, back.state, answer(back.state, 's')).state;
    expect(() => go(plan, again, { type: 'task.returned', ...on(again), to: 's', reason: 'r' })).toThrow(coded('SCN_RUN_ROUNDS', { target: 's', limit: 2 }));
    expect(openTasks(again)).toHaveLength(1);
  });
  it.each<[string, TaskRights['returnTo'], string]>([['a step of no person', 'any', 'm'], ['a step the author did not name', [], 's'], ['the step itself', 'any', 't']])('[E13.5] refuses %s', (_title, allowed, to) => {
    const plan = chain(allowed);
    const state = atT(plan);
    expect(() => go(plan, state, { type: 'task.returned', ...on(state), to, reason: 'r' })).toThrow(coded('SCN_TASK_RETURN', { to }));
  });
});

describe('E13.6 taking back', () => {
  const withdraw = (by = 'wang'): CommandBody => ({ type: 'withdraw', by: person(by), reason: '填错了' });
  const written = (withdrawal?: string) => planOf(flow({ a: ['start.test', withdrawal === undefined ? {} : { withdraw: withdrawal }], w: ['test.write'], t: ['human.test'] }, 'a w', 'w t'));
  it('[E13.6] ends the run while nobody else has acted', () => {
    const plan = one();
    const made = go(plan, started(plan).state, withdraw());
    expect(made.events).toMatchObject([{ type: 'run.cancelled', withdrawn: true, reason: '填错了' }]);
  });
  it('[E13.6] is refused to others, and once somebody has acted', () => {
    const plan = planOf(flow({ a: ['start.test'], s: ['human.test'], t: ['human.test'] }, 'a s', 's t'));
    const first = started(plan);
    expect(() => go(plan, first.state, withdraw('li'))).toThrow(coded('SCN_RUN_WITHDRAW', { why: 'starter' }));
    const own = go(plan, first.state, answer(first.state, 's', 'out', 'wang'));
    expect(go(plan, own.state, withdraw()).state.phase).toBe('cancelled');
    const other = go(plan, first.state, answer(first.state, 's', 'out', 'li'));
    expect(() => go(plan, other.state, withdraw())).toThrow(coded('SCN_RUN_WITHDRAW', { why: 'acted' }));
  });
  it.each<[string | undefined, string | null]>([[undefined, 'written'], ['always', null], ['never', 'author']])('[E13.6] after a write, with %s: %s', (withdrawal, why) => {
    const plan = written(withdrawal);
    const first = started(plan);
    const [effect] = first.effects;
    const { state } = go(plan, first.state, { type: 'effect.completed', path: 'w', round: 1, key: effect?.key ?? '', result: { output: null } });
    if (why === null) expect(go(plan, state, withdraw()).state.phase).toBe('cancelled');
    else expect(() => go(plan, state, withdraw())).toThrow(coded('SCN_RUN_WITHDRAW', { why }));
  });
});

describe('E13.8 acting for another', () => {
  const forOther = (id: string, other: string) => ({ ...person(id), onBehalfOf: person(other) });
  it('[E13.8] there is one voice, whoever uses it', () => {
    const plan = one({ candidates: ['u:a', 'u:b'], all: 2 });
    const { state } = started(plan);
    const next = go(plan, state, { ...(answer(state, 't') as Extract<CommandBody, { type: 'task.answered' }>), by: forOther('li', 'a') }, AT);
    expect(() => go(plan, next.state, answer(next.state, 't', 'out', 'a'))).toThrow(coded('SCN_TASK_DONE', { by: forOther('li', 'a') }));
  });
  it('[E13.8] who is barred is barred through another, too', () => {
    const plan = one({ excluded: ['u:wang'] });
    const { state } = started(plan);
    expect(() => go(plan, state, { ...(answer(state, 't') as Extract<CommandBody, { type: 'task.answered' }>), by: forOther('li', 'wang') })).toThrow(coded('SCN_FORM_NOT_ALLOWED', { user: 'wang' }));
  });
});
