import { describe, expect, it } from 'vitest';
import { scoreRange } from '../../../builder/src/designer/panel/scorecard/score-range.ts';
import { scorecardPaths, tryScorecard } from '../../../builder/src/designer/panel/scorecard/try-scorecard.ts';
import type { ScorecardConfig } from '../../../runtime/rules/scorecard-schema.ts';

const card: ScorecardConfig = {
  start: 10,
  factors: [
    { id: 'output', expr: 'firm.output / firm.mu', weight: 0.5, bands: [{ when: '>= 40', points: 100 }, { when: '>= param.low', points: 60 }, { when: '-', points: 0 }] },
    { id: 'kind', expr: 'firm.kind', missing: 5, bands: [{ when: '"高新"', points: 20 }] },
  ],
  grades: [{ from: 60, grade: 'A' }, { from: 30, grade: 'B' }],
};
const scope = {
  names: { firm: { type: 'object', properties: { output: { type: 'number' }, mu: { type: 'number' }, kind: { type: 'string' } } }, param: { type: 'object', properties: { low: { type: 'number' } } } },
  samples: { firm: { output: 900, mu: 20, kind: '高新' }, param: { low: 20 } },
};
const around = { now: '2026-11-28T08:00:00+08:00', zone: 'Asia/Shanghai' };
const tried = (typed: Readonly<Record<string, unknown>> = {}) => tryScorecard(card, scope, typed, around);

describe('a scorecard tried in the panel', () => {
  it('scores the sample of the last run by the rules of the engine', () => {
    expect(tried().output).toEqual({ total: 80, grade: 'A', points: { output: 50, kind: 20 }, incomplete: [] });
  });

  it('takes typed values first and says which band was hit', () => {
    const { output, explanation } = tried({ 'firm.output': 500, 'firm.kind': null });
    expect([output, explanation]).toMatchObject([{ total: 45, grade: 'B' }, { parts: [{ id: 'output', points: 30, value: 25, test: '>= param.low' }, { id: 'kind', points: 5, test: 'null' }] }]);
  });

  it('gives no total without a value that nothing stands in for', () => {
    expect(tried({ 'firm.mu': null }).output).toMatchObject({ total: null, grade: null, incomplete: ['output'] });
    expect(tried({ 'firm.kind': '一般' }).output).toMatchObject({ total: null, incomplete: ['kind'] });
  });

  it('counts the value of a factor without bands', () => {
    expect(tryScorecard({ factors: [{ id: 'a', expr: 'firm.mu', weight: 2 }] }, scope, {}, around).output).toMatchObject({ total: 40 });
  });

  it('asks for every value that factors and bands read', () => {
    expect(scorecardPaths(card, scope)).toEqual(['firm.output', 'firm.mu', 'firm.kind', 'param.low']);
  });

  it('does not break over a formula that is still being written', () => {
    expect(tryScorecard({ ...card, factors: [{ id: 'a', expr: 'firm. +', bands: [{ when: '>', points: 1 }] }] }, scope, {}, around).output).toMatchObject({ total: null, incomplete: ['a'] });
  });

  it('knows the least and most it can give', () => {
    expect(scoreRange(card)).toEqual([15, 80]);
    expect(scoreRange({ factors: [{ id: 'a', expr: 'firm.mu' }] })).toBeUndefined();
  });
});
