import { describe, expect, it } from 'vitest';
import { compileExpression, hasErrors } from '../../../runtime/language/compile.ts';
import { ATTACKS, REFUSED } from '../../support/feel-attacks.ts';
import { evaluate } from './evaluate.ts';

const names = { x: { kind: 'any' } } as const;

describe('attacks end with their code, in generated code and in the interpreter', () => {
  it.each(ATTACKS)('$title', ({ source, code }) => {
    expect(hasErrors(compileExpression(source, { names }))).toBe(false);
    const { generated, interpreted, warnings, interpretedWarnings } = evaluate(source, names);
    expect(generated).toBe(interpreted);
    expect([...new Set(warnings)]).toEqual(code === null ? [] : [code]);
    expect([...new Set(interpretedWarnings)]).toEqual(code === null ? [] : [code]);
  });
});

describe('formulas refused before they run', () => {
  it.each(REFUSED)('$title', ({ source, code }) => {
    expect(compileExpression(source, { names }).diagnostics.map((each) => each.code)).toEqual([code]);
  });
});
