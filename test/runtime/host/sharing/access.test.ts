import { describe, expect, it } from 'vitest';
import { feel } from '../../../../runtime/engine/real-language.ts';
import { compileFormula, lambdaOf } from '../../../../runtime/engine/formula.ts';
import { refusedFields, smallestGroup, type DatasetAccess } from '../../../../runtime/host/sharing/access.ts';
import { fieldsRead } from '../../../../runtime/host/sharing/fields-read.ts';
import { maskValue } from '../../../../runtime/schema/mask.ts';
import { queryReads } from '../../../../runtime/host/sharing/query-reads.ts';

const row = { row: {} };
function lambda(source: string) {
  const formula = compileFormula(feel, source, row, 'expression', []);
  if (!formula) throw new Error(source);
  return lambdaOf(formula, {});
}
const reads = (source: string) => {
  const { own, joined, whole } = fieldsRead(lambda(source).ir);
  return [[...own].sort(), Object.fromEntries([...joined].map(([name, fields]) => [name, [...fields]])), whole];
};

describe('columns a formula per row reads', () => {
  it.each([
    ['row.a = 1 and not(row.b > row.c)', ['a', 'b', 'c'], {}, false],
    ['if row.a then row.b else "x"', ['a', 'b'], {}, false],
    ['row.who.name = "x"', ['who'], { who: ['name'] }, false],
    ['row.list[item > row.a]', ['list'], {}, true],
    ['for x in [1, 2] return x + row.a', ['a'], {}, false],
    ['get value(row, "secret") = 1', [], {}, true],
    ['count(get entries(row)) > 1', [], {}, true],
    ['(for r in [row] return r.secret)[1] = 1', [], {}, true],
    ['1 = 1', [], {}, false],
  ])('%s', (source, own, joined, whole) => expect(reads(source)).toEqual([own, joined, whole]));
});

describe('what a query reads', () => {
  it('counts filters, sorting, joins and the days of joined rows as reading', () => {
    const all = queryReads({ dataset: 'a', where: lambda('row.x = 1 and row.j.z = 2'), fields: ['y', '_id'], orderBy: [['s', 'asc']], join: { j: { dataset: 'b', on: [{ from: 'k', to: 'key' }], fields: ['z'], at: lambda('row.day') } }, limit: 1 });
    const plain = Object.fromEntries([...all].map(([dataset, { tested, given }]) => [dataset, [[...tested].sort(), [...given]]]));
    expect(plain).toEqual({ a: [['day', 'k', 's', 'x'], ['y']], b: [['key', 'z'], ['z']] });
  });
});

describe('what may be read', () => {
  const access: DatasetAccess = { fields: new Map([['a', { as: 'whole' }], ['n', { as: 'counted' }]]), smallest: 5 };
  const of = (tested: string[], given: string[], grouped = false, whole = false) => ({ tested: new Set(tested), given: new Set(given), grouped, whole });

  it('is refused with the columns that are missing, and those that may be counted only', () => {
    expect(refusedFields(access, of(['b'], ['a']), [])).toEqual({ missing: ['b'], counted: [] });
    expect(refusedFields(access, of(['n'], ['n'], true), [])).toEqual({ missing: [], counted: ['n'] });
    expect(refusedFields(access, of([], ['n']), [])).toEqual({ missing: [], counted: ['n'] });
    expect(refusedFields(access, of([], ['a', 'n'], true), [])).toBeNull();
  });

  it('is every column that the scenario knows when a formula uses the row as a value', () => {
    expect(refusedFields(access, of([], ['a'], false, true), ['a', 'b', 'n'])).toEqual({ missing: ['b'], counted: ['n'] });
  });

  it('has a least size of groups only where something may be counted only', () => {
    expect([smallestGroup(access, of([], ['n'], true)), smallestGroup(access, of([], ['a'], true))]).toEqual([5, 0]);
  });
});

describe('masks', () => {
  it.each([
    ['name', '张小明', '张**'], ['name', '张', '*'], ['name', '欧阳修', '欧**'],
    ['id-card', '330102199001011234', '33**************34'], ['phone', '13812345678', '138****5678'], ['phone', '110', '***'],
    ['all', 'anything', '***'], ['phone', 13812345678, '138****5678'], ['all', null, null],
  ] as const)('%s makes %s to %s', (mask, value, masked) => expect(maskValue(mask, value)).toBe(masked));
});
