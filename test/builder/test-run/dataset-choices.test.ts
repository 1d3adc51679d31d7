import { describe, expect, it } from 'vitest';
import { choicesFromRows, sharedRows } from '../../../builder/src/designer/test-run/dataset-choices.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import { templateCases } from '../../support/template.ts';

const field: FormField = { id: 'inst', type: 'string', options: { dataset: 'institution', value: 'inst_id', label: 'name', detail: 'city' } };

describe('choices of a field that takes them from a dataset', () => {
  it('are the rows by value, each once, rows without a value left out', () => {
    expect(choicesFromRows(field, [{ inst_id: 'H1', name: '甲院', city: '杭州' }, { inst_id: 'H1', name: '又' }, { name: '无' }, { inst_id: 'H2' }])).toEqual([{ id: 'H1', label: '甲院', detail: 'H1 · 杭州' }, { id: 'H2', label: 'H2', detail: 'H2' }]);
  });

  it('come from the rows the cases share', () => {
    expect(sharedRows(templateCases(), field).map((row) => row['inst_id'])).toEqual(['H001', 'H002', 'H003', 'H004']);
  });

  it.each([[{ id: 'x', type: 'string' }], [{ id: 'x', type: 'integer', options: { list: 'reasons' } }]] as const)('are none for %j', (other) => {
    expect([choicesFromRows(other, [{ a: 1 }]), sharedRows(templateCases(), other)]).toEqual([[], []]);
  });
});
