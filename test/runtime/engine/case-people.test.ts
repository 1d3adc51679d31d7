import { describe, expect, it } from 'vitest';
import { runCase } from '../../../runtime/engine/run-case.ts';
import type { TaskRights } from '../../../runtime/nodes/wait-spec.ts';
import type { Case } from '../../../runtime/schema/case.ts';
import { flow, planOf } from './support/tiny.ts';

const rights: TaskRights = { handOver: 'anyone', addSigner: 'anyone', copy: 'anyone', comment: true, returnTo: 'any' };
const plan = planOf(flow({ a: ['start.test'], t: ['human.test', { rights }], u: ['human.test', { rights }], x: ['test.pure'] } as never, 'a t', 't u', 'u x'));
const play = (answers: NonNullable<Case['answers']>, expected: Case['expect']) => runCase(plan, { id: 'c', title: 'c', at: '2026-03-02T09:00:00+08:00', start: {}, answers, expect: expected });
const sign = (where: 'before' | 'after') => ({ node: 't', by: 'li', sign: { people: ['zhao', 'sun'], where, reason: '把关' } });

describe('cases in which people do more than answer', () => {
  it.each<[string, NonNullable<Case['answers']>, Case['expect']]>([
    ['[E13.2] is answered by whom it was handed to', [{ node: 't', by: 'li', handOver: { to: 'zhao', reason: '归口' } }, { node: 't', by: 'zhao', outcome: 'out' }, { node: 'u', outcome: 'out' }], { status: 'completed' }],
    ['[E13.2] is not handed over without a reason', [{ node: 't', by: 'li', handOver: { to: 'zhao', reason: '' } }], { error: 'SCN_TASK_REASON', status: 'waiting' }],
    ['[E13.3] rests until all have signed before', [sign('before'), { node: 't', by: 'sun', opinion: { agrees: true } }, { node: 't', by: 'li', outcome: 'out' }], { error: 'SCN_TASK_SIGNING' }],
    ['[E13.3] goes on when all have signed before', [sign('before'), { node: 't', opinion: { agrees: true } }, { node: 't', opinion: { agrees: false, comment: '先拍照' } }, { node: 't', by: 'li', outcome: 'out' }, { node: 'u', outcome: 'out' }], { status: 'completed' }],
    ['[E13.3] comes back when one who signs after does not agree', [sign('after'), { node: 't', by: 'li', outcome: 'out' }, { node: 't', by: 'zhao', opinion: { agrees: false, comment: '先拍照' } }], { status: 'waiting' }],
    ['[E13.5] goes back to an earlier step and comes again', [{ node: 't', outcome: 'out' }, { node: 'u', returnTo: { node: 't', reason: '缺照片' } }, { node: 't', outcome: 'out' }, { node: 'u', outcome: 'out' }], { status: 'completed', path: ['t', 'u'] }],
    ['[E13.3] refuses the opinion of somebody nobody asked', [sign('before'), { node: 't', by: 'wu', opinion: { agrees: true } }], { error: 'SCN_TASK_DONE' }],
  ])('%s', async (_title, answers, expected) => {
    expect((await play(answers, expected)).failures).toEqual([]);
  });
});
