import { describe, expect, it } from 'vitest';
import { answersOf, caseFromValues, type CasePlace } from '../../../builder/src/designer/table/case-from-values.ts';
import { gapExample } from '../../../builder/src/designer/table/gaps.ts';
import type { Case } from '../../../runtime/schema/case.ts';

const config = { hitPolicy: 'FIRST', inputs: [{ id: 'age', expr: 'form.age' }, { id: 'born', expr: 'form.born' }, { id: 'kind', expr: 'form.kind' }, { id: 'near', expr: 'place.row.distance' }], outputs: [], rules: [] } as unknown as CasePlace['config'];
const place: CasePlace = {
  scenario: { flows: { main: { nodes: { form: { type: 'start.form', config: { fields: [{ id: 'age' }, { id: 'born' }, { id: 'kind' }, { id: 'note' }] } }, judged: { type: 'rule.table', config } } } } } as unknown as CasePlace['scenario'],
  flow: 'main', node: 'judged', config, title: '待确认', now: '2026-11-28T00:00:00Z',
  origin: 'gap', rule: null, values: answersOf(gapExample({ place: 0, when: { age: '(60..70)', born: '> date("2022-01-05")', kind: '"x"' } })),
};

describe('a gap as a case', () => {
  it('fills the answers of the start form and expects that no rule hits', () => {
    expect(caseFromValues(place, [])).toEqual({ made: { id: 'gap-judged-1', title: '待确认', at: place.now, start: { age: 65, born: '2022-01-06', kind: 'x' }, expect: { rules: { judged: null } } }, open: [] });
  });

  it('takes the other answers, the rows and the clock from a case that comes to the table', () => {
    const other: Case = { id: 'a', title: 'a', at: '2020-01-01T00:00:00Z', start: { age: 1 }, expect: {} };
    const like: Case = { id: 'gap-judged-1', title: 'b', at: '2022-01-20T00:00:00Z', start: { age: 5, note: 'n' }, rows: { place: [{ distance: 3 }] }, expect: { rules: { judged: 'R1' } } };
    expect(caseFromValues(place, [other, like]).made).toMatchObject({ id: 'gap-judged-2', at: like.at, start: { age: 65, note: 'n' }, rows: like.rows, expect: { rules: { judged: null } } });
  });

  it('expects the rule that was seen to take the values', () => {
    expect(caseFromValues({ ...place, origin: 'try', rule: 'R2', values: { age: 3, kind: undefined } }, []).made).toMatchObject({ id: 'try-judged-1', start: { age: 3 }, expect: { rules: { judged: 'R2' } } });
  });

  it('names what no answer gives', () => {
    expect(caseFromValues({ ...place, values: answersOf(gapExample({ place: 0, when: { near: '>= 5' } })) }, []).open).toEqual(['near']);
  });
});
