import { describe, expect, it } from 'vitest';
import { ALL_PROBLEMS, limitProblems, SAME_PROBLEMS } from '../../../runtime/check/limit-problems.ts';
import { countProblems } from '../../../runtime/schema/count-problems.ts';
import type { Diagnostic } from '../../../runtime/schema/diagnostic.ts';

const found = (code: string, severity: Diagnostic['severity'], count: number): readonly Diagnostic[] => Array.from({ length: count }, (_, n) => ({ code, severity, place: { path: `/${n}` }, message: { 'zh-CN': code, en: code } }));
const brief = (some: readonly Diagnostic[]) => some.filter(({ code }) => code === 'SCN_SCHEMA_MORE').map(({ severity, count, message }) => [severity, count, message.en]);

describe('too many problems', () => {
  it('are left alone while they can be read', () => {
    const few = [...found('SCN_A_X', 'error', SAME_PROBLEMS), ...found('SCN_A_Y', 'warning', SAME_PROBLEMS)];
    expect(limitProblems(few)).toEqual(few);
  });

  it('of one kind are named in part, and what is left is counted after them', () => {
    const limited = limitProblems([...found('SCN_A_X', 'error', SAME_PROBLEMS + 50), ...found('SCN_A_Y', 'warning', 2)]);
    expect(limited.map(({ code }) => code).slice(SAME_PROBLEMS - 1)).toEqual(['SCN_A_X', 'SCN_SCHEMA_MORE', 'SCN_A_Y', 'SCN_A_Y']);
    expect(brief(limited)).toEqual([['error', 50, '50 more problems like this one (SCN_A_X) are not listed']]);
  });

  it('in all are cut at the end, and none is lost from the count', () => {
    const all = [...Array.from({ length: 7 }, (_, n) => found(`SCN_A_${n}`, 'error', 190)).flat(), ...found('SCN_B_X', 'warning', 3000)];
    const limited = limitProblems(all);
    expect(limited.length).toBe(ALL_PROBLEMS - 1);
    expect(brief(limited)).toEqual([['error', 333, '333 more problems are not listed'], ['warning', 3000, '3000 more problems are not listed']]);
    expect([countProblems(limited, 'error'), countProblems(limited, 'warning')]).toEqual([7 * 190, 3000]);
  });
});
