import { describe, expect, it } from 'vitest';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { withoutPersons } from '../../../builder/src/designer/pages/runs/without-persons.ts';
import type { Case } from '../../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const scenario: Scenario = {
  ...blankScenario('s', 't'),
  datasets: { person: { use: 'health/person', fields: ['pid', 'name', 'city'] } },
  flows: { main: { nodes: { ask: { type: 'start.form', config: { fields: [{ id: 'who', type: 'string', options: { dataset: 'person', value: 'pid', label: 'name' } }, { id: 'name', type: 'string' }, { id: 'item', type: 'string' }] } } }, edges: {} } },
};

const definition: DatasetDefinition = { id: 'health/person', title: '人', subject: 'pid', fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string', personal: true, mask: 'name' }, { id: 'city', type: 'string' }] };
const catalogue = new Map([[definition.id, definition]]);

const made: Case = {
  id: 'c', title: '张小明的申请', at: '2026-01-01T08:00:00+08:00', user: { name: '王五', unit: 'u1' },
  start: { who: 'P-12', name: '张小明', item: 'CT' },
  rows: { person: [{ pid: 'P-12', name: '张小明', city: '杭州' }, { pid: 'P-13', name: '李四', city: '宁波' }] },
  answers: [{ node: 'ask', data: { name: '张小明' } }],
  expect: { status: 'completed', outputs: { ask: { who: 'P-12' } } },
};

describe('a run as a case without people', () => {
  const { made: plain, replaced } = withoutPersons(scenario, made, catalogue);
  const written = JSON.stringify(plain);

  it('no value about a person is left anywhere', () => expect(['P-12', 'P-13', '张小明', '李四', '王五'].filter((value) => written.includes(value))).toEqual([]));
  it('the rest is as it was', () => expect([plain.start['item'], plain.rows?.['person']?.map((row) => row['city']), plain.user?.['unit'], plain.at, replaced]).toEqual(['CT', ['杭州', '宁波'], 'u1', made.at, 5]));
  it('the same value is the same stand-in everywhere, so that rows still join', () => {
    const [first] = plain.rows?.['person'] ?? [];
    expect([plain.start['who'], plain.start['name'], plain.answers?.[0]?.data?.['name'], plain.expect.outputs?.['ask']]).toEqual([first?.['pid'], first?.['name'], first?.['name'], { who: first?.['pid'] }]);
  });
  it('two people stay two, in the same shape', () => {
    const pids = plain.rows?.['person']?.map((row) => String(row['pid'])) ?? [];
    expect([new Set(pids).size, pids.every((pid) => /^X-\d\d/.test(pid))]).toEqual([2, true]);
  });
  it('many people with few digits stay apart', () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ pid: `P${index % 10}${'x'.repeat(Math.floor(index / 10))}`, name: `某${index}`, city: 'c' }));
    const many = withoutPersons(scenario, { ...made, rows: { person: rows } }, catalogue).made.rows?.['person'] ?? [];
    expect(new Set(many.map((row) => row['pid'])).size).toBe(40);
  });
  it('nothing personal: the case as it is', () => {
    const plain: Case = { id: 'c', title: 'CT', at: '2026-01-01T08:00:00+08:00', start: { item: 'CT' }, expect: { status: 'completed' } };
    expect(withoutPersons({ ...scenario, datasets: {} }, plain, catalogue)).toEqual({ made: plain, replaced: 0 });
  });
});

/** A form that asks people themselves: no dataset knows that its answers are personal. */
const form = (fields: readonly object[], texts: Scenario['texts'] = {}): Scenario => ({ ...blankScenario('s', 't'), texts, flows: { main: { nodes: { ask: { type: 'start.form', config: { fields } } }, edges: {} } } });
const start = (of: Scenario, answers: Case['start']) => withoutPersons(of, { ...made, start: answers, rows: {}, answers: [], user: {}, expect: { status: 'completed' } }, new Map()).made.start;

describe('answers that no dataset calls personal', () => {
  it.each([
    ['by its id', { id: 'applicant_name', type: 'string' }, '张三丰'],
    ['by what it asks', { id: 'q1', type: 'string', title: '车主姓名' }, '张三丰'],
    ['their own words', { id: 'note', type: 'string', widget: 'textarea' }, '我叫张三丰，住在西湖边'],
    ['a day of birth', { id: 'birth_day', type: 'date' }, '1990-01-02'],
    ['an identity number anywhere', { id: 'code', type: 'string' }, '11010519491231002X'],
    ['a mobile number anywhere', { id: 'code', type: 'string' }, '13812345678'],
    ['a mail address anywhere', { id: 'code', type: 'string' }, 'zhang@example.org'],
  ])('%s', (_, field, value) => expect(JSON.stringify(start(form([field]), { [field.id]: value }))).not.toContain(value));
  it('by the text of its key in either language', () => expect(start(form([{ id: 'q1', type: 'string' }], { 'ask.q1': { en: 'Phone of the guardian' } }), { q1: 'room 7' })).not.toEqual({ q1: 'room 7' }));
  it('a column of a table of answers', () => {
    const of = form([{ id: 'family', type: 'list', widget: 'table', columns: [{ id: 'who', type: 'string', title: '姓名' }, { id: 'age', type: 'integer' }] }]);
    expect(start(of, { family: [{ who: '张小丰', age: 7 }] })).toEqual({ family: [{ who: expect.not.stringContaining('张') as string, age: 7 }] });
  });
  it.each([
    ['a choice', { id: 'name', type: 'string', enum: ['CT', 'MR'] }, 'CT'],
    ['a number of a thing', { id: 'code', type: 'string' }, '123456789012345678'],
    ['a day', { id: 'day', type: 'date' }, '2026-01-02'],
  ])('stays: %s', (_, field, value) => expect(start(form([field]), { [field.id]: value })).toEqual({ [field.id]: value }));
});

describe('a stand-in is taken as the value was', () => {
  const field = { id: 'phone', type: 'string' };
  const swap = (value: string): string => String(start(form([field]), { phone: value })['phone']);
  it('a mobile number that forms accept', () => expect(swap('13800000000')).toMatch(/^1[3-9]\d{9}$/));
  it('an identity number with its year, its sex and a check digit that holds', () => {
    const other = swap('11010519491231002X');
    expect([other.slice(6, 10), Number(other.charAt(16)) % 2, swap(other) === other, /^\d{17}[\dX]$/.test(other)]).toEqual(['1949', 0, false, true]);
  });
  it('a mail address', () => expect(swap('zhang@unit.gov.cn')).toMatch(/^person\d+@example\.org$/));
  it('a number plate', () => expect(swap('浙A12345')).toMatch(/^浙A\d{5}$/));
  it('a day that is one, of the same year', () => expect(start(form([{ id: 'birth', type: 'date' }]), { birth: '1990-07-31' })).toEqual({ birth: '1990-01-01' }));
  it('two mobile numbers stay two', () => {
    const both = start(form([field, { id: 'mobile', type: 'string' }]), { phone: '13812345678', mobile: '13812345679' });
    expect(new Set(Object.values(both)).size).toBe(2);
  });
});
