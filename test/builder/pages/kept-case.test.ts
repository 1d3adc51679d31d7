import { describe, expect, it } from 'vitest';
import { freeCaseId, withoutKept, withTitle } from '../../../builder/src/designer/pages/runs/kept-case.ts';
import type { Case, CaseFile } from '../../../runtime/schema/case.ts';

const made: Case = { id: 'run-1', title: 'R-1', at: '2026-01-01T08:00:00+08:00', start: { item: 'CT' }, expect: { status: 'completed' } };
const other: Case = { ...made, id: 'run-1-2' };
const file = { schemaVersion: 1, scenario: 's', cases: [other, made] } as unknown as CaseFile;

describe('a case kept with one press', () => {
  it('takes an id that is free', () => expect([freeCaseId([], 'run-1'), freeCaseId(file.cases, 'run-1')]).toEqual(['run-1', 'run-1-3']));
  it('is taken back, and nothing else', () => expect(withoutKept(file, { ...made, start: { item: 'CT' } })?.cases).toEqual([other]));
  it('is not taken back once somebody worked on it', () => expect([withoutKept(file, { ...made, title: 'before' }), withoutKept({ ...file, cases: [other] }, made)]).toEqual([undefined, undefined]));
  it('gets another name', () => expect(withTitle(file, 'run-1', '慢支')?.cases).toEqual([other, { ...made, title: '慢支' }]));
  it('gets none when it is gone', () => expect(withTitle({ ...file, cases: [other] }, 'run-1', '慢支')).toBeUndefined());
});
